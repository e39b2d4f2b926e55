"""Papers of central work and letters: the checklist of a campaign, the lists of a letter, the letter of responsibility itself."""

from collections.abc import Iterator
from datetime import datetime

from ..duties.models import DutyTask, Recheck, ResponsibilityLetter
from ..duties.queries.campaigns import progress
from ..duties.queries.letters import likeness_of
from ..duties.words.campaigns import CHECKLIST_STATES
from ..duties.words.letters import DUTY_STATES, LAYERS, SIDES, Layer, ResponsibilityState, Side
from ..kernel.words import _
from .papers import CENTRE, Cell, Column, Grid, Level, Line, Page, Paper, day_words, moment_words

ITEMS = (
    Column(_("编号"), 18), Column(_("内容"), 70), Column(_("分值"), 14, CENTRE), Column(_("责任单位"), 38),
    Column(_("状态"), 34), Column(_("档"), 10, CENTRE), Column(_("期限"), 26), Column(_("反弹（次）"), 16, CENTRE),
)  # fmt: skip
RESPONSIBILITIES = (
    Column(_("层"), 24), Column(_("谁负责（岗位）"), 34), Column(_("负什么责"), 80), Column(_("状态"), 60),
)  # fmt: skip
DUTIES = (
    Column(_("责任"), 50), Column(_("任务"), 50), Column(_("期限"), 26), Column(_("凭什么看出"), 40),
    Column(_("业务计划"), 30), Column(_("状态"), 28),
)  # fmt: skip
BLANK = "＿＿＿＿＿＿＿＿"


def checklist(recheck: Recheck, at: datetime) -> Paper:
    """Every item with its owner and where it stands. Two queries."""
    far = progress(recheck)
    rows: list[list[Cell]] = [
        [one.code, one.text, one.points, one.owner.name, CHECKLIST_STATES[one.state], one.grade,
         day_words(one.due_on) if one.due_on else "", one.rebounds]
        for one in recheck.items.select_related("owner").order_by("pk")
    ]  # fmt: skip
    said = [_("{all}项，别的单位核查属实{n}项。").format(all=far.total.all, n=far.cleared)]
    if far.total.percent is not None:
        said.append(
            _("已核查{n}项，{possible}分里得{got}分，合{percent}%（A 100%、B 66%、C 33%、C# 0%）。").format(
                n=far.total.graded, possible=far.total.possible, got=far.total.got, percent=far.total.percent
            )
        )
    title = _("{name}清单").format(name=recheck.name)
    page = Page(
        _("清单"), title, [Line(text, Level.NOTE) for text in said], Grid(ITEMS, rows, height=8), is_landscape=True
    )
    return Paper(title, [page], at, mark=_("数据时间{at}").format(at=moment_words(at)), organ=recheck.org.name)


def letter(letter: ResponsibilityLetter, at: datetime) -> Paper:
    """The letter: targets, the responsibility list, the task list on a page of its own, two sides to sign. Four queries."""
    title = _("{year}年机关党建工作目标责任书").format(year=letter.year)
    items = list(letter.responsibilities.all())
    pages = [
        Page(_("责任书"), title, list(_head(letter)), _responsibility_grid(items), list(_signatures(letter))),
        Page(_("任务清单"), _("任务清单"), (), _duty_grid(letter), is_landscape=True),
    ]
    same = likeness_of(letter)
    told = _("；和去年的责任清单相同{n}%").format(n=same.overall) if same else ""
    return Paper(title, pages, at, mark=_("数据时间{at}{told}").format(at=moment_words(at), told=told))


def _head(letter: ResponsibilityLetter) -> Iterator[Line]:
    yield Line(_("{above}与{below}约定如下：").format(above=letter.org.name, below=letter.unit.name))
    yield Line(_("一、目标"), Level.FIRST)
    for number, text in enumerate(letter.target_list, 1):
        yield Line(f"{number}. {text}")
    yield Line(_("二、责任清单"), Level.FIRST)


def _responsibility_grid(items: list) -> Grid:
    rows = []
    for layer in Layer:
        for one in items:
            if one.layer == layer:
                struck = one.state == ResponsibilityState.STRUCK
                state = _("已划去：{reason}").format(reason=one.reason) if struck else ""
                rows.append([LAYERS[layer], one.post, one.text, state])
    return Grid(RESPONSIBILITIES, rows, height=8)


def _duty_grid(letter: ResponsibilityLetter) -> Grid:
    found = DutyTask.objects.filter(responsibility__letter=letter).select_related("responsibility")
    rows = [
        [one.responsibility.text, one.text, day_words(one.due_on), one.shows, one.plan_item, DUTY_STATES[one.state]]
        for one in found.order_by("responsibility", "due_on", "pk")
    ]
    return Grid(DUTIES, rows, height=8)


def _signatures(letter: ResponsibilityLetter) -> Iterator[Line]:
    """Who signed, as a post; a line to write on for who has not."""
    signed = {one.side: one for one in letter.signatures.all()}
    names = {Side.ABOVE: letter.org.name, Side.BELOW: letter.unit.name}
    for side in Side:
        one = signed.get(side)
        who = f"{one.post}　{day_words(one.at.date())}" if one else f"{BLANK}　{_('年　月　日')}"
        yield Line(_("{side}（{name}）：{who}").format(side=SIDES[side], name=names[side], who=who), Level.SIGN)
