"""Words and looks of projects and checklists for the templates of this part."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.models import ChecklistItem, Project, Recheck
from yinuo.duties.queries.campaigns import Progress
from yinuo.duties.rules import rechecks as rules
from yinuo.duties.rules.campaigns import stages
from yinuo.duties.words.campaigns import (
    CHECKLIST_STATES,
    PROJECT_STATES,
    ChecklistState,
    ProjectState,
    RecheckState,
    StepState,
)
from yinuo.kernel.actor import Actor

from ..walking import buttons
from .verbs import VERBS

P, C = ProjectState, ChecklistState
PROJECT_LOOKS = {
    P.DRAFTED: ("wait", "pencil"), P.CONSULTED: ("work", "messages"), P.REVISED: ("claim", "speakerphone"),
    P.DECIDED: ("claim", "gavel"), P.COMPENSATED: ("work", "package"), P.MOVING: ("good", "home"),
    P.FINISHED: ("good", "circle-check"), P.DROPPED: ("quiet", "x"),
}  # fmt: skip
STEP_LOOKS = {StepState.SET: ("work", "tool"), StepState.DONE: ("good", "check"), StepState.CANCELLED: ("quiet", "x")}
RECHECK_LOOKS = {
    RecheckState.PREPARED: ("work", "list-check"), RecheckState.VISITED: ("claim", "flag"),
    RecheckState.SETTLED: ("good", "circle-check"),
}  # fmt: skip
ITEM_LOOKS = {
    C.LISTED: ("wait", "inbox"), C.OWNED: ("work", "tool"), C.REPORTED: ("claim", "flag"), C.CHECKED: ("good", "eye-check"),
    C.HELD: ("good", "circle-check"), C.REBOUNDED: ("late", "rotate-2"), C.EXEMPT: ("quiet", "circle-dashed"),
}  # fmt: skip


def dressed(one, looks: dict):
    """With the tone and the icon of its state."""
    one.tone, one.icon = looks[one.state]
    return one


def line(project: Project) -> list[dict]:
    """The law's stages as steps, with the article and what it asks."""
    order = [state for state, _article, _words in stages()]
    is_dropped = project.state == P.DROPPED
    at = len(order) if project.state == P.FINISHED or is_dropped else order.index(project.state)
    return [
        {
            "word": PROJECT_STATES[state], "article": article, "words": words,
            "state": "done" if number < at and not is_dropped else "here" if number == at else "later",
        }
        for number, (state, article, words) in enumerate(stages())
    ]  # fmt: skip


NEXT = {
    P.DRAFTED: "publish_plan", P.CONSULTED: "publish_opinions", P.REVISED: "decide_project", P.DECIDED: "begin_compensation",
    P.COMPENSATED: "begin_moving", P.MOVING: "finish_project",
}  # fmt: skip


def what_is_due(project: Project, today: date) -> str:
    """What the law's clock says now; empty where nothing waits."""
    if project.state == P.CONSULTED and project.comments_until >= today:
        left = (project.comments_until - today).days
        return _("征求意见到{m}月{d}日，还有{n}天。").format(
            m=project.comments_until.month, d=project.comments_until.day, n=left
        )
    if project.state == P.CONSULTED:
        return _("征求意见已经截止，请答复每一条意见，公布意见和修改情况。")
    if project.state == P.REVISED and not project.risk_on:
        return _("作出决定以前，要做社会稳定风险评估。")
    if project.state == P.COMPENSATED and not project.checked_on:
        return _("等征收部门以外的单位核对补偿到位。先补偿、后搬迁。")
    return ""


def project_acts(project: Project, actor: Actor, today: date) -> list[dict]:
    """Buttons on a project; the law's next step stands first, when its time has come."""
    verbs = [NEXT[project.state]] if project.state in NEXT and _is_time(project, today) else []
    verbs += ["note_opinion"] if project.state == P.CONSULTED and project.comments_until >= today else []
    verbs += ["assess_risk", "set_project_step", "ask_about_project", "drop_project"]
    if not project.checked_on:
        verbs.insert(0, "confirm_compensation")
    acts = buttons(
        actor, project, verbs, lambda verb: reverse("desk:project_step", args=[project.pk, verb]), "duties", VERBS
    )
    for one in acts[:1]:
        one["tone"] = one["tone"] or "primary"
    return acts


def _is_time(project: Project, today: date) -> bool:
    if project.state == P.CONSULTED:
        return project.comments_until < today
    if project.state == P.REVISED:
        return bool(project.risk_on)
    return project.state != P.COMPENSATED or bool(project.checked_on)


ITEM_VERBS = (
    "own_item", "add_item_evidence", "report_item", "pass_item", "return_item", "confirm_held", "note_rebound", "tell_rebound",
    "reassign_item", "exempt_item",
)  # fmt: skip


def item_acts(item: ChecklistItem, actor: Actor, today: date) -> list[dict]:
    """Buttons on an item; the look-back when its day has come."""
    verbs = [verb for verb in ITEM_VERBS if verb != "confirm_held" or is_look_back(item.recheck, today)]
    acts = buttons(
        actor, item, verbs, lambda verb: reverse("desk:checklist_item_step", args=[item.pk, verb]), "duties", VERBS
    )
    for one in acts[:1]:
        one["tone"] = one["tone"] or "primary"
    return acts


def look_back_on(recheck: Recheck) -> date | None:
    """The first day of the look-back, once the visitors came."""
    return rules.look_back_on(recheck.visited_on, recheck.look_back_days) if recheck.visited_on else None


def is_look_back(recheck: Recheck, today: date) -> bool:
    first = look_back_on(recheck)
    return first is not None and first <= today


def tabs(progress: Progress, here: str) -> list[dict]:
    """The states of a list as views of it, with counts."""
    all_ = sum(progress.states.values())
    found = [{"word": _("全部"), "url": "?", "here": not here, "count": all_}]
    found += [
        {
            "word": _(CHECKLIST_STATES[state]),
            "url": f"?state={state}",
            "here": here == state,
            "count": progress.states[state],
        }
        for state in ChecklistState
        if state in progress.states
    ]
    return found
