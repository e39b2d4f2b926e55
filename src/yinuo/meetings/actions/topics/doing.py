"""After the decision: given to offices as matters of the core, done when others have checked it, told to the proposer, closed."""

from datetime import date

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow, Unfit
from ....kernel.words import _
from ....matters import actions as handling
from ....matters import limits
from ....matters.models import Category, Matter
from ....matters.words import Intake, Kind, State, Urgency
from ....orgs.models import Organisation
from ...models.topics import CHECKED, Assignment, Topic
from ...policy import topics as policy
from ...words.topics import ClaimState, Decision, SittingState, Track
from .proposing import fit

SOURCE = "council"


@act(may=policy.may_assign)
def assign_topic(
    topic: Topic,
    actor: Actor,
    *,
    at,
    office: Organisation,
    task: str,
    due_on: date,
    category: Category,
):
    """Give a part of the decision to an office: a matter of the core, with an owner and a day.

    Not later than the body wants it done, and not so much earlier that each level adds to it (层层加码).
    """
    if topic.decision != Decision.AGREE:
        raise NotNow(_("没有同意的议题不用交办，请直接反馈提出人。"))
    task = fit(task, "task", 300)
    _check_due(topic, at, due_on)
    matter = _matter(topic, actor, at, office, task, due_on, category)
    return Assignment.objects.create(topic=topic, matter=matter, office=office, task=task, due_on=due_on, given_at=at)


def _check_due(topic: Topic, at, due_on: date) -> None:
    if not at.date() <= due_on <= topic.due_on:
        raise Unfit(
            _("要求办完的日子要在今天以后、议定的期限（{day}）以前。").format(day=topic.due_on.isoformat()), "due_on"
        )
    earliest = limits.earliest_task(limits.end_of(topic.due_on), at.date()).date()
    if due_on < earliest:
        raise Unfit(
            _("议定的期限是{day}，交办的期限最早只能提到{earliest}，不能层层加码。").format(
                day=topic.due_on.isoformat(), earliest=earliest.isoformat()
            ),
            "due_on",
        )


def _matter(topic: Topic, actor: Actor, at, office, task: str, due_on: date, category: Category) -> Matter:
    """The matter that came up the chain goes down again; else a new one is raised from the decision."""
    basis = _("{body}议定（{number}）").format(body=topic.body, number=topic.number)
    if topic.matter is not None and topic.matter.state == State.ESCALATED:
        matter = topic.matter
        handling.assign(matter, actor, at=at, office=office, basis=basis, due_at=_inside(matter, due_on))
        return matter
    turn = topic.assignments.count() + 1
    matter = handling.raise_(
        topic.place, actor, at=at, words=task, title=topic.title[:40], kind=Kind.SUGGESTION, intake=Intake.COUNCIL,
        category=category, wants_public=topic.is_public, source=SOURCE, source_number=f"{topic.number}-{turn}",
    )  # fmt: skip
    urgency = Urgency.URGENT if topic.track == Track.URGENT else Urgency.NORMAL
    handling.register(
        matter, actor, at=at, category=category, kind=Kind.SUGGESTION, urgency=urgency, is_public=topic.is_public,
        is_checked=True,
    )  # fmt: skip
    handling.accept(matter, actor, at=at)
    handling.dispatch(matter, actor, at=at, office=office, basis=basis)
    return matter


def _inside(matter: Matter, due_on: date):
    """The day as a due of the matter, where it lies before the matter's own; else the matter's own counts."""
    due_at = limits.end_of(due_on)
    return due_at if matter.due_at is None or due_at <= matter.due_at else None


def undone(topic: Topic) -> int:
    """How many matters and claims of the decision are not done: checked by others, or ended."""
    matters = [one for one in topic.assignments.select_related("matter") if not one.is_done]
    claims = topic.claims.exclude(state__in=[ClaimState.CONFIRMED, ClaimState.GIVEN_UP]).count()
    return len(matters) + claims


@act(may=policy.may_note)
def note_execution(topic: Topic, actor: Actor, *, at):
    """Everything that was decided is done: each matter checked by another office, each claim confirmed."""
    if left := undone(topic):
        raise NotNow(_("还有{n}件没有办完：交办的事要由其他单位核实，认领的事要由受益人确认。").format(n=left))
    topic.executed_at = at


@act(may=policy.may_note)
def note_reopened(topic: Topic, actor: Actor, *, at):
    """One of its matters is open again, and with it the topic."""
    if not undone(topic):
        raise NotNow(_("交办的事都办完了。"))
    topic.executed_at = topic.reported_at = topic.reported_by = None


@act(may=policy.may_run)
def report_back(topic: Topic, actor: Actor, *, at, text: str, told_how: str):
    """Tell the proposer what was decided and what became of it, and how he was told."""
    if topic.executed_at is None and topic.decision == Decision.AGREE:
        raise NotNow(_("议定的事还没有交办、办完，办完再反馈提出人。"))
    if topic.sitting is not None and topic.sitting.state == SittingState.HELD:
        raise NotNow(_("这次会的纪要还没有写，写好纪要再反馈。"))
    topic.report, topic.told_how = fit(text, "text"), fit(told_how, "told_how", 80)
    topic.reported_at, topic.reported_by = at, actor.member


@act(may=policy.may_close)
def close_topic(topic: Topic, actor: Actor, *, at):
    """The proposer has heard; somebody who neither did it nor told him says that it is over."""


__all__ = ["CHECKED", "assign_topic", "close_topic", "note_execution", "note_reopened", "report_back", "undone"]
