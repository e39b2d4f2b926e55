"""A year's supervision in the small town, through real acts: two teams, three units, one visit held.

`scene(world)` stands on Monday: the plan in force, the first visit to the lamps office held, nothing found yet.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.world import MONDAY, OPENED, World
from yinuo.duties import actions as duties
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.matters.words import Method
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Member, Organisation, User
from yinuo.orgs.queries import actor_for
from yinuo.supervision import actions
from yinuo.supervision.models import Finding, SupervisionPlan, SupervisionTeam, SupervisionVisit
from yinuo.supervision.words import PlanKind, Stand, VisitKind

TOPICS = ("三会一课", "责任落实", "基层减负")
FACT = "三会一课记录里，2月两次会议的议题和发言摘要完全一样。"
FOUND = {
    "topic": TOPICS[0],
    "fact": FACT,
    "basis": "支部工作条例：组织生活要如实记录",
    "severity": "serious",
    "measures": "说明情况，补开会议，如实记录",
}
DAY = timedelta(days=1)


@dataclass
class Scene:
    """What tests of supervision name."""

    world: World
    root: Organisation
    plan: SupervisionPlan
    teams: list[SupervisionTeam]
    units: list[Organisation]
    visit: SupervisionVisit | None = None
    people: dict[str, Member] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return getattr(self.world, name)

    def found(self, *, at=MONDAY, **given) -> Finding:
        """Recorded by a member of the team."""
        return actions.record_finding(self.visit, self.actor("inspector1"), at=at, **(FOUND | given))

    def told(self, *, at=MONDAY, **given) -> Finding:
        finding = self.found(at=at, **given)
        actions.tell_finding(finding, self.actor("inspector1"), at=at)
        return finding

    def replied(self, stand=Stand.ACCEPTED, *, at=MONDAY, **given) -> Finding:
        finding = self.told(at=at, **given)
        actions.reply_finding(
            finding, self.world.handler, at=at, stand=stand, reply="情况属实，马上改。" if stand == Stand.ACCEPTED else "两次会议的记录不一样，请再看原件。"
        )  # fmt: skip
        return finding

    def upheld(self, *, at=MONDAY, **given) -> Finding:
        finding = self.replied(at=at, **given)
        actions.uphold_finding(finding, self.actor("inspector2"), at=at, decision="单位认可，问题成立。")
        return finding

    def disputed_and_upheld(self, *, at=MONDAY, **given) -> Finding:
        """Disputed by the unit, upheld by somebody who was not there."""
        finding = self.replied(Stand.DISPUTED, at=at, **given)
        actions.uphold_finding(finding, self.world.verifier, at=at, decision="核对了会议记录原件，问题成立。")
        return finding

    def noticed(self, *findings: Finding, at=MONDAY, due_on: date | None = None):
        """A notice about these findings of the lamps office."""
        return actions.issue_notice(
            self.plan, self.world.organiser, at=at, unit=self.units[0], findings=list(findings),
            measures="逐项整改，举一反三，检查今年的全部记录。", due_on=due_on or (at + 20 * DAY).date(), feedback="整改情况由党支部书面报督查组。",
        )  # fmt: skip

    def done(self, finding: Finding, *, at=MONDAY):
        """Promised and reported by the unit; not yet looked at by anybody else."""
        duties.promise_item(
            finding.item, self.world.handler, at=at, promise="十天内整改到位。", due_on=(at + 10 * DAY).date()
        )
        duties.report_done(finding.item, self.world.handler, at=at + DAY, text="会议已经补开，记录已经更正。")

    def verified(self, finding: Finding, *, at=MONDAY + 2 * DAY):
        """Looked at by another office, and off the list."""
        duties.take_check(finding.item, self.world.verifier, at=at)
        duties.sell_off(
            finding.item, self.world.verifier, at=at, method=Method.SITE_CHECK, note="看了记录原件，问了三名党员。"
        )

    def fresh(self) -> "Scene":
        """The rows as they stand."""
        self.plan.refresh_from_db()
        self.visit.refresh_from_db()
        return self


def person(world: World, name: str, org: Organisation, post: str, *grants) -> Member:
    """Somebody with these (role, organisation) grants; `world.<name>` is the actor."""
    user = User.objects.create_user(username=name)
    member = staffing.appoint(org, HOUSE, at=MONDAY, post=post, user=user, valid_from=OPENED)
    for role, over in grants:
        staffing.entrust(member, HOUSE, at=MONDAY, role=role, org=over, valid_from=OPENED)
    world.people[name] = member
    return member


def scene(world: World) -> Scene:
    """The plan in force; the first team has come to the lamps office."""
    root = Organisation.objects.get(path="0001")
    school = staffing.establish(
        root, HOUSE, at=MONDAY, name="县教育局", kind=Kind.DEPARTMENT, place=root.place, valid_from=OPENED
    )
    for number in (1, 2):
        person(world, f"inspector{number}", world.callers, "督查员")
        person(world, f"teacher{number}", school, "机关党办干事")
    person(world, "street_speaker", world.street_office, "党建办主任", (Role.HANDLER, world.street_office))
    person(world, "second_organiser", root, "组织员", (Role.ORGANISER, root))
    units = [world.office, world.other_office, world.street_office]
    teams = [_team(world, root, "第一督查组", "inspector"), _team(world, root, "第二督查组", "teacher")]
    plan = draft(world, root)
    actions.take_in(plan, world.organiser, at=MONDAY, units=units)
    actions.assign_units(plan, world.organiser, at=MONDAY, team=teams[0], units=units[:2])
    actions.assign_units(plan, world.organiser, at=MONDAY, team=teams[1], units=units[2:])
    actions.put_in_force(plan, world.organiser, at=MONDAY)
    made = Scene(world, root, plan, teams, units)
    made.visit = planned(made)
    actions.hold_visit(made.visit, made.actor("inspector1"), at=MONDAY)
    return made


def draft(world: World, root: Organisation, **given) -> SupervisionPlan:
    words = {
        "name": "2026年机关党建督查", "kind": PlanKind.YEAR, "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31),
        "topics": list(TOPICS), "basis": "示组〔2026〕3号",
    }  # fmt: skip
    return actions.draft_plan(root, world.organiser, at=MONDAY, **(words | given))


def _team(world: World, root: Organisation, name: str, who: str) -> SupervisionTeam:
    team = actions.form_team(root, world.organiser, at=MONDAY, name=name)
    for number in (1, 2):
        actions.join_team(team, world.organiser, at=MONDAY, member=world.people[f"{who}{number}"], leads=number == 1)
    return team


def planned(made: Scene, unit: int = 0, *, who: str = "inspector1", at=MONDAY, **given) -> SupervisionVisit:
    """A visit of the unit's team on the same day."""
    words = {"kind": VisitKind.ANNOUNCED, "planned_on": at.date(), "topics": [TOPICS[0]]}
    return actions.plan_visit(made.plan, made.actor(who), at=at, unit=made.units[unit], **(words | given))


def person_actor(member: Member) -> Actor:
    return actor_for(member, channel="desk", day=MONDAY.date())
