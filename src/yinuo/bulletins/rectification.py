"""Papers of rectification: the ledger of problems in the order of M32, and the Monday list on one page (M33)."""

from datetime import date, datetime

from ..duties.models import Campaign, Item, ItemStep, WeeklyList
from ..duties.queries.rectification import DEFINITION
from ..duties.words.rectification import ITEM_STATES, TERMS, ItemState, Stepped, Term
from ..kernel.words import _
from .papers import CENTRE, Column, Grid, Level, Line, Page, Paper, day_words, moment_words

LEDGER = (
    Column(_("序号"), 11, CENTRE), Column(_("问题表现"), 32), Column(_("问题来源"), 15), Column(_("整改目标"), 19),
    Column(_("整改措施"), 26), Column(_("牵头领导"), 15), Column(_("责任单位"), 18), Column(_("责任人"), 14),
    Column(_("承诺时限"), 19, CENTRE), Column(_("进展"), 23), Column(_("完成情况"), 16), Column(_("佐证"), 14),
    Column(_("验收人/销号意见"), 24), Column(_("回头看"), 16), Column(_("方面"), 14), Column(_("整改类型"), 13),
    Column(_("验收标准"), 20),
)  # fmt: skip
"""The fourteen columns of M32 in their order, and three more that a list needs to be brought in again."""

PRINTED = 14
WEEK = (Column(_("事项"), 84), Column(_("责任单位"), 34), Column(_("时限"), 26, CENTRE), Column(_("说明"), 34))
HEADINGS = {
    "due": _("本周到期"), "overdue": _("已经过期"), "sold_off": _("上期以来新销号"), "stuck": _("卡住的"), "rebounded": _("反弹的"),
}  # fmt: skip


def ledger(campaign: Campaign, at: datetime, *, is_printed: bool) -> Paper:
    """The ledger of a campaign: fourteen columns on paper, seventeen in a workbook. Three queries."""
    columns = LEDGER[:PRINTED] if is_printed else LEDGER
    items = list(campaign.items.select_related("office", "checking").order_by("number"))
    steps: dict[int, list[ItemStep]] = {}
    for step in ItemStep.objects.filter(item__campaign=campaign).select_related("org"):
        steps.setdefault(step.item_id, []).append(step)
    rows = [_row(item, steps.get(item.pk, []), campaign)[: len(columns)] for item in items]
    mark = _("口径 {version}；数据时间 {at}").format(version=DEFINITION, at=moment_words(at))
    page = Page(_("整改台账"), campaign.name + _("整改台账"), grid=Grid(columns, rows), is_landscape=True)
    return Paper(campaign.name + _("整改台账"), [page], at, mark=mark, organ=campaign.org.name)


def _row(item: Item, steps: list[ItemStep], campaign: Campaign) -> list:
    told = {kind: next((one for one in reversed(steps) if one.kind == kind), None) for kind in Stepped}
    work = told[Stepped.PERIOD] or told[Stepped.WORK]
    checked = told[Stepped.PASSED] if item.sold_off_at else told[Stepped.FAILED]
    looked = told[Stepped.HELD] if item.held_at else told[Stepped.REBOUND]
    return [
        item.number, item.problem, item.source or campaign.source, item.goal, item.measure, item.lead_post, item.office.name,
        item.post, _due(item), work.text if work else "", ITEM_STATES[ItemState(item.state)], _proof(told[Stepped.DONE]),
        _said(checked), _said(looked), item.area, TERMS[Term(item.term)], item.acceptance,
    ]  # fmt: skip


def _due(item: Item) -> str:
    if item.due_on is None:
        return ""
    first = "" if item.first_due_on == item.due_on else _("（第一次承诺{day}）").format(day=item.first_due_on)
    return f"{item.due_on}{first}"


def _proof(step: ItemStep | None) -> str:
    return step.get_method_display() if step else ""


def _said(step: ItemStep | None) -> str:
    return f"{step.org.name if step.org else ''}：{step.text}" if step else ""


def weekly(week: WeeklyList, at: datetime) -> Paper:
    """A Monday list as it stands in its row; nothing is counted anew."""
    content, rows, bold = week.content, [], set()
    for name, heading in HEADINGS.items():
        part = content[name]
        bold.add(len(rows))
        rows.append([f"{heading}（{part['number']}）", "", "", ""])
        rows += [_week_row(row) for row in part["rows"]]
        if more := part["number"] - len(part["rows"]):
            rows.append([_("另有{n}项，见台账。").format(n=more), "", "", ""])
    counts = content["counts"]
    said = _("列出{listed}项，责任单位称已整改{said}项，其他单位验收销号{checked}项，反弹{rebounded}项。").format(
        **counts
    )
    before = [Line(said), *([Line(week.remarks)] if week.remarks else [])]
    if week.corrects_id:
        before.insert(0, Line(_("更正件：{why}").format(why=week.why)))
    title = _("{org}周一总结").format(org=week.org.name)
    mark = _("口径 {version}").format(version=content["definition"]) + (
        f"；SHA-256 {week.digest[:16]}" if week.digest else ""
    )
    state = "" if week.digest else _("（未审定）")
    page = Page(
        _("周一总结"),
        title + state,
        before,
        Grid(WEEK, rows, bold=frozenset(bold)),
        [Line(day_words(week.day), Level.NOTE)],
    )
    return Paper(title, [page], at, mark=mark, organ=week.org.name)


def _week_row(row: dict) -> list[str]:
    late = _("过期{n}天").format(n=row["days"]) if row["days"] else ""
    stuck = _("卡在：{what}").format(what=row["blocker"]) if row["blocker"] else ""
    due = day_words(date.fromisoformat(row["due"])) if row["due"] else ""
    problem = _("{campaign}第{no}项 {problem}").format(**row)
    return [problem, row["office"], due, "；".join(one for one in (late, stuck) if one)]
