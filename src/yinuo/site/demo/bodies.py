"""The party's bodies of the demo: chains, joint committees with their units, branches, posts, stairwell groups (REFERENCE §2 B, F, H)."""

from collections.abc import Iterator
from datetime import date, timedelta

from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.kernel.codes import credit_code_check
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation
from yinuo.orgs.words import SeatKind, Source, UnitLevel
from yinuo.places import actions as mapping

from . import town
from .topics import read

GIVEN = read("structure.toml")
YEARS = {"committee": 5, "branch": 3}
WAITING = 2
"""Unit seats that are invited and not yet confirmed: one in each of so many streets, beyond those that count."""


class Assembler:
    """Sets up one body after another at one moment before the story begins; `today` is what terms are told from."""

    def __init__(self, builder: town.Builder, counties: list[town.County], today: date):
        self.builder, self.at, self.today = builder, builder.at, today
        self.counties = {county.place.code: county for county in counties}
        self.bodies: dict[int, Organisation] = {}
        self.terms: dict[int, dict[str, date]] = {}

    def build(self) -> None:
        """Everything, county by county."""
        for chain in GIVEN["chains"]:
            for code in chain["counties"]:
                self.chain(self.counties[code], chain)
        self.joint_committees(GIVEN["joint"])
        self.department(GIVEN["department"])
        self.posts(GIVEN["posts"])
        self.stairwells(GIVEN["stairwells"])
        for row in GIVEN["appointments"]:
            self.appointment(row)

    def body(self, above: Organisation, name: str, kind: Kind, place=None, **given) -> Organisation:
        self.builder.counts["offices"] += 1
        return staffing.establish(
            above, HOUSE, at=self.at, name=name, kind=kind, place=place or above.place, valid_from=town.OPENED, **given
        )

    def term(self, org: Organisation, ends_on: date, years: int) -> None:
        starts_on = ends_on.replace(year=ends_on.year - years, day=min(ends_on.day, 28))
        staffing.begin_term(org, HOUSE, at=self.at, starts_on=starts_on, ends_on=ends_on)
        self.terms[org.pk] = {"term_from": starts_on, "term_to": ends_on}

    def fill(self, body: Organisation, kind: SeatKind, post: str, **given) -> None:
        """A seat that is taken at once, for the term of its body."""
        seat = staffing.invite(body, HOUSE, at=self.at, kind=kind, post=post, **given)
        if given.get("unit"):
            staffing.confirm(seat, HOUSE, at=self.at, reply=GIVEN["joint"]["reply"])
        staffing.seat(seat, HOUSE, at=self.at, **self.terms[body.pk])

    # ---- chains ----

    def chain(self, county: town.County, row: dict) -> None:
        """The levels as data, and a body at each level for each place."""
        levels = [f"{kind} {title}" for kind, title in row["levels"]]
        staffing.lay_chain(county.place, HOUSE, at=self.at, name=row["name"], levels=levels)
        kinds = [Kind(kind) for kind, _title in row["levels"]]
        self.body(county.root, f"{county.place.name}{row['levels'][0][1].removeprefix('县')}", kinds[0])
        for street in county.streets:
            self.body(street.office, f"{street.place.name}{row['levels'][1][1].removeprefix('街道')}", kinds[1])
            for community in street.communities:
                self._community_bodies(community, row["levels"][2:])

    def _community_bodies(self, community: town.Community, levels: list[list[str]]) -> None:
        place, above = community.place, community.office
        for kind, title in levels:
            name = place.name + title.removeprefix("社区").removeprefix("居民小区").partition("（")[0]
            above = self.body(above, name, Kind(kind), place)
            if kind == Kind.BRANCH:
                staffing.count(above, HOUSE, at=self.at, counted_on=self.at.date(), full=14, probationary=1)
                self.term(above, self.today + timedelta(days=700), YEARS["committee"])
                self.fill(above, SeatKind.SECRETARY, GIVEN["joint"]["secretary"])
            if kind == Kind.PARTY_GROUP:
                staffing.count(above, HOUSE, at=self.at, counted_on=self.at.date(), full=5)
        self.bodies[place.pk] = above

    # ---- joint committees, M06 ----

    def joint_committees(self, row: dict) -> None:
        county, units = self.counties[row["county"]], iter(row["units"])
        for number, (street, size) in enumerate(zip(county.streets, row["per_street"], strict=True)):
            name = row["name"].format(street=street.place.name)
            committee = self.body(street.office, name, Kind.STREET_JOINT_COMMITTEE)
            self.term(committee, self.today + timedelta(days=(60, 500, 640, 720, 800, 880)[number]), YEARS["committee"])
            for post in row["street_posts"]:
                self.fill(committee, SeatKind.STREET_MEMBER, post)
            self.fill(committee, SeatKind.FULL_TIME_MEMBER, row["full_time_post"], is_full_time=True)
            for _place in range(size):
                self.fill(committee, SeatKind.UNIT_MEMBER, row["unit_post"], unit=self.unit(street, next(units)))
            if number < WAITING:
                self._invite(committee, street, row, number)

    def unit(self, street: town.Street, name: str) -> Organisation:
        """A resident unit of the street, with a made-up credit code."""
        first = f"12411300MB9{self.builder.counts['offices']:06}"
        code = first + credit_code_check(first)
        return self.body(street.office, name, Kind.RESIDENT_UNIT, credit_code=code, unit_level=UnitLevel.CITY)

    def _invite(self, committee: Organisation, street: town.Street, row: dict, number: int) -> None:
        """One more unit that has not answered yet; its own people sign in and may."""
        unit = self.unit(street, row["waiting"][number])
        username = "demo-unit" if not number else ""
        self.builder.member(unit, row["unit_post"], (Role.HANDLER, unit, None), username=username)
        staffing.invite(
            committee, HOUSE, at=self.at, kind=SeatKind.UNIT_MEMBER, post=row["unit_post"], unit=unit
        )  # fmt: skip

    # ---- branches, M28 ----

    def department(self, row: dict) -> None:
        """A department of many sections without branches yet, and branches that the health page has something to say of."""
        county = self.counties[row["county"]]
        committee = self.body(county.root, row["committee"], Kind.COMMITTEE_ORG)
        grants = [(Role.ORGANISER, county.root, None), (Role.COORDINATOR, None, county.place)]
        self.organiser = self.builder.member(committee, row["post"], *grants, username="demo-organiser")
        office = self.body(county.root, row["name"], Kind.DEPARTMENT)
        secretary = [(Role.ORGANISER, office, None), (Role.HANDLER, office, None)]
        self.builder.member(office, row["secretary"], *secretary, username="demo-secretary")
        for name, full, portfolio, nature, site in row["sections"]:
            section = self.body(office, name, Kind.SECTION)
            staffing.count(section, HOUSE, at=self.at, counted_on=self.at.date(), full=full)
            staffing.characterise(section, HOUSE, at=self.at, portfolio=portfolio, nature=nature, site=site)
        above = county.offices["city_management"]
        for branch in row["branches"]:
            self._branch(above, committee, branch, row)

    def _branch(self, above: Organisation, superior: Organisation, given: list, row: dict) -> None:
        name, kind, full, probationary, days, seats = given
        branch = self.body(above, name, Kind(kind), superior=superior)
        count = {"full": full, "probationary": probationary}
        staffing.count(branch, HOUSE, at=self.at, counted_on=self.at.date(), **count)
        self.term(branch, self.today + timedelta(days=days), YEARS["branch"])
        for kind, source in zip(seats, _sources(), strict=False):
            self.fill(branch, SeatKind(kind), row["seat_post"], source=source, is_business_head=kind == "secretary")
        if name == row["explained"][0]:
            until = self.today + timedelta(days=60)
            staffing.explain(
                branch, self.organiser, at=self.at, rule=row["explained"][1], text=row["explained"][2], valid_to=until
            )

    # ---- posts, stairwells, villages ----

    def posts(self, row: dict) -> None:
        county = self.counties[row["county"]]
        month = self.today.replace(day=1) - timedelta(days=1)
        for number, name in enumerate(row["units"]):
            unit = self.body(county.root, name, Kind.DEPARTMENT)
            holder = self.builder.member(unit, row["titles"][0])
            head = self.builder.member(unit, row["head"], (Role.HANDLER, unit, None))
            for title in row["titles"]:
                post = staffing.open_post(unit, HOUSE, at=self.at, title=title, is_full_time=True)
                if number % 5:
                    self._confirm(post, month.replace(day=1), holder, head)
            if not number % 4:
                staffing.open_post(
                    unit,
                    HOUSE,
                    at=self.at,
                    title=row["part_time"],
                    is_full_time=False,
                    other_duties=row["other_duties"],
                )

    def _confirm(self, post, month: date, holder: Actor, head: Actor) -> None:
        """The holder says it, and somebody else of the unit says it too."""
        at = self.builder.at + timedelta(days=140)
        staffing.confirm_time(post, holder, at=at, month=month, own_share=100)
        staffing.confirm_time(post, head, at=at, month=month, unit_share=100)

    def stairwells(self, row: dict) -> None:
        """Buildings with a stairwell group each, whose leader signs in."""
        county = self.counties[row["county"]]
        for community, compound in zip(county.communities, row["compounds"], strict=False):
            for number in (1, 2, 3):
                self._stairwell(community, compound, number, row)

    def _stairwell(self, community: town.Community, compound: str, number: int, row: dict) -> None:
        place, at = community.place, self.at
        building = mapping.enter_building(
            place, HOUSE, at=at, code=f"{number:03}", name=f"{compound}{number}号楼", households=48, members=4,
            compound=compound, latitude=self.builder.near(place.latitude), longitude=self.builder.near(place.longitude),
        )  # fmt: skip
        name = row["name"].format(compound=compound, number=number)
        group = self.body(self.bodies[place.pk], name, Kind.STAIRWELL_GROUP, place, hours=row["hours"])
        staffing.serve(group, HOUSE, at=at, building=building, stairwell=row["stairwell"])
        staffing.count(group, HOUSE, at=at, counted_on=at.date(), full=4)
        is_first = number == 1 and community is self.counties[row["county"]].communities[0]
        member = self.builder.member(
            group, row["post"], (Role.HANDLER, group, None), username="demo-stairwell" if is_first else ""
        )
        if is_first:
            self.first_group: tuple[Organisation, Actor] = group, member

    def appointment(self, row: dict) -> None:
        county = self.counties[row["county"]]
        village = self.builder.place(f"{row['county']}990", row["town"], county.place, 0.05)
        village = self.builder.place(f"{row['county']}990901", row["village"], village, 0.02)
        sender = Organisation.objects.get(name=row["sender"], path__startswith=county.root.path)
        since = self.at.date()
        sent = staffing.send(
            village, HOUSE, at=self.at, sender=sender, post=row["post"], term_from=since,
            term_to=since.replace(year=since.year + 2, day=min(since.day, 28)), document=row["document"],
        )  # fmt: skip
        staffing.arrive(sent, HOUSE, at=self.at + timedelta(days=7))


def _sources() -> Iterator[Source]:
    """The four sources in turn."""
    while True:
        yield from Source
