"""Who sees which plan, visit, finding, notice, talk and question: the SQL twins of the rules."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from ...evaluation.queries import READERS, over
from ...kernel import codes
from ...kernel.actor import Actor, Role
from ...orgs.models import Organisation
from ..models import (
    AccountabilityTalk,
    AnnualReview,
    Finding,
    LikenessQuestion,
    MonthlyReport,
    RectificationNotice,
    SupervisionPlan,
    SupervisionTeam,
    SupervisionVisit,
    TeamSeat,
)
from ..words import SEEN_BY_UNIT, FindingState, PlanState, VisitKind

SPEAKERS = (Role.HANDLER, Role.ORGANISER)


def own_paths(actor: Actor) -> list[str]:
    """The organisations that the actor speaks for: works in, and holds a grant over."""
    return [grant.org for grant in actor.granted(*SPEAKERS) if grant.org and actor.org.startswith(grant.org)]


def own_units(actor: Actor, field: str) -> Q:
    """Rows whose organisation (`field`) the actor speaks for: at the path of such a grant, or below it down to his own."""
    wanted = Q(pk=None)
    for path in own_paths(actor):
        steps = [one for one in codes.up_from(actor.org) if one.startswith(path)]
        wanted |= Q(**{f"{field}__path__in": steps})
    return wanted


def seats_of(actor: Actor) -> QuerySet[TeamSeat]:
    return TeamSeat.objects.filter(member_id=actor.member or 0, left_on=None)


def _of_team(actor: Actor, field: str = "team") -> Q:
    return Q(**{f"{field}__in": seats_of(actor).values("team")})


def plans_of(actor: Actor) -> QuerySet[SupervisionPlan]:
    """Plans that the actor runs, oversees or carries out; once in force, those that name his unit."""
    if actor.member is None:
        return SupervisionPlan.objects.none()
    named = own_units(actor, "units__unit") & ~Q(state=PlanState.DRAFTING)
    found = SupervisionPlan.objects.filter(over(actor, "org", *READERS) | _of_team(actor, "units__team") | named)
    return found.distinct().select_related("org__place")


def teams_of(actor: Actor) -> QuerySet[SupervisionTeam]:
    """Teams of organisations that the actor runs or oversees, and his own."""
    if actor.member is None:
        return SupervisionTeam.objects.none()
    own = Q(pk__in=seats_of(actor).values("team"))
    return SupervisionTeam.objects.filter(over(actor, "org", *READERS) | own).select_related("org__place")


def visits_of(actor: Actor) -> QuerySet[SupervisionVisit]:
    """Visits of what one runs, oversees or carries out; the unit sees announced ones, and unannounced ones when held."""
    if actor.member is None:
        return SupervisionVisit.objects.none()
    told = Q(kind=VisitKind.ANNOUNCED) | Q(state__in=SEEN_BY_UNIT)
    seen = over(actor, "plan__org", *READERS) | _of_team(actor) | (own_units(actor, "unit") & told)
    return SupervisionVisit.objects.filter(seen).select_related("plan__org__place", "team", "unit__place")


def findings_of(actor: Actor) -> QuerySet[Finding]:
    """Findings of what one runs, oversees or carries out; the unit's own once told; disputed ones by who may review them."""
    if actor.member is None:
        return Finding.objects.none()
    told = own_units(actor, "unit") & ~Q(state=FindingState.RECORDED) & Q(told_at__isnull=False)
    disputed = Q(stand="disputed") | Q(review_due_on__isnull=False)
    others = over(actor, "visit__plan__org", Role.VERIFIER) & disputed
    seen = over(actor, "visit__plan__org", *READERS) | _of_team(actor, "visit__team") | told | others
    return Finding.objects.filter(seen).select_related(
        "visit__plan__org__place", "visit__team", "unit__place", "notice", "item"
    )


def notices_of(actor: Actor) -> QuerySet[RectificationNotice]:
    if actor.member is None:
        return RectificationNotice.objects.none()
    seen = over(actor, "org", *READERS) | own_units(actor, "unit") | _of_team(actor, "findings__visit__team")
    return RectificationNotice.objects.filter(seen).distinct().select_related("org__place", "unit__place", "plan__org")


def talks_of(actor: Actor) -> QuerySet[AccountabilityTalk]:
    if actor.member is None:
        return AccountabilityTalk.objects.none()
    seen = over(actor, "plan__org", *READERS) | own_units(actor, "unit") | _of_team(actor, "plan__units__team")
    return AccountabilityTalk.objects.filter(seen).distinct().select_related("plan__org__place", "unit__place")


def reports_of(actor: Actor) -> QuerySet[MonthlyReport]:
    """The unit's own, and those of units one oversees."""
    if actor.member is None:
        return MonthlyReport.objects.none()
    seen = over(actor, "unit", *READERS) | own_units(actor, "unit")
    return MonthlyReport.objects.filter(seen).select_related("unit__place")


def reviews_of(actor: Actor) -> QuerySet[AnnualReview]:
    """Reviews one runs or oversees, and those with a sheet of one's own unit."""
    if actor.member is None:
        return AnnualReview.objects.none()
    seen = over(actor, "org", *READERS) | own_units(actor, "sheets__unit")
    return AnnualReview.objects.filter(seen).distinct().select_related("org__place", "assessment")


def likeness_of(actor: Actor, day=None) -> QuerySet[LikenessQuestion]:
    """The branch's alone until it has answered or its days are over; then also who compared, and who oversees."""
    if actor.member is None:
        return LikenessQuestion.objects.none()
    day = day or timezone.localdate()
    open_ = Q(answered_at__isnull=False) | Q(alone_until__lt=day)
    seen = own_units(actor, "unit") | (over(actor, "org", *READERS) & open_)
    return LikenessQuestion.objects.filter(seen).select_related("unit__place", "other__place", "org")


def reporting_units(actor: Actor, first, last) -> QuerySet[Organisation]:
    """Units that hand in this month: named by a plan in force then, and seen by the actor."""
    running = Q(supervised__plan__starts_on__lte=last, supervised__plan__ends_on__gte=first)
    running &= ~Q(supervised__plan__state=PlanState.DRAFTING)
    seen = over(actor, "supervised__plan__org", *READERS)
    own = [actor.org[:size] for path in own_paths(actor) for size in range(len(path), len(actor.org) + 1, 4)]
    return Organisation.objects.filter(running & (seen | Q(path__in=own))).distinct().order_by("path")
