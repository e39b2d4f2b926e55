"""What of supervision waits for somebody: visits due, replies and notices of my unit, decisions and reviews, questions to us."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.evaluation.queries import over
from yinuo.kernel.actor import Actor, Role
from yinuo.supervision.models import Finding, LikenessQuestion, RectificationNotice, SupervisionVisit
from yinuo.supervision.queries import own_units, seats_of
from yinuo.supervision.words import FindingState, NoticeState, Stand, VisitState

from ..house.waits import Waits

SOON = timedelta(days=7)


def supervision(actor: Actor, now: datetime) -> list[Waits]:
    """Headings of a team, of a unit that was visited, and of those who decide what is disputed."""
    if actor.member is None:
        return []
    return [*_of_team(actor, now), *_of_unit(actor), *_of_others(actor)]


def _of_team(actor: Actor, now: datetime) -> list[Waits]:
    """Visits whose day has come or comes within a week; what was recorded or accepted and is not decided."""
    mine = seats_of(actor).values("team")
    visits = SupervisionVisit.objects.filter(team__in=mine, state=VisitState.PLANNED, planned_on__lte=now.date() + SOON)
    own = Q(state=FindingState.RECORDED) | Q(state=FindingState.REPLIED, stand=Stand.ACCEPTED)
    undecided = Finding.objects.filter(own, visit__team__in=mine)
    return [
        Waits(_("该去的督查"), "telescope", f"{reverse('desk:supervision_visits')}?state=planned", [visits]),
        Waits(_("等督查组办的问题"), "gavel", f"{_findings()}?state=replied", [undecided]),
    ]


def _of_unit(actor: Actor) -> list[Waits]:
    mine = own_units(actor, "unit")
    told = Finding.objects.filter(mine, state=FindingState.TOLD)
    notices = RectificationNotice.objects.filter(mine).exclude(state=NoticeState.ANSWERED)
    questions = LikenessQuestion.objects.filter(mine, answered_at=None)
    return [
        Waits(_("等本单位回复的问题"), "message-circle", f"{_findings()}?state=told", [told]),
        Waits(_("本单位的整改通知书"), "file-export", reverse("desk:supervision"), [notices]),
        Waits(_("问本单位记录的问题"), "message-report", reverse("desk:likeness_questions"), [questions]),
    ]


def _of_others(actor: Actor) -> list[Waits]:
    """Disputed facts and reviews, for those who were not there."""
    others = over(actor, "visit__plan__org", Role.ORGANISER, Role.VERIFIER)
    found = Finding.objects.filter(others).exclude(visit__team__seats__member_id=actor.member)
    disputed = found.filter(state=FindingState.REPLIED, stand=Stand.DISPUTED)
    review = found.filter(state=FindingState.REVIEW_ASKED).exclude(decided_by_id=actor.member)
    return [
        Waits(_("等核实的异议"), "scale", f"{_findings()}?state=replied", [disputed]),
        Waits(_("等复核的问题"), "scale", f"{_findings()}?state=review_asked", [review]),
    ]


def _findings() -> str:
    return reverse("desk:supervision_findings")
