"""A year of supervision in one county with 320 problems, all verified; and one under way elsewhere, in every state (M41, M42)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random

from yinuo.acts.door import many, many_on
from yinuo.duties import actions as duties
from yinuo.duties.models import Item
from yinuo.evaluation.models import Rubric
from yinuo.evaluation.words import RubricState
from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.words import _
from yinuo.matters.words import Method
from yinuo.orgs.models import Organisation
from yinuo.supervision import actions
from yinuo.supervision.models import Finding, SupervisionPlan, SupervisionTeam, SupervisionVisit
from yinuo.supervision.words import PlanKind, Stand, VisitKind

from . import town
from .topics import read
from .tour import member_of, midday

GIVEN = read("supervision.toml")
COUNTY, RUNNING = "411323", "411302"
FOUND = 320
VISITS = ((2, 24), (5, 19), (8, 18), (11, 10))
"""The days of the four quarterly rounds."""

DAY = timedelta(days=1)
POSTS = ("办公室主任", "机关党委专职副书记", "人事科科长")


@dataclass
class Year:
    """One organisation's supervision on its way."""

    builder: town.Builder
    county: town.County
    organiser: Actor
    year: int
    random: Random
    teams: list[SupervisionTeam] = field(default_factory=list)
    leads: dict[int, Actor] = field(default_factory=dict)
    plan: SupervisionPlan | None = None

    @property
    def units(self) -> list[Organisation]:
        """Offices with somebody who speaks for them, in the order of their paths."""
        return list(Organisation.objects.filter(pk__in=self.county.handlers).order_by("path"))

    def begin(self, at: datetime, name: str, numbers: range, topics: list[str], username: str = "") -> None:
        """Teams of two from the supervision office, and the plan with its units shared out."""
        root, callers = self.county.root, self.county.offices["callers"]
        for number in numbers:
            team = actions.form_team(root, self.organiser, at=at, name=GIVEN["teams"][number])
            for turn in range(2):
                who = f"{username}-supervisor" if username and number + turn == 0 else ""
                actor = self.builder.member(callers, f"{team.name}{'组长' if turn == 0 else '组员'}", username=who)
                actions.join_team(team, self.organiser, at=at, member=member_of(actor), leads=turn == 0)
                self.leads.setdefault(team.pk, actor)
            self.teams.append(team)
        self.plan = actions.draft_plan(
            root, self.organiser, at=at, name=name, kind=PlanKind.YEAR, starts_on=date(self.year, 1, 1),
            ends_on=date(self.year, 12, 31), topics=topics, basis=GIVEN["basis"].format(y=self.year),
        )  # fmt: skip
        units = self.units
        actions.take_in(self.plan, self.organiser, at=at, units=units)
        for place, team in enumerate(self.teams):
            own = units[place :: len(self.teams)]
            actions.assign_units(self.plan, self.organiser, at=at, team=team, units=own)
        actions.put_in_force(self.plan, self.organiser, at=at)

    def visit(self, unit: Organisation, team: SupervisionTeam, at: datetime, kind: VisitKind, topics: list[str]):
        """Planned a week before, held, logged."""
        lead = self.leads[team.pk]
        visit = actions.plan_visit(
            self.plan, lead, at=at - 7 * DAY, unit=unit, kind=kind, planned_on=at.date(), topics=topics
        )
        actions.hold_visit(visit, lead, at=at)
        for topic in topics:
            actions.note_seen(visit, lead, at=at, topic=topic, text=GIVEN["looked"].format(topic=topic))
        return visit

    def words(self, row: dict, month: int) -> dict:
        """A text of the file with its month, a small number and a post filled in."""
        said = {
            "m": max(1, month - self.random.randint(1, 2)),
            "n": self.random.randint(2, 5),
            "post": self.random.choice(POSTS),
        }
        return {key: row[key].format(**said) for key in ("fact", "basis", "measures", "reply", "done")}


@dataclass
class Told:
    """A finding on its way, and what will be said about it."""

    finding: Finding
    words: dict


def build(builder: town.Builder, counties: list[town.County], now: datetime) -> Iterator[str]:
    """Both; says what it is doing before each part."""
    by_code = {county.place.code: county for county in counties}
    yield _("正在督查一年")
    _whole(builder, by_code[COUNTY], now)
    yield _("正在安排今年的督查")
    _running(builder, by_code[RUNNING], now)


def _organiser(builder: town.Builder, county: town.County, username: str = "") -> Actor:
    return builder.member(county.root, "县直机关工委办公室", (Role.ORGANISER, county.root, None), username=username)


# ---- the whole year ----


def _whole(builder: town.Builder, county: town.County, now: datetime) -> None:
    year = now.year - 1
    town.load_years(date(year, 1, 1), date(now.year, 3, 1), builder.at)
    made = Year(builder, county, _organiser(builder, county), year, Random("demo supervision"))
    made.begin(midday(date(year, 1, 8)), f"{year}年机关党建督查", range(6), GIVEN["topics"])
    units = made.units
    each, more = divmod(FOUND, len(units) * len(VISITS))
    for quarter, day in enumerate(VISITS):
        at = midday(date(year, *day))
        quotas = [each + (quarter * len(units) + place < more) for place in range(len(units))]
        _quarter(made, units, quotas, at, quarter)
    _talks(made, units, midday(date(year, 11, 30)))
    _months(made, units, min(midday(date(year + 1, 1, 6)), now))
    at = min(midday(date(year + 1, 1, 15)), now)
    actions.close_plan(made.plan, made.organiser, at=at)
    rubric = Rubric.objects.filter(state=RubricState.FROZEN, org__path=county.root.path[:4]).first()
    if rubric:
        actions.prepare_review(
            county.root, made.organiser, at=at, year=year, name=f"{year}年机关党建年度评议", rubric=rubric
        )


def _quarter(made: Year, units: list[Organisation], quotas: list[int], at: datetime, quarter: int) -> None:
    """One round: every unit is visited, told, replies; what stands is noticed, put right, verified by another office."""
    told: list[Told] = []
    visits: list[SupervisionVisit] = []
    teams = {row.unit_id: row.team for row in made.plan.units.select_related("team")}
    for place, unit in enumerate(units):
        topics = [GIVEN["topics"][(quarter + place + turn * 2) % len(GIVEN["topics"])] for turn in range(3)]
        kind = VisitKind.UNANNOUNCED if (place + quarter) % 3 == 0 else VisitKind.ANNOUNCED
        visit = made.visit(unit, teams[unit.pk], at, kind, topics)
        visits.append(visit)
        told += _found(made, visit, quotas[place], at)
    by_team = lambda one: one.finding.visit.team_id  # noqa: E731
    for team, rows in groupby(sorted(told, key=by_team), by_team):
        many_on(actions.tell_finding, [(one.finding, {}, at + DAY) for one in rows], made.leads[team])
    _reply(made, told, at + 3 * DAY, is_first=quarter == 0)
    for visit in visits:
        lead = made.leads[visit.team_id]
        actions.report_visit(visit, lead, at=at + 6 * DAY, report=GIVEN["report"])
        actions.conclude_visit(visit, lead, at=at + 8 * DAY, conclusion=GIVEN["conclusion"])
    _put_right(made, units, told, at + 9 * DAY)


def _found(made: Year, visit: SupervisionVisit, number: int, at: datetime) -> list[Told]:
    rows = [row for row in GIVEN["text"] if GIVEN["topics"][row["topic"]] in visit.topics]
    made.random.shuffle(rows)
    picked = [(row, made.words(row, at.month)) for row in (rows * 2)[:number]]
    given = [
        {
            "topic": GIVEN["topics"][row["topic"]], "fact": words["fact"], "basis": words["basis"], "severity": row["severity"],
            "measures": words["measures"],
        }
        for row, words in picked
    ]  # fmt: skip
    found = many(actions.record_finding, [(visit, one, at) for one in given], made.leads[visit.team_id])
    return [Told(one, words) for one, (_row, words) in zip(found, picked, strict=True)]


def _reply(made: Year, told: list[Told], at: datetime, *, is_first: bool) -> None:
    """Units accept the facts; in the first quarter one disputes and it is upheld by others, another's is withdrawn."""
    odd = _odd(made, told, at) if is_first else []
    plain = [one for one in told if one.finding.pk not in odd]
    by_unit, by_team = lambda one: one.finding.unit_id, lambda one: one.finding.visit.team_id
    for unit, rows in groupby(plain, by_unit):
        given = [(one.finding, {"stand": Stand.ACCEPTED, "reply": one.words["reply"]}, at) for one in rows]
        many_on(actions.reply_finding, given, made.county.handlers[unit])
    for team, rows in groupby(sorted(plain, key=by_team), by_team):
        given = [(one.finding, {"decision": GIVEN["upheld"]}, at + 2 * DAY) for one in rows]
        many_on(actions.uphold_finding, given, made.leads[team])


def _odd(made: Year, told: list[Told], at: datetime) -> set[int]:
    """Two disputes, decided by the verifier, who was not there; the withdrawn one comes on top and does not count."""
    upheld, beside = told[0], told[-1].finding
    texts = GIVEN["disputed"], GIVEN["withdrawn"]
    lead = made.leads[beside.visit.team_id]
    gone = actions.record_finding(
        beside.visit, lead, at=at - 2 * DAY, topic=beside.topic, fact=texts[1]["fact"].format(m=1), basis=beside.basis,
        severity=beside.severity, measures=beside.measures,
    )  # fmt: skip
    actions.tell_finding(gone, lead, at=at - 2 * DAY)
    for finding, text in ((upheld.finding, texts[0]), (gone, texts[1])):
        handler = made.county.handlers[finding.unit_id]
        actions.reply_finding(finding, handler, at=at, stand=Stand.DISPUTED, reply=text["reply"])
        decide = actions.uphold_finding if text is texts[0] else actions.withdraw_finding
        decide(finding, made.county.verifier, at=at + 2 * DAY, decision=text["decision"])
    return {upheld.finding.pk}


def _put_right(made: Year, units: list[Organisation], told: list[Told], at: datetime) -> None:
    """Notice by notice: items listed, promised, reported; then all taken up and signed off by the verifier."""
    due_on = (at + 25 * DAY).date()
    done = {one.finding.pk: one.words["done"] for one in told}
    items: list[Item] = []
    for unit in units:
        findings = list(Finding.objects.filter(pk__in=done, unit=unit).select_related("visit__team", "unit__place"))
        handler = made.county.handlers[unit.pk]
        notice = actions.issue_notice(
            made.plan, made.organiser, at=at, unit=unit, findings=findings, measures=GIVEN["measures"], due_on=due_on,
            feedback=GIVEN["feedback"], distinct_why=GIVEN["distinct"],
        )  # fmt: skip
        actions.receipt_notice(notice, handler, at=at + DAY, post="党组织书记")
        own = [finding.item for finding in findings]
        promised = [
            (item, {"promise": _("按通知书逐项整改。"), "due_on": due_on - 2 * DAY}, at + 2 * DAY) for item in own
        ]
        many_on(duties.promise_item, promised, handler)
        said = [(one.item, {"text": done[one.pk]}, at + 14 * DAY) for one in findings]
        many_on(duties.report_done, said, handler)
        actions.answer_notice(notice, handler, at=at + 15 * DAY, answer=GIVEN["upheld"])
        items += own
    verifier = made.county.verifier
    many_on(duties.take_check, [(item, {}, at + 16 * DAY) for item in items], verifier)
    seen = {"method": Method.SITE_CHECK, "note": GIVEN["verified"]}
    many_on(duties.sell_off, [(item, seen, at + 20 * DAY) for item in items], verifier)


def _talks(made: Year, units: list[Organisation], at: datetime) -> None:
    for unit, text in zip(units, GIVEN["talks"], strict=False):
        talk = actions.record_talk(
            made.plan, made.organiser, at=at, unit=unit, held_on=at.date(), by_post="县直机关工委书记", with_post="党组织书记", **text
        )  # fmt: skip
        actions.confirm_talk(talk, made.organiser, at=at)
        actions.confirm_talk(talk, made.county.handlers[unit.pk], at=at + DAY)
        item = Item.objects.filter(office=unit, campaign=made.plan.campaign).first()
        actions.follow_up(talk, made.organiser, at=at + DAY, item=item)
        actions.close_talk(talk, made.organiser, at=at + 2 * DAY)


def _months(made: Year, units: list[Organisation], at: datetime) -> None:
    """The last month of the year: most hand in their own words, two much the same ones, the last unit nothing."""
    texts = [GIVEN["months"]["text"], GIVEN["months"]["text"], *GIVEN["months"]["texts"]]
    for unit, text in zip(units, texts, strict=False):
        actions.hand_in_report(unit, made.county.handlers[unit.pk], at=at, year=made.year, month=12, text=text)
    actions.compare_records(made.county.root, made.organiser, at=made.builder.at, months=12)


# ---- under way ----


def _running(builder: town.Builder, county: town.County, now: datetime) -> None:
    """Two teams; one unit with a finding in every state, and what is still to come."""
    start = now - 40 * DAY
    organiser = _organiser(builder, county, "demo-supervision")
    made = Year(builder, county, organiser, start.year, Random("demo supervision now"))
    town.load_years(date(start.year, 1, 1), date(start.year + 1, 12, 31), builder.at)
    made.begin(start, f"{start.year}年机关党建督查", range(2), GIVEN["topics"][:4], "demo")
    teams = {row.unit_id: row.team for row in made.plan.units.select_related("team")}
    unit = county.offices["city_management"]
    at, topics = start + 8 * DAY, GIVEN["topics"][:3]
    visit = made.visit(unit, teams[unit.pk], at, VisitKind.ANNOUNCED, topics)
    found = [one.finding for one in _found(made, visit, 6, at)]
    _states(made, found, at, now)
    for other in [one for one in made.units if one.pk != unit.pk][:3]:
        day = min((now + 4 * DAY).date(), date(start.year, 12, 31))
        if day >= now.date():
            actions.plan_visit(
                made.plan, organiser, at=now, unit=other, kind=VisitKind.UNANNOUNCED, planned_on=day, topics=topics[:1],
                document="组发演示1号",
            )  # fmt: skip


def _states(made: Year, found: list[Finding], at: datetime, now: datetime) -> None:
    """Recorded, told, disputed, upheld with a notice, under review, and withdrawn."""
    lead, handler = made.leads[found[0].visit.team_id], made.county.handlers[found[0].unit_id]
    _recorded, told, disputed, upheld, asked, gone = found
    actions.tell_finding(told, lead, at=now - timedelta(hours=2))
    for finding in (disputed, upheld, asked, gone):
        actions.tell_finding(finding, lead, at=at + DAY)
        stand = Stand.ACCEPTED if finding is upheld else Stand.DISPUTED
        actions.reply_finding(finding, handler, at=at + 2 * DAY, stand=stand, reply=GIVEN["disputed"]["reply"])
    actions.uphold_finding(upheld, lead, at=at + 4 * DAY, decision=GIVEN["upheld"])
    actions.uphold_finding(asked, made.county.verifier, at=at + 4 * DAY, decision=GIVEN["disputed"]["decision"])
    actions.withdraw_finding(gone, made.county.verifier, at=at + 4 * DAY, decision=GIVEN["withdrawn"]["decision"])
    actions.ask_review(asked, handler, at=at + 6 * DAY, text=GIVEN["disputed"]["reply"])
    actions.issue_notice(
        made.plan, made.organiser, at=at + 7 * DAY, unit=upheld.unit, findings=[upheld], measures=GIVEN["measures"],
        due_on=(now + 20 * DAY).date(), feedback=GIVEN["feedback"],
    )  # fmt: skip
