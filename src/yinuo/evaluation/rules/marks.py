"""The marks of one ballot: read from JSON, with a sentence for everything that is wrong (M01, M02).

`static/field/rubric.js` says the same in the browser; tests/evaluation/test_rubric.py holds the two together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _
from .exact import number, plain
from .items import COUNTED, HUNDRED, ZERO, Item, ItemKind, Rubric

BLANK = " \t\r\n\u3000"
LONGEST_REASON, MOST_TIMES = 500, 999


@dataclass(frozen=True, slots=True)
class Mark:
    """What a judge gave for one item. `deducted` counts how often each of `Item.losses` was found."""

    points: Decimal | None = None
    level: str = ""
    deducted: tuple[int, ...] = ()
    is_skipped: bool = False
    is_vetoed: bool = False
    reason: str = ""

    def value(self, item: Item) -> Decimal:
        """The item's points by this mark: deducted to zero at most; only what is 倒扣 goes below."""
        if self.is_vetoed or item.kind is ItemKind.VETO:
            return ZERO
        found = self._given(item)
        times = list(zip(item.losses, self.deducted, strict=False))
        found = max(ZERO, found - sum((part.points * n for part, n in times if not part.is_below), ZERO))
        return found - sum((part.points * n for part, n in times if part.is_below), ZERO)

    def _given(self, item: Item) -> Decimal:
        if item.kind is ItemKind.DEDUCT:
            return item.points
        if item.kind is ItemKind.LEVEL:
            return next(one.percent for one in item.levels if one.name == self.level) * item.points / HUNDRED
        return self.points or ZERO


def read_marks(rubric: Rubric, data: Any) -> dict[str, Mark]:
    """Number of the item → mark, from `{"T01": {"points": "4.5", "reason": ""}, "T02": {"level": "B"},
    "T03": {"skipped": true, "reason": "…"}, "T19": {"vetoed": true, "reason": "…"}, "T05": {"deducted": [2, 0]}}`.

    Every item has a mark, also a veto item (`{"vetoed": false}`, REFERENCE §7.3.1) and a bonus. Unfit with the first
    problem; its field is the number of the item.
    """
    for no, sentence in mark_problems(rubric, data).items():
        raise Unfit(sentence, no)
    return {item.no: _mark(data[item.no]) for item in rubric.items}


def mark_problems(rubric: Rubric, data: Any) -> dict[str, str]:
    """Number of the item → what is wrong with its mark, one sentence each, in the order of the rubric."""
    if not isinstance(data, Mapping):
        return {"": _("评分票的内容读不出来。")}
    found = {item.no: problem for item in rubric.items if (problem := _problem(rubric, item, data.get(item.no)))}
    numbers = {item.no for item in rubric.items}
    found |= {no: _("细则里没有“{no}”这一项。").format(no=no) for no in sorted(data) if no not in numbers}
    counted = [item.no for item in rubric.items if item.kind in COUNTED]
    if not found and counted and all(_mark(data[no]).is_skipped for no in counted):
        found[counted[0]] = _("不能把全部项目都记作不适用。")
    return found


def _mark(data: Mapping[str, Any]) -> Mark:
    return Mark(
        number(data.get("points")), str(data.get("level") or ""), tuple(int(n) for n in data.get("deducted") or ()),
        data.get("skipped") is True, data.get("vetoed") is True, (data.get("reason") or "").strip(BLANK),
    )  # fmt: skip


def _problem(rubric: Rubric, item: Item, data: Any) -> str | None:
    return next(_problems(rubric, item, data), None)


def _problems(rubric: Rubric, item: Item, data: Any) -> Iterator[str]:
    if data is None:
        yield _("“{item}”还没有评。").format(item=_name(item))
        return
    if not isinstance(data, Mapping):
        yield _("“{item}”的内容读不出来。").format(item=_name(item))
        return
    yield from _reason_problems(item, data)
    yield from _loss_problems(item, data)
    if data.get("skipped") is True:
        yield from _skip_problems(item, data)
    elif data.get("vetoed") is True:
        yield from _veto_problems(item, data)
    else:
        yield from _value_problems(item, data)
        yield from _extreme_problems(rubric, item, data)


def _name(item: Item) -> str:
    return f"{item.no} {item.title}"


def _reason_problems(item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    reason = data.get("reason")
    if not (reason is None or isinstance(reason, str)) or len(reason or "") > LONGEST_REASON:
        yield _("“{item}”的理由请用文字写，不超过{n}字。").format(item=_name(item), n=LONGEST_REASON)


def _loss_problems(item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    times = data.get("deducted")
    if times is None:
        return
    if not isinstance(times, list) or len(times) > len(item.losses):
        yield _("“{item}”的扣分情形和细则对不上。").format(item=_name(item))
    elif not all(_is_count(n) for n in times):
        yield _("“{item}”的扣分次数应当是0到{n}的整数。").format(item=_name(item), n=MOST_TIMES)


def _is_count(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value <= MOST_TIMES and value == int(value)


def _skip_problems(item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    if item.kind not in COUNTED or not item.may_skip:
        yield _("“{item}”不能记作不适用。").format(item=_name(item))
    if data.get("vetoed") is True:
        yield _("“{item}”不能既不适用又被否决。").format(item=_name(item))
    if not _has_reason(data):
        yield _("“{item}”记作不适用，请写明理由。").format(item=_name(item))


def _veto_problems(item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    if not item.can_veto:
        yield _("“{item}”没有一票否决的情形。").format(item=_name(item))
    if not _has_reason(data):
        yield _("“{item}”一票否决，请写明理由。").format(item=_name(item))


def _has_reason(data: Mapping[str, Any]) -> bool:
    return bool((data.get("reason") or "").strip(BLANK))


def _value_problems(item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    if item.kind is ItemKind.VETO:
        if data.get("vetoed") is not False:
            yield _("“{item}”请回答有没有出现。").format(item=_name(item))
    elif item.kind is ItemKind.LEVEL:
        if data.get("level") not in [one.name for one in item.levels]:
            names = "、".join(one.name for one in item.levels)
            yield _("“{item}”请从{names}中选一个等级。").format(item=_name(item), names=names)
    elif item.kind is not ItemKind.DEDUCT:
        yield from _point_problems(item, data)


def _point_problems(item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    if data.get("points") in (None, ""):
        yield _("“{item}”还没有给分。").format(item=_name(item))
        return
    points = number(data["points"])
    if points is None:
        yield _("“{item}”的得分应当是一个数。").format(item=_name(item))
    elif not 0 <= points <= item.points:
        yield _("“{item}”的得分在0到{most}之间。").format(item=_name(item), most=plain(item.points))
    elif points % item.step:
        yield _("“{item}”的得分以{step}分为间隔。").format(item=_name(item), step=plain(item.step))


def _extreme_problems(rubric: Rubric, item: Item, data: Mapping[str, Any]) -> Iterator[str]:
    """Full marks and zero need a reason where the rubric says so; what is deducted explains itself, no bonus too."""
    if item.kind is ItemKind.VETO or _has_reason(data):
        return
    value = _mark(data).value(item)
    if item.kind is ItemKind.BONUS and value and "bonus" in rubric.reasons_at:
        yield _("“{item}”加了分，请写明理由。").format(item=_name(item))
    if item.kind is not ItemKind.DEDUCT and value == item.points and "full" in rubric.reasons_at:
        yield _("“{item}”是满分，请写明理由。").format(item=_name(item))
    if item.kind is not ItemKind.BONUS and value <= 0 and "zero" in rubric.reasons_at:
        yield _("“{item}”没有得分，请写明理由。").format(item=_name(item))
