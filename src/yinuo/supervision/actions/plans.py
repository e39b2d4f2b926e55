"""Plans and teams: units and topics first, teams with members, one team for each unit, conflicts computed (M41)."""

from datetime import date

from ...acts.door import act
from ...duties import actions as duties
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import said
from ...kernel.words import _
from ...orgs.models import Member, Organisation
from ...orgs.queries import party_line, valid
from .. import policy, rules
from ..models import PlanUnit, SupervisionPlan, SupervisionTeam, TeamSeat
from ..words import CONFLICT_KINDS, PlanKind, PlanState, VisitState

MOST_TOPICS = 12
FEWEST_MEMBERS = 2
"""Nobody supervises alone."""

REPAIR_UNTIL = 6, 30
"""Month and day of the next year until which what was found in a year may be promised."""


@act(may=policy.plans.may_draft_plan, opens=True)
def draft_plan(
    org: Organisation, actor: Actor, *, at, name: str, kind: PlanKind, starts_on: date, ends_on: date, topics: list[str],
    basis: str,
):  # fmt: skip
    """A plan of a year or of a quarter: what is looked at is said before anybody sets out."""
    if starts_on.year != ends_on.year or ends_on <= starts_on:
        raise Unfit(_("计划要在同一年里，结束的日子要晚于开始。"), "ends_on")
    if kind == PlanKind.QUARTER and rules.plans.quarter_of(starts_on) != rules.plans.quarter_of(ends_on):
        raise Unfit(_("季度计划要在同一个季度里。"), "ends_on")
    wanted = list(dict.fromkeys(said(topic, "topics", 60) for topic in topics if topic.strip()))
    if not 1 <= len(wanted) <= MOST_TOPICS:
        raise Unfit(_("请填写1到{n}个督查主题，一行一个。").format(n=MOST_TOPICS), "topics")
    return SupervisionPlan.objects.create(
        org=org, name=said(name, "name", 80), kind=kind, year=starts_on.year, starts_on=starts_on, ends_on=ends_on,
        topics=wanted, basis=said(basis, "basis", 120), terms=rules.terms.shipped(), made_at=at,
    )  # fmt: skip


@act(may=policy.plans.may_run_plan)
def take_in(plan: SupervisionPlan, actor: Actor, *, at, units: list[Organisation]):
    """These units are supervised: offices and branches below the organisation, never groups of neighbours."""
    known = set(plan.units.values_list("unit", flat=True))
    for unit in units:
        if not unit.path.startswith(plan.org.path) or unit.pk == plan.org_id:
            raise Unfit(_("只能督查下级单位，“{name}”不是。").format(name=unit), "units")
        if unit.kind in rules.plans.NOT_VISITED:
            raise Unfit(_("督查只到单位和支部，不到居民的楼道党小组，“{name}”不能列入。").format(name=unit), "units")
        if not valid(unit, at.date()):
            raise Unfit(_("“{name}”已经撤销，不能列入。").format(name=unit), "units")
    fresh = {unit.pk: unit for unit in units if unit.pk not in known}
    if not fresh:
        raise Unfit(_("请选择还没有列入的单位。"), "units")
    PlanUnit.objects.bulk_create(PlanUnit(plan=plan, unit=unit) for unit in fresh.values())


@act(may=policy.plans.may_form_team, opens=True)
def form_team(org: Organisation, actor: Actor, *, at, name: str):
    """A team; its number follows the last one of the organisation."""
    Organisation.objects.select_for_update().get(pk=org.pk)
    last = SupervisionTeam.objects.filter(org=org).order_by("-number").values_list("number", flat=True).first() or 0
    return SupervisionTeam.objects.create(org=org, number=last + 1, name=said(name, "name", 60), formed_on=at.date())


@act(may=policy.plans.may_staff_team)
def join_team(team: SupervisionTeam, actor: Actor, *, at, member: Member, leads: bool = False):
    """A member joins; refused where one of the team's units is his own, or stands above or below it."""
    if team.disbanded_on:
        raise NotNow(_("这个督查组已经撤销。"))
    if not valid(member, at.date()):
        raise Unfit(_("这个人员已经不在岗，不能参加督查组。"), "member")
    if TeamSeat.objects.filter(team__org=team.org, member=member, left_on=None).exists():
        raise Unfit(_("“{member}”已经在督查组里，一个人只参加一个组。").format(member=member), "member")
    units = [row.unit for row in open_units(team)]
    no_conflict(team, [member], units, at.date(), "member")
    if leads:
        team.seats.filter(leads=True, left_on=None).update(leads=False)
    return TeamSeat.objects.create(team=team, member=member, leads=leads, joined_on=at.date())


@act(may=policy.plans.may_staff_team)
def leave_team(team: SupervisionTeam, actor: Actor, *, at, member: Member):
    """A member leaves; that he was there stays known."""
    seat = team.seats.filter(member=member, left_on=None).first()
    if seat is None:
        raise Unfit(_("“{member}”不在这个组里。").format(member=member), "member")
    seat.left_on = at.date()
    seat.save(update_fields=["left_on"])
    return seat


@act(may=policy.plans.may_staff_team)
def disband_team(team: SupervisionTeam, actor: Actor, *, at):
    """The team is no more; its plans are over."""
    if team.disbanded_on:
        raise NotNow(_("这个督查组已经撤销。"))
    if left := team.visits.exclude(state__in=[VisitState.CONCLUDED, VisitState.CALLED_OFF]).count():
        raise NotNow(_("这个组还有{n}次督查没有反馈结论。").format(n=left))
    team.disbanded_on = at.date()


def open_units(team: SupervisionTeam):
    """The units that the team has in plans that are not closed."""
    return team.units.exclude(plan__state=PlanState.ENDED).select_related("unit")


def no_conflict(team: SupervisionTeam, members: list[Member], units: list[Organisation], day: date, field: str) -> None:
    """Unfit, naming who and what, when one of these members may not supervise one of these units."""
    for member in members:
        line = {org.pk for org in party_line(member.org, day)}
        for unit in units:
            if kind := rules.plans.conflict(member.org.path, line, unit.path, unit.pk):
                raise Unfit(
                    _("{team}的“{member}”不能督查“{unit}”：{kind}。请换一个组，或者请这位成员回避、退出本组。").format(
                        team=team, member=member, unit=unit, kind=CONFLICT_KINDS[kind]
                    ),
                    field,
                )


@act(may=policy.plans.may_run_plan)
def assign_units(plan: SupervisionPlan, actor: Actor, *, at, team: SupervisionTeam, units: list[Organisation]):
    """The team supervises these units of the plan; each has one team, and no member's own unit is among them."""
    if team.org_id != plan.org_id or team.disbanded_on:
        raise Unfit(_("请选择本单位的督查组。"), "team")
    rows = list(plan.units.filter(unit__in=units).select_related("unit", "team"))
    if len(rows) != len({unit.pk for unit in units}) or not rows:
        raise Unfit(_("请从计划的单位里选。"), "units")
    if moved := [row for row in rows if row.team_id not in (None, team.pk) and _visited(plan, row)]:
        raise NotNow(_("{team}已经督查过“{unit}”，不能换组。").format(team=moved[0].team, unit=moved[0].unit))
    seats = team.seats.filter(left_on=None).select_related("member__org")
    no_conflict(team, [seat.member for seat in seats], [row.unit for row in rows], at.date(), "units")
    plan.units.filter(pk__in=[row.pk for row in rows]).update(team=team)


def _visited(plan: SupervisionPlan, row: PlanUnit) -> bool:
    return plan.visits.filter(unit=row.unit_id).exclude(state=VisitState.CALLED_OFF).exists()


@act(may=policy.plans.may_run_plan)
def put_in_force(plan: SupervisionPlan, actor: Actor, *, at):
    """Units, teams and topics stand; from now on visits are planned, and the scope is not widened any more."""
    rows = list(plan.units.select_related("unit", "team"))
    if not rows:
        raise Unfit(_("请先列入被督查的单位。"))
    if lacking := [row for row in rows if row.team_id is None]:
        raise Unfit(_("“{unit}”等{n}个单位还没有督查组。").format(unit=lacking[0].unit, n=len(lacking)))
    for team in {row.team_id: row.team for row in rows}.values():
        if team.seats.filter(left_on=None).count() < FEWEST_MEMBERS:
            raise Unfit(_("{team}不到{n}人，督查至少两人同行。").format(team=team, n=FEWEST_MEMBERS))
    plan.campaign = duties.start_campaign(
        plan.org, actor, at=at, name=plan.name, source=_("党建督查"), starts_on=plan.starts_on, basis=plan.basis,
        ends_on=date(plan.year + 1, *REPAIR_UNTIL), is_public=False,
    )  # fmt: skip


@act(may=policy.plans.may_run_plan)
def close_plan(plan: SupervisionPlan, actor: Actor, *, at):
    """Every visit has its conclusion, and nothing that was found is undecided."""
    if left := plan.visits.exclude(state__in=[VisitState.CONCLUDED, VisitState.CALLED_OFF]).count():
        raise NotNow(_("还有{n}次督查没有反馈结论。").format(n=left))
    undecided = ("recorded", "told", "replied", "review_asked")
    if left := plan.visits.filter(findings__state__in=undecided).count():
        raise NotNow(_("还有{n}个问题没有核定或者正在复核。").format(n=left))
