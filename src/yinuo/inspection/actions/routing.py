"""Plans of routes: asked for, delivered by the planner, arranged by hand, adopted as visits."""

from ...acts.door import act
from ...evaluation import actions as evaluating
from ...evaluation.enclosed import Enclosed
from ...evaluation.words import AssessmentState
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from .. import policy
from ..models import Itinerary, Round, Site, Visit
from ..planned import seats_of, stops_of
from ..words import IN_ROUND, ItineraryState, RoundState, VisitState
from .rounds import call_off, lay_out

LONGEST_SEARCH = 60


@act(may=policy.may_run)
def ask_routes(
    round: Round, actor: Actor, *, at, seconds: int = 30, seed: int = 1, why: str = "", now_day: int | None = None,
    now_minute: int | None = None,
):  # fmt: skip
    """Have routes planned; a job does it. Under way (`now_day` from 0, `now_minute`) what was seen stays as it was."""
    if not 1 <= seconds <= LONGEST_SEARCH:
        raise Unfit(_("用时在1到{n}秒之间。").format(n=LONGEST_SEARCH), "seconds")
    adopted = round.itineraries.filter(state=ItineraryState.ADOPTED).first()
    if round.state == RoundState.VISITING and adopted is None:
        raise NotNow(_("还没有采用过路线。"))
    after = adopted if round.state == RoundState.VISITING or why else None
    return Itinerary.objects.create(
        round=round,
        seconds=seconds,
        seed=seed,
        why=why[:200],
        after=after,
        now_day=now_day,
        now_minute=now_minute,
        asked_at=at,
    )


@act(may=policy.may_run)
def rearrange(round: Round, actor: Actor, *, at, order: list[str], why: str):
    """The coordinator's own order of the sites (one text for each group, keys by spaces); the clock is told for it."""
    if not why.strip():
        raise Unfit(_("请写一句为什么这样排。"), "why")
    groups = [line.split() for line in order]
    known = {site.key for site in round.sites.filter(pick__in=IN_ROUND)}
    named = [key for group in groups for key in group]
    if len(groups) != round.assessment.panels or set(named) - known:
        raise Unfit(_("路线里有不认识的点位，请从列表里选。"), "order")
    if known - set(named):
        raise Unfit(_("还有{n}个点位没有排进去。").format(n=len(known - set(named))), "order")
    return Itinerary.objects.create(round=round, order=groups, why=why[:200], seconds=1, asked_at=at)


@act(may=policy.may_deliver)
def deliver(itinerary: Itinerary, actor: Actor, *, at, plan: Enclosed | None = None, problem: str = ""):
    """What the planner found, or why there is no plan."""
    if plan is None:
        itinerary.problem, itinerary.state = problem[:500], ItineraryState.FAILED
        return
    itinerary.plan, itinerary.problem, itinerary.state = plan.data, problem[:500], ItineraryState.READY


@act(may=policy.may_deliver)
def take(itinerary: Itinerary, actor: Actor, *, at):
    """This plan is the one in use."""


@act(may=policy.may_deliver)
def replace(itinerary: Itinerary, actor: Actor, *, at):
    """Another plan is in use instead of this one."""


@act(may=policy.may_run)
def adopt(round: Round, actor: Actor, *, at, itinerary: Itinerary):
    """The plan becomes the visits of the groups, and says which group marks which unit."""
    if itinerary.round_id != round.pk or itinerary.state != ItineraryState.READY:
        raise NotNow(_("这份路线现在不能采用。"))
    _place(round, actor, at, itinerary)
    for earlier in round.itineraries.filter(state=ItineraryState.ADOPTED):
        replace(earlier, actor, at=at)
    take(itinerary, actor, at=at)
    _visits(round, actor, at, itinerary)
    lay_out(round, actor, at, list(round.assessment.subjects.select_related("org")))


def _place(round: Round, actor: Actor, at, itinerary: Itinerary) -> None:
    """Each unit goes to the panel of the group that has its block; after the freezing nothing may change there."""
    wanted = seats_of(itinerary.plan, {site.key: site.subject_id for site in round.sites.all() if not site.is_anchor})
    subjects = {subject.pk: subject for subject in round.assessment.subjects.select_related("org")}
    moved = {pk: panel for pk, panel in wanted.items() if subjects[pk].panel != panel}
    if moved and round.assessment.state != AssessmentState.DESIGNED:
        names = "、".join(str(subjects[pk]) for pk in moved)
        raise NotNow(_("计分规则已经冻结，{names}不能换组。请重排，让各单位留在原来的组。").format(names=names))
    for panel in sorted(set(moved.values())):
        orgs = [subjects[pk].org for pk, one in moved.items() if one == panel]
        evaluating.place(round.assessment, actor, at=at, orgs=orgs, panel=panel)


def _visits(round: Round, actor: Actor, at, itinerary: Itinerary) -> None:
    """Planned visits follow the plan; those already held or missed stay."""
    groups = {group.number: group for group in round.groups.all()}
    sites = {site.key: site for site in Site.objects.filter(round=round)}
    known = {(visit.group.number, visit.site.key): visit for visit in _visits_of(round)}
    met = set()
    for stop in stops_of(itinerary.plan, round.starts_on):
        met.add((stop.group, stop.key))
        visit = known.get((stop.group, stop.key)) or Visit(group=groups[stop.group], site=sites[stop.key])
        if visit.state in (VisitState.PLANNED, VisitState.CALLED_OFF):
            visit.begins_at, visit.ends_at, visit.state, visit.reason = (
                stop.begins_at,
                stop.ends_at,
                VisitState.PLANNED,
                "",
            )
            visit.save()
    for key, visit in known.items():
        if key not in met and visit.state == VisitState.PLANNED:
            call_off(visit, actor, at=at, reason=_("路线改了"))


def _visits_of(round: Round):
    return Visit.objects.filter(group__round=round).select_related("group", "site")
