"""What others say: verify, rate, call back, ask to reopen, decide, close, look back."""

from datetime import timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ...orgs.queries import valid
from .. import limits, policy
from ..models import CallAttempt, Feedback, LookBack, Matter, ReopenRequest, Verification
from ..words import COUNTED_AS_SATISFIED, Method, Outcome, Rating, State

REOPEN_DECISION_DAYS = 3
"""Working days for the decision on a request to reopen; our default [I]."""

LOOK_BACK_AFTER = timedelta(days=60)
"""A closed matter is looked at again after 1–3 months (REFERENCE §1.2)."""

FAILED_CALLS = 2
"""Recorded failed attempts that may stand for feedback (REFERENCE §1.1 invariant 1)."""


def _org(actor: Actor) -> Organisation:
    return Organisation.objects.get(path=actor.org)


@act(may=policy.may_verify)
def verify(matter: Matter, actor: Actor, *, at, method: Method, note: str):
    """Somebody of another office has looked, and it is as the office says."""
    matter.verified_at = at
    if matter.rating != Rating.NOT_RATED:
        matter.state = State.FEEDBACK_GIVEN
    return _verification(matter, actor, at, method, note, True)


@act(may=policy.may_verify)
def send_back(matter: Matter, actor: Actor, *, at, method: Method, note: str):
    """Somebody of another office has looked, and it is not as the office says: back to the office, the clock runs on."""
    matter.promises.filter(kept_at=matter.resolved_at).update(kept_at=None)
    if matter.hops:
        matter.escalations.filter(returned_at=matter.resolved_at).update(returned_at=None)
    matter.outcome, matter.resolved_at, matter.resolved_by = "", None, None
    _back_to_work(matter)
    return _verification(matter, actor, at, method, note, False)


def _verification(matter, actor, at, method, note, has_passed):
    return Verification.objects.create(
        matter=matter, at=at, org=_org(actor), by=actor.member, method=method, note=note, has_passed=has_passed
    )


def _back_to_work(matter: Matter) -> None:
    """To the office that had it, or to dispatch where nobody had it; received_at and first_due_at stay."""
    matter.state = State.IN_PROGRESS if matter.office_id else State.ACCEPTED
    matter.verified_at = None


@act(may=policy.may_rate)
def rate(matter: Matter, actor: Actor, *, at, rating: Rating, words: str = ""):
    """The raiser's own word. The last one counts, all are kept."""
    if rating == Rating.NOT_RATED:
        raise Unfit(_("请选择满意、基本满意或者不满意。"), "rating")
    return _feedback(matter, at, rating, words, actor.channel, None)


def _feedback(matter, at, rating, words, channel, org):
    matter.rating = rating
    if matter.state in (State.VERIFIED, State.FEEDBACK_GIVEN):
        matter.state = State.FEEDBACK_GIVEN
    return Feedback.objects.create(matter=matter, at=at, rating=rating, words=words, channel=channel, org=org)


@act(may=policy.may_verify)
def call_back(
    matter: Matter, actor: Actor, *, at, has_reached: bool, rating: Rating = Rating.NOT_RATED, words: str = ""
):
    """Another office telephones the raiser. Nobody reached is an attempt, never a good rating."""
    if not has_reached:
        return CallAttempt.objects.create(matter=matter, at=at, org=_org(actor), note=words)
    if rating == Rating.NOT_RATED:
        raise Unfit(_("联系上了诉求人，请记下评价；诉求人不愿评价的，记为未联系上并写明情况。"), "rating")
    return _feedback(matter, at, rating, words, "phone", _org(actor))


@act(may=policy.may_rate)
def ask_reopen(matter: Matter, actor: Actor, *, at, reason: str):
    """The raiser asks to have it done again; a different office decides within a limit."""
    due_at = limits.working_days(at, REOPEN_DECISION_DAYS)
    return ReopenRequest.objects.create(matter=matter, at=at, reason=reason, due_at=due_at)


@act(may=policy.may_decide)
def reopen(matter: Matter, actor: Actor, *, at, text: str, due_at=None):
    """Granted: done again under the same number; the original receipt and first due stay on the page."""
    asked = _decide(matter, at, True, text)
    _restart(matter, at)
    return asked


@act(may=policy.may_decide)
def keep_closed(matter: Matter, actor: Actor, *, at, text: str):
    """Not granted, with the reason the raiser reads."""
    asked = _decide(matter, at, False, text)
    if not matter.outcome:
        matter.state = State.NOT_ACCEPTED
        return asked
    matter.closed_reason = _reason(matter)
    _closed(matter, at)
    return asked


def _decide(matter: Matter, at, is_granted: bool, text: str) -> ReopenRequest:
    asked = matter.reopenrequests.filter(is_granted=None).latest("at")
    asked.is_granted, asked.decided_at, asked.decision = is_granted, at, text
    asked.save(update_fields=["is_granted", "decided_at", "decision"])
    return asked


def _restart(matter: Matter, at) -> None:
    matter.reopened += 1
    matter.closed_reason, matter.closed_at, matter.look_back_on, matter.held_at = "", None, None, None
    matter.outcome, matter.resolved_at, matter.resolved_by = "", None, None
    matter.rating = Rating.NOT_RATED
    if matter.dispatched_at:
        matter.due_at = limits.standard(matter, at).due_at
    if matter.office_id and not valid(matter.office, at.date()):
        matter.office, matter.office_path = None, ""  # merged away since: somebody says anew whose it is
    _back_to_work(matter)


@act(may=policy.may_close)
def close(matter: Matter, actor: Actor, *, at, text: str = ""):
    """Close (结案): checked elsewhere, and the raiser has spoken or could not be reached twice (REFERENCE §1.1 (1))."""
    if matter.state == State.VERIFIED and matter.callattempts.filter(at__gte=matter.resolved_at).count() < FAILED_CALLS:
        raise NotNow(_("诉求人还没有评价。请先回访；两次联系不上并有记录，才能结案。"))
    if matter.state == State.MERGED and matter.merged_into.state != State.CLOSED:
        raise NotNow(_("并入的事项还没有结案，这件事要等它结案。"))
    if matter.state == State.FEEDBACK_GIVEN and matter.rating == Rating.UNSATISFIED and not text.strip():
        raise Unfit(_("诉求人不满意，结案必须写明理由；诉求人还可以申请重办。"), "text")
    matter.closed_reason = _reason(matter)
    _closed(matter, at)


def _reason(matter: Matter) -> Outcome:
    if matter.rating == Rating.UNSATISFIED and matter.outcome in (Outcome.SOLVED, Outcome.ANSWERED):
        return Outcome.EXPLAINED_NOT_AGREED
    return Outcome(matter.outcome)


def _closed(matter: Matter, at) -> None:
    matter.closed_at = at
    if matter.closed_reason in (Outcome.SOLVED, Outcome.ADOPTED, Outcome.MEDIATED):
        matter.look_back_on = (at + LOOK_BACK_AFTER).date()


@act(may=policy.may_verify)
def look_back(matter: Matter, actor: Actor, *, at, method: Method, note: str):
    """Weeks later another office finds that it has held (回头看)."""
    matter.held_at = at
    return _looked(matter, actor, at, method, note, True)


@act(may=policy.may_verify)
def rebound(matter: Matter, actor: Actor, *, at, method: Method, note: str):
    """Weeks later it is back (反弹): the same number is open again."""
    _restart(matter, at)
    return _looked(matter, actor, at, method, note, False)


def _looked(matter, actor, at, method, note, has_held):
    return LookBack.objects.create(matter=matter, at=at, org=_org(actor), method=method, note=note, has_held=has_held)


def is_satisfied(matter: Matter) -> bool:
    """Whether the raiser said so; not rated is never satisfied."""
    return matter.rating in COUNTED_AS_SATISFIED
