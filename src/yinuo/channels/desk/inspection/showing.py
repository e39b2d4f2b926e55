"""Words and looks of rounds for the templates of this part."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.lots import DRESS as PICK_LOOKS
from yinuo.evaluation.words import AssessmentState
from yinuo.inspection import rules
from yinuo.inspection.models import Gap, Round, Visit
from yinuo.inspection.rules import written_windows
from yinuo.inspection.words import GapState, ItineraryState, RoundState, VisitState
from yinuo.kernel.actor import Actor

from ..walking import buttons
from .verbs import VERBS

LOOKS = {
    RoundState.LISTING: ("wait", "clipboard-list"), RoundState.DRAWN: ("wait", "rotate-2"),
    RoundState.ROUTED: ("work", "route"), RoundState.VISITING: ("work", "eye"), RoundState.RETURNED: ("claim", "flag"),
    RoundState.ARCHIVED: ("good", "circle-check"),
}  # fmt: skip
PLAN_LOOKS = {
    ItineraryState.ASKED: ("wait", "hourglass"), ItineraryState.READY: ("work", "route"),
    ItineraryState.FAILED: ("late", "alert-circle"), ItineraryState.ADOPTED: ("good", "circle-check"),
    ItineraryState.REPLACED: ("quiet", "history"),
}  # fmt: skip
VISIT_LOOKS = {
    VisitState.PLANNED: ("wait", "clock"), VisitState.HELD: ("good", "check"), VisitState.MISSED: ("warn", "circle-x"),
    VisitState.CALLED_OFF: ("quiet", "x"),
}  # fmt: skip
GAP_LOOKS = {
    GapState.PLANNED: ("work", "tool"), GapState.KEPT: ("good", "circle-check"), GapState.DROPPED: ("quiet", "x"),
}  # fmt: skip
MARK_LOOKS = {
    AssessmentState.DESIGNED: ("wait", "pencil"), AssessmentState.FROZEN: ("wait", "lock"),
    AssessmentState.CASTING: ("work", "inbox"), AssessmentState.SEALED: ("claim", "lock"),
    AssessmentState.OPENED: ("work", "key"), AssessmentState.COMPUTED: ("work", "scale"),
    AssessmentState.ANNOUNCED: ("warn", "message-report"), AssessmentState.SETTLED: ("claim", "gavel"),
    AssessmentState.PUBLISHED: ("good", "circle-check"),
}  # fmt: skip


def dressed(round: Round) -> Round:
    """With the tones and icons of both its lives."""
    round.tone, round.icon = LOOKS[RoundState(round.state)]
    round.marks_tone, round.marks_icon = MARK_LOOKS[AssessmentState(round.assessment.state)]
    return round


def with_counts(rounds):
    """Rounds with how many units and groups they have."""
    return rounds.annotate(
        unit_count=Count("assessment__subjects", distinct=True), group_count=Count("groups", distinct=True)
    )


def days_words(round: Round) -> str:
    """3月2日至3日，2天."""
    begins, ends = round.starts_on, round.ends_on
    if begins == ends:
        return _("{m}月{d}日").format(m=begins.month, d=begins.day)
    last = str(ends.day) if begins.month == ends.month else _("{m}月{d}").format(m=ends.month, d=ends.day)
    return _("{y}年{m}月{d}日至{last}日，{n}天").format(
        y=begins.year, m=begins.month, d=begins.day, last=last, n=round.days
    )


def visit_row(visit: Visit, actor: Actor) -> Visit:
    """With its look and the buttons of whoever may tell."""
    visit.tone, visit.icon = VISIT_LOOKS[VisitState(visit.state)]
    visit.acts = buttons(
        actor, visit, ["hold_visit", "miss_visit"], lambda verb: reverse("desk:visit_step", args=[visit.pk, verb]),
        "inspection", VERBS,
    )  # fmt: skip
    return visit


def gap_row(gap: Gap, actor: Actor, today) -> Gap:
    """With its look, its three dates and the buttons of its unit."""
    gap.tone, gap.icon = GAP_LOOKS[GapState(gap.state)]
    done = {one.number: one for one in gap.reviews.all()}
    is_open = gap.state == GapState.PLANNED
    gap.dates = [
        {
            "number": number,
            "on": on,
            "review": done.get(number),
            "is_due": is_open and number not in done and on <= today,
            "is_late": is_open and number not in done and (today - on).days > LATE_AFTER,
        }
        for number, on in rules.reviews_due(gap.planned_on).items()
        if is_open or number in done
    ]
    gap.is_late = is_open and gap.due_on < today
    verbs = [verb for verb in ("review_gap", "keep_gap", "drop_gap") if _is_time(verb, gap, done)]
    gap.acts = buttons(
        actor, gap, verbs, lambda verb: reverse("desk:gap_step", args=[gap.pk, verb]), "inspection", VERBS
    )
    return gap


LATE_AFTER = 7
"""Days after which a review that is due is told to be late."""


def _is_time(verb: str, gap: Gap, done: dict) -> bool:
    """A review is offered when it is due, keeping after the first one."""
    if verb == "review_gap":
        return any(one["is_due"] for one in gap.dates)
    return verb != "keep_gap" or bool(done)


def day_of(visit: Visit):
    """The day of a visit in China."""
    return timezone.localdate(visit.begins_at)


__all__ = [
    "MARK_LOOKS", "PICK_LOOKS", "PLAN_LOOKS", "day_of", "days_words", "dressed", "gap_row", "visit_row", "with_counts",
    "written_windows",
]  # fmt: skip
