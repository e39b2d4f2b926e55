"""Words and looks of evaluations for the templates of this part."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.models import Assessment, Objection, Rubric
from yinuo.evaluation.rules.composite import Terms
from yinuo.evaluation.rules.exact import plain
from yinuo.evaluation.rules.rubric import ALL, ITEM_KINDS, Item
from yinuo.evaluation.words import AssessmentState, ObjectionState, RubricState

RUBRIC_LOOKS = {
    RubricState.DRAFT: ("wait", "pencil"), RubricState.CONSULTED: ("work", "speakerphone"),
    RubricState.FROZEN: ("good", "lock"), RubricState.RETIRED: ("quiet", "x"),
}  # fmt: skip
LOOKS = {
    AssessmentState.DESIGNED: ("wait", "pencil"), AssessmentState.FROZEN: ("wait", "lock"),
    AssessmentState.CASTING: ("work", "inbox"), AssessmentState.SEALED: ("claim", "lock"),
    AssessmentState.OPENED: ("work", "key"), AssessmentState.COMPUTED: ("work", "scale"),
    AssessmentState.ANNOUNCED: ("warn", "message-report"), AssessmentState.SETTLED: ("claim", "gavel"),
    AssessmentState.PUBLISHED: ("good", "circle-check"),
}  # fmt: skip
OBJECTION_LOOKS = {
    ObjectionState.RAISED: ("wait", "hourglass"), ObjectionState.ANSWERED: ("work", "message-circle"),
    ObjectionState.REVIEW_ASKED: ("warn", "rotate-2"), ObjectionState.REVIEWED: ("good", "gavel"),
    ObjectionState.ACCEPTED: ("good", "circle-check"), ObjectionState.WITHDRAWN: ("quiet", "arrow-back-up"),
}  # fmt: skip
SOURCE_WORDS = {"judges": gettext_lazy("评委")}
CORRECTIONS = {
    "none": gettext_lazy("不校正：各组看的单位相同，或者只在组内比较"),
    "median": gettext_lazy("按中位数校正：各组减本组中位数、加全体中位数"),
}
BANDS_BY = {
    "points": gettext_lazy("按得分率：到分数线就进档"),
    "places": gettext_lazy("按名额：从高到低取若干个，同分一起进"),
}
REASONS_AT = {
    "full": gettext_lazy("给满分"),
    "zero": gettext_lazy("给零分"),
    "bonus": gettext_lazy("加分"),
}


def dressed_rubric(rubric: Rubric) -> Rubric:
    rubric.tone, rubric.icon = RUBRIC_LOOKS[RubricState(rubric.state)]
    return rubric


def dressed(assessment: Assessment) -> Assessment:
    assessment.tone, assessment.icon = LOOKS[AssessmentState(assessment.state)]
    return assessment


def dressed_objection(objection: Objection, today: date) -> Objection:
    """With its look, and the day by which somebody has to do something: `due_on`, `left`, `waits_for`."""
    objection.tone, objection.icon = OBJECTION_LOOKS[ObjectionState(objection.state)]
    waits = {
        ObjectionState.RAISED: (objection.answer_due_on, _("等组织单位答复")),
        ObjectionState.ANSWERED: (objection.review_until, _("等单位接受，或者申请复核")),
        ObjectionState.REVIEW_ASKED: (objection.review_due_on, _("等没有参加的人复核")),
    }
    objection.due_on, objection.waits_for = waits.get(ObjectionState(objection.state), (None, ""))
    objection.left = (objection.due_on - today).days if objection.due_on else None
    return objection


def source_word(name: str) -> str:
    """What a source of marks is called on paper."""
    return str(SOURCE_WORDS.get(name, name))


def item_row(item: Item, names: dict[str, str]) -> dict:
    """One item of a rubric, as templates show it. `names`: number → title."""
    vetoes = ""
    if item.kind == "veto":
        no = item.vetoes.removeprefix("item:")
        vetoes = (
            _("整张票记0分") if item.vetoes == ALL else _("“{no} {title}”记0分").format(no=no, title=names.get(no, ""))
        )
    return {
        "item": item,
        "no": item.no,
        "title": item.title,
        "kind": ITEM_KINDS[item.kind],
        "points": plain(item.points) if item.points else "",
        "parts": [(part.text, plain(part.points)) for part in item.parts],
        "losses": [(part.text, plain(part.points), part.is_below) for part in item.losses],
        "levels": [(one.name, plain(one.percent)) for one in item.levels] if item.kind == "level" else [],
        "vetoes": vetoes,
    }


def item_rows(rubric: Rubric) -> list[dict]:
    """Every item of a rubric in its order."""
    rules = rubric.rubric
    names = {item.no: item.title for item in rules.items}
    return [item_row(item, names) for item in rules.items]


def terms_facts(terms: Terms, assessment: Assessment) -> list[tuple[str, str]]:
    """The terms of counting in pairs of words."""
    unit = _("{name}：得分率{least}%起") if terms.bands_by == "points" else _("{name}：{least}个")
    bands = "；".join(unit.format(name=name, least=plain(least)) for name, least in terms.bands)
    sources = "、".join(
        _("{name}占{weight}").format(name=source_word(name), weight=plain(weight)) for name, weight in terms.sources
    )
    trim = _("去掉{n}个最高、{n}个最低（至少5票时）").format(n=terms.trim) if terms.trim else _("不去掉")
    return [
        (_("档次"), f"{BANDS_BY[terms.bands_by]}。{bands}"),
        (_("最少票数"), _("一个单位有效票少于{n}张，不评分").format(n=terms.least_ballots)),
        (_("最高最低分"), trim),
        (_("打分来源"), sources),
        (_("组间校正"), str(CORRECTIONS[terms.correction])),
        (_("加减分上限"), _("合计最多加{n}分、减{n}分").format(n=plain(terms.award_cap))),
        (_("小数"), _("四舍五入到{n}位").format(n=terms.places)),
        (_("提出异议"), _("告知结果后{n}个工作日内").format(n=assessment.objection_days)),
        (_("答复异议"), _("{n}天内").format(n=assessment.answer_days)),
        (_("复核"), _("{n}天内，由没有参加的人办理").format(n=assessment.review_days)),
    ]


def signed(value) -> str:
    """A number with its sign: +1.5, -0.25; empty for nothing."""
    if value in (None, ""):
        return ""
    number = Decimal(str(value))
    return f"+{plain(number)}" if number >= 0 else f"-{plain(-number)}"
