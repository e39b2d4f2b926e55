"""Score sheets of an inspection tour: blank ones to write on by hand, and after the opening what every judge gave."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from ..evaluation.models import Ballot, Conflict, Judge
from ..evaluation.rules import rubric as rules
from ..evaluation.rules.exact import plain
from ..inspection.models import Round, Site, Visit
from ..inspection.words import IN_ROUND, VisitState
from ..kernel.clock import CHINA
from ..kernel.errors import Unfit
from ..kernel.words import _
from .papers import CENTRE, Cell, Column, Grid, Level, Line, Page, Paper, moment_words
from .rubrics import told_item

BLANK = (
    Column(_("序号"), 12, CENTRE), Column(_("任务（分值）"), 28), Column(_("评分要点"), 60), Column(_("怎么查"), 27),
    Column(_("不计分的情形"), 25), Column(_("等级／扣分／否决"), 31), Column(_("得分"), 14, CENTRE), Column(_("理由"), 28),
)  # fmt: skip
DIGESTS = (
    Column(_("评委代号"), 20, CENTRE), Column(_("单位"), 32), Column(_("点位"), 40), Column(_("密封指纹（SHA-256）"), 95),
    Column(_("密封时间"), 19, CENTRE), Column(_("收到时间"), 19, CENTRE),
)  # fmt: skip
MOST_TASKS, TASK_WIDE, ALL_WIDE = 20, 14, 225
"""Tasks on a page, the millimetres of a column when there are few, and those of a page."""

TOTAL = Column(_("合计"), 13, CENTRE)
ROW = 12
"""Millimetres of a row to write in."""

BLANKS = "＿＿＿＿＿＿"


def blank(round: Round, at: datetime, judge: str = "") -> Paper:
    """A set of pages for each site: of the whole round, or what the judge with this code marks. Five queries at most."""
    rubric = round.assessment.rubric
    content = rules.Rubric.of(rubric.content)
    sites = list(_sites(round, judge))
    rows = [told_item(item) for item in content.items]
    total = _("合计（{points}分）").format(points=plain(content.total))
    rows.append(["", total, "", "", "", "", "", ""])
    grid = {"columns": BLANK, "rows": rows, "height": ROW, "bold": frozenset({len(rows) - 1})}
    pages = [_blank(round, site, judge, grid, number) for number, site in enumerate(sites, 1)]
    mark = _("{rubric}，细则指纹{digest}；数据时间{at}").format(
        rubric=rubric, digest=rubric.digest[:12], at=moment_words(at)
    )
    return Paper(_("{name}评分表").format(name=round.name), pages, at, mark=mark)


def _sites(round: Round, code: str) -> Iterator[Site]:
    """The sites to mark, in the order of the visits where there are routes, else by unit."""
    sites = (
        round.sites.filter(pick__in=IN_ROUND).select_related("subject__org__place").order_by("subject__org__path", "pk")
    )
    visits = Visit.objects.filter(group__round=round).exclude(state=VisitState.CALLED_OFF)
    judge = Judge.objects.get(assessment=round.assessment_id, code=code) if code else None
    barred: set[int] = set()
    if judge is not None:
        visits = visits.filter(group__number=judge.panel)
        barred = set(Conflict.objects.filter(judge=judge).values_list("subject", flat=True))
    order: dict[int, int] = {}
    for site in visits.order_by("group__number", "begins_at").values_list("site", flat=True):
        order.setdefault(site, len(order))
    for site in sorted(sites, key=lambda one: order.get(one.pk, len(order))):
        is_own = judge is None or site.is_anchor or site.subject.panel == judge.panel
        if is_own and site.subject_id not in barred:
            yield site


def _blank(round: Round, site: Site, judge: str, grid: dict, number: int) -> Page:
    unit = site.subject.org.name
    caption = _("单位：{unit}　点位：{site}　组别：{group}　评委代号：{code}").format(
        unit=unit, site=site.name, group=_group(site, judge), code=judge or BLANKS
    )
    notes = [
        _(
            "按评分要点给分，可以给半分；给满分、零分或者否决的，要写理由。不适用的任务在“得分”栏写“不适用”。只看现场，不看专为观摩做的点位。"
        ),
    ]
    signs = _("评委签字：{line}　监票人签字：{line}　日期：{line}").format(line=BLANKS)
    return Page(
        f"{number:02} {site.name}", _("{name}评分表").format(name=round.name), (), Grid(caption=caption, **grid),
        [*(Line(text, Level.NOTE) for text in notes), Line(signs, Level.SIGN)], is_landscape=True,
    )  # fmt: skip


def _group(site: Site, judge: str) -> str:
    """A shared site is marked by every group, so on a sheet that anybody may use the group is left open."""
    if not site.is_anchor:
        return _("第{n}组").format(n=site.subject.panel)
    return _("共看") if judge else BLANKS


def protocol(round: Round, at: datetime) -> Paper:
    """What every judge gave, by code, with the fingerprints of the envelopes; after the opening. Three queries."""
    assessment, rubric = round.assessment, round.assessment.rubric
    content = rules.Rubric.of(rubric.content)
    ballots = Ballot.objects.filter(judge__assessment=assessment).select_related("judge", "subject__org", "part")
    ballots = list(ballots.order_by("judge__code", "subject__org__path", "part__key"))
    by_judge: dict[Judge, list[Ballot]] = {
        judge: [] for judge in Judge.objects.filter(assessment=assessment).select_related("unit")
    }
    for ballot in ballots:
        by_judge[ballot.judge].append(ballot)
    pages = [_digests(round, ballots)]
    for judge, own in by_judge.items():
        pages += _marks(round, judge, own, content)
    mark = _("{rubric}，细则指纹{digest}；数据时间{at}").format(
        rubric=rubric, digest=rubric.digest[:12], at=moment_words(at)
    )
    return Paper(_("{name}启封评分表").format(name=round.name), pages, at, mark=mark)


def _digests(round: Round, ballots: Sequence[Ballot]) -> Page:
    """Every envelope with its fingerprint, as the judge's phone shows it."""
    rows = [
        [
            one.judge.code,
            one.subject.org.name,
            one.part.name if one.part else "",
            one.digest,
            _moment(one.said_at),
            _moment(one.cast_at),
        ]
        for one in ballots
    ]
    said = [
        _("共{n}张票。密封指纹是信封内容的 SHA-256，与评委手机上的一致，说明这张票没有被换过。").format(n=len(ballots)),
        _("封票说明：{note}").format(note=round.assessment.seal_note) if round.assessment.seal_note else "",
    ]
    title = _("{name}密封指纹").format(name=round.name)
    lines = [Line(text, Level.NOTE) for text in said if text]
    return Page(_("密封指纹"), title, lines, Grid(DIGESTS, rows), is_landscape=True)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%m-%d\n%H:%M}"


def _marks(round: Round, judge: Judge, ballots: Sequence[Ballot], rubric: rules.Rubric) -> Iterator[Page]:
    """The marks of one judge: sites down, tasks across, at most twenty on a page."""
    scored = {ballot.pk: _score(rubric, ballot) for ballot in ballots}
    title = _("{name}启封评分表").format(name=round.name)
    caption = _("评委代号：{code}　第{panel}组　{n}张票").format(code=judge.code, panel=judge.panel, n=len(ballots))
    for start in range(0, len(rubric.items), MOST_TASKS):
        items = rubric.items[start : start + MOST_TASKS]
        columns = _columns([item.no for item in items])
        rows = [_row(one, items, scored[one.pk][0]) for one in ballots]
        last = start + MOST_TASKS >= len(rubric.items)
        notes = [Line(text, Level.NOTE) for text in _notes(rubric, ballots, scored)] if last else []
        signs = (
            [Line(_("监票人签字：{line}　计票人签字：{line}　日期：{line}").format(line=BLANKS), Level.SIGN)]
            if last
            else []
        )
        name = _("评委{code}").format(code=judge.code)
        yield Page(name, title, (), Grid(columns, rows, caption=caption, height=8), [*notes, *signs], is_landscape=True)


def _columns(numbers: list[str]) -> list[Column]:
    """Unit and site share what the tasks leave."""
    wide = min(TASK_WIDE, 158 / len(numbers))
    rest = min(120, ALL_WIDE - TOTAL.width - wide * len(numbers))
    tasks = [Column(heading(no), wide, CENTRE) for no in numbers]
    return [Column(_("单位"), rest * 0.44), Column(_("点位"), rest * 0.56), *tasks, TOTAL]


def heading(no: str) -> str:
    """“T01” over two lines, for a narrow column."""
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\n", no)


def _score(rubric: rules.Rubric, ballot: Ballot) -> tuple[rules.Scored | None, str]:
    """The ballot counted as the result counts it; or nothing, and why its marks cannot be counted."""
    try:
        return rules.score(rubric, rules.read_marks(rubric, (ballot.content or {}).get("marks", {}))), ""
    except Unfit as problem:
        return None, ballot.problem or problem.sentence


def _row(ballot: Ballot, items: Sequence[rules.Item], scored: rules.Scored | None) -> list[Cell]:
    place = [ballot.subject.org.name, ballot.part.name if ballot.part else ""]
    if scored is None:
        return [*place, *([""] * len(items)), _("无效")]
    given = ballot.content["marks"]
    return [*place, *(_mark(item, scored, given.get(item.no) or {}) for item in items), scored.total]


def _mark(item: rules.Item, scored: rules.Scored, given: dict) -> Cell:
    """What stands in the column of an item: points as they count, “n/a”, or a veto."""
    if given.get("vetoed") is True:
        return _("否决")
    if item.no in scored.skipped:
        return _("不适用")
    return "" if item.kind is rules.ItemKind.VETO else scored.items.get(item.no, "")


def _notes(rubric: rules.Rubric, ballots: Sequence[Ballot], scored: dict) -> Iterator[str]:
    """Ballots that do not count, and the reasons that judges wrote."""
    for one in ballots:
        place = _("{unit}{site}").format(unit=one.subject.org.name, site=f"（{one.part.name}）" if one.part else "")
        found, why = scored[one.pk]
        if why:
            yield _("{place}：无效，{why}").format(place=place, why=why)
        if one.excluded:
            yield _("{place}：不计，{why}。").format(place=place, why=one.excluded)
        marks = (one.content or {}).get("marks", {})
        reasons = [f"{item.no} {marks[item.no]['reason']}" for item in rubric.items if _has_reason(marks.get(item.no))]
        if reasons and found is not None:
            yield _("{place}理由：{reasons}").format(place=place, reasons="；".join(reasons))


def _has_reason(mark: object) -> bool:
    return isinstance(mark, dict) and bool(str(mark.get("reason", "")).strip())
