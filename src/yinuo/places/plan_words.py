"""What the planner found, in sentences for the person who planned: which rule cannot hold, and why. Knows no Django."""

from collections.abc import Callable, Mapping
from typing import Any

from ..kernel.words import _

TERMS = {
    "outside": _("户数超出范围"),
    "balance": _("户数离目标的差距"),
    "compound": _("小区被分开"),
    "road": _("跨主干道"),
    "radius": _("范围不紧凑"),
    "short": _("党员不足"),
    "moved": _("居民换网格"),
}
NAMED = 5

Facts = Mapping[str, Any]


def term_label(term: str) -> str:
    """What a term of the price is called."""
    return TERMS[term]


def note_sentence(note: Mapping[str, Any]) -> str:
    """A note of a plan ({rule, facts, grid: number where it is about one}) as a sentence with what may be done."""
    facts = note.get("facts") or {}
    told = SENTENCES[note["rule"]]
    sentence = told(facts) if callable(told) else told.format(**facts)
    if (number := note.get("grid")) is not None:
        return _("第{number}网格：{sentence}").format(number=number, sentence=sentence)
    return sentence


def codes(found) -> str:
    """The first few of a list of building codes."""
    found = list(found)
    named = _("、").join(map(str, found[:NAMED]))
    return _("{codes}等{number}栋").format(codes=named, number=len(found)) if len(found) > NAMED else named


OUTSIDE = {
    "community": _(
        "{households}户，不在{low:g}–{high:g}户之间。整个社区的户数不论分成几个网格都做不到全部合规，这是离得最近的方案。"
    ),
    "building": _(
        "{households}户，超过{high:g}户。{building}一栋楼就超过了上限，而一栋楼不能分到两个网格，这一条做不到。"
    ),
    "island": _(
        "{households}户，不在{low:g}–{high:g}户之间。连成一片的只有这些楼（{names}，共{total}户），分不出合规的网格；"
        "如果其实有路相通，请检查画出的河流和铁路。"
    ),
    "dearer": _(
        "{households}户，不在{low:g}–{high:g}户之间。要调进范围，别处（小区、道路、距离）要多付{extra:.1f}分，所以没有调。"
    ),
    "given": _(
        "{households}户，不在{low:g}–{high:g}户之间。指定的网格数放不下这些户数，请换一个网格数，或者留空由系统来定。"
    ),
    "not_found": _(
        "{households}户，不在{low:g}–{high:g}户之间。没有找到全部合规的方案，这是找到的最近的一个；可以再算一次。"
    ),
    "impossible": _(
        "{households}户，不在{low:g}–{high:g}户之间。已经算到底：楼栋不拆，分成{count}个网格做不到全部合规，这是离得最近的方案。"
    ),
    "drawn": _("{households}户，不在{low:g}–{high:g}户之间。"),
}
SHORT = {
    "community": _(
        "只有{members}名党员，不够{needed:g}名。全社区一共{total}名，不够每个网格分，建议和相邻网格建联合党小组。"
    ),
    "dearer": _(
        "只有{members}名党员，不够{needed:g}名。为凑够党员要多跨小区或者道路，不合算，建议和相邻网格建联合党小组。"
    ),
    "drawn": _("只有{members}名党员，不够{needed:g}名。可以建联合党小组，或者调整楼栋。"),
}


def _outside(facts: Facts) -> str:
    told = OUTSIDE.get(facts.get("cause", ""), OUTSIDE["drawn"])
    return told.format(**facts, names=codes(facts.get("buildings", ())))


def _short(facts: Facts) -> str:
    return SHORT.get(facts.get("cause", ""), SHORT["drawn"]).format(**facts)


def _small(facts: Facts) -> str:
    if not facts["households"]:
        return _("登记的楼栋一共0户，没有户数就谈不上划分，只能先划一个网格。请先把户数补上，再重新生成方案。")
    return _("整个社区只有{households}户，不到一个网格的下限{low:g}户，只能划成一个网格。").format(**facts)


def _island(facts: Facts) -> str:
    names = codes(facts["buildings"])
    if facts.get("joined"):
        near, far = facts["joined"]
        return _(
            "{names}（{households}户）和别的楼不相连，已按最近的一处（{near}到{far}，{metres:g}米）接上。"
            "如果中间过不去，请手工调整。"
        ).format(names=names, households=facts["households"], near=near, far=far, metres=facts["metres"])
    return _("{names}（{households}户）和别的楼不相连，只能自成网格。").format(
        names=names, households=facts["households"]
    )


def _compound(facts: Facts) -> str:
    return _("小区“{compound}”有{households}户，超过一个网格的上限，只能分到几个网格里。").format(
        compound=facts["compound"], households=facts["households"]
    )


def _disconnected(facts: Facts) -> str:
    parts = _("；").join(codes(part) for part in facts["parts"])
    return _("楼栋没有连成一片，分成了{number}块：{parts}。").format(number=len(facts["parts"]), parts=parts)


SENTENCES: dict[str, str | Callable[[Facts], str]] = {
    "outside": _outside,
    "short": _short,
    "small_community": _small,
    "island": _island,
    "compound": _compound,
    "disconnected": _disconnected,
    "dissolved": _("原来的{name}（{code}）不再有楼栋，采用这个方案后撤销，编号不再用在别处。"),
    "unassigned": lambda facts: _("这些楼还没有分到网格：{names}。请把它们分进去。").format(
        names=codes(facts["buildings"])
    ),
    "by_hand": _("这个方案手工调整过，不再是计算的结果。"),
    "proven": _("已经算到底：同样多的网格，没有更省的分法。"),
    "blocks": _("街区一列没有填，已按画出的道路、河流和铁路把社区分成{number}块来算。"),
}
