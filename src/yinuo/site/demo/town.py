"""The places, offices, people and duties of the demo, entered through the same acts that a city would use."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random

from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.kernel.calendar import seed as announced
from yinuo.matters import rulebook
from yinuo.matters.actions.rules import load_rulebook
from yinuo.matters.models import Category
from yinuo.matters.rulebooks import Written, WrittenDuty
from yinuo.orgs import actions as staffing
from yinuo.orgs import rulebook as structure_rules
from yinuo.orgs.models import Kind, Member, Organisation, User
from yinuo.orgs.queries import actor_for
from yinuo.places import actions as mapping
from yinuo.places.models import CalendarYear, Place

from .streetplan import Quarter, quarters
from .topics import read

OPENED = date(2015, 1, 1)
GRIDS = 3
GIVEN = read("offices.toml")
NAMES, POSTS, CONFIRMED = GIVEN["names"], GIVEN["posts"], GIVEN["confirmed"]


@dataclass
class Community:
    """A community with its grids and the worker, who also handles what is on the community's list."""

    place: Place
    grids: list[Place]
    office: Organisation
    worker: Actor
    street: "Street"
    quarter: Quarter | None = None


@dataclass
class Street:
    place: Place
    office: Organisation
    coordinator: Actor
    county: "County"
    communities: list[Community] = field(default_factory=list)


@dataclass
class County:
    """A county with its offices by key, and who works there."""

    place: Place
    is_focus: bool
    root: Organisation
    quarters: Iterator[Quarter] | None = None
    offices: dict[str, Organisation] = field(default_factory=dict)
    handlers: dict[int, Actor] = field(default_factory=dict)
    streets: list[Street] = field(default_factory=list)
    coordinator: Actor | None = None
    verifier: Actor | None = None
    leader: Actor | None = None

    @property
    def communities(self) -> list[Community]:
        return [community for street in self.streets for community in street.communities]


class Builder:
    """Enters one thing after another at one moment before the story begins."""

    def __init__(self, at: datetime, random: Random):
        self.at, self.random = at, random
        self.counts = {"places": 0, "offices": 0, "people": 0}
        self.signing_in: set[str] = set()

    def place(self, code: str, name: str, near: dict | Place | None = None, spread: float = 0.0) -> Place:
        """A place somewhere around another one (degrees)."""
        latitude = longitude = None
        if near is not None:
            near = near if isinstance(near, dict) else vars(near)
            latitude, longitude = (self._near(near[side], spread) for side in ("latitude", "longitude"))
        self.counts["places"] += 1
        return mapping.enter(
            None, HOUSE, at=self.at, code=code, name=name, latitude=latitude, longitude=longitude, valid_from=OPENED
        )

    def _near(self, middle: float | Decimal, spread: float) -> Decimal:
        """Exact, because the ledger carries no floats."""
        return Decimal(f"{float(middle) + self.random.uniform(-spread, spread):.5f}")

    def near(self, middle: float, spread: float = 0.003) -> Decimal:
        """A coordinate somewhere around another one."""
        return self._near(middle, spread)

    def office(self, above: Organisation | Place, name: str, kind: Kind, place: Place) -> Organisation:
        self.counts["offices"] += 1
        phone = f"1990000{self.counts['offices']:04}"
        return staffing.establish(
            above, HOUSE, at=self.at, name=name, kind=kind, place=place, valid_from=OPENED, phone=phone
        )

    def member(self, office: Organisation, post: str, *trusts: tuple, username: str = "") -> Actor:
        """Somebody in a post, with (role, office, place) grants; an account only for those who sign in."""
        user = None
        if username:
            user = User(username=username)
            user.set_unusable_password()
            user.save()
        self.counts["people"] += 1
        member = staffing.appoint(office, HOUSE, at=self.at, post=post, user=user, valid_from=OPENED)
        for role, over, within in trusts:
            staffing.entrust(member, HOUSE, at=self.at, role=role, org=over, place=within, valid_from=OPENED)
        return actor_for(Member.objects.select_related("org").get(pk=member.pk), channel="desk", day=self.at.date())

    def once(self, username: str, county: County) -> str:
        """The name of an account for the first one in that post in a focus county, else none."""
        if not county.is_focus or username in self.signing_in:
            return ""
        self.signing_in.add(username)
        return username


def load_years(first: date, last: date, at: datetime) -> None:
    """Announced years; one that is not announced is confirmed by hand, as a clerk would in its November."""
    years = range(first.year, last.year + 1)
    known = announced(years).years
    for year in years:
        if CalendarYear.objects.filter(year=year).exists():
            continue
        if year in known:
            mapping.load_year(None, HOUSE, at=at, year=year)
        else:
            mapping.confirm_year(None, HOUSE, at=at, year=year, source=CONFIRMED)


def build(at: datetime, random: Random, until: date) -> tuple[list[County], Builder]:
    """The whole ground on which the story is played."""
    load_years(at.date(), until, at)
    rulebook.load(actor=HOUSE, at=at)
    structure_rules.load(actor=HOUSE, at=at)
    builder, given = Builder(at, random), read("town.toml")
    builder.place(given["province"]["code"], given["province"]["name"])
    city = builder.place(given["city"]["code"], given["city"]["name"], given["city"])
    root = builder.office(city, given["city"]["office"], Kind.CITY, city)
    builder.member(root, POSTS["administrator"], (Role.ADMINISTRATOR, root, city), username="demo-administrator")
    counties = [_county(builder, root, row) for row in given["county"]]
    _assign_duties(counties, at)
    return counties, builder


def _county(builder: Builder, above: Organisation, row: dict) -> County:
    place = builder.place(row["code"], row["name"], row)
    root = builder.office(above, NAMES["county"].format(**row), Kind.COUNTY, place)
    county = County(place, row.get("is_focus", False), root)
    if row.get("is_gridded"):
        count = sum(len(street["communities"]) for street in row["streets"])
        county.quarters = iter(quarters(count, (row["longitude"], row["latitude"]), builder.random))
    for given in GIVEN["office"]:
        office = builder.office(root, row["name"] + given["name"], Kind(given["kind"]), place)
        county.offices[given["key"]] = office
        if given["kind"] != "supervision":
            username = builder.once("demo-department", county) if given["key"] == "city_management" else ""
            grant = (Role.HANDLER, office, None)
            county.handlers[office.pk] = builder.member(office, given["post"], grant, username=username)
    _county_people(builder, county)
    for number, street in enumerate(row["streets"], 901):
        county.streets.append(_street(builder, county, f"{row['code']}{number}", street))
    return county


def _county_people(builder: Builder, county: County) -> None:
    place, callers = county.place, county.offices["callers"]
    county.coordinator = builder.member(
        county.offices["centre"], POSTS["county"], (Role.COORDINATOR, None, place),
        username=builder.once("demo-county", county),
    )  # fmt: skip
    county.leader = builder.member(
        county.root, POSTS["leader"], (Role.LEADER, None, place), username=builder.once("demo-leader", county)
    )
    county.verifier = builder.member(
        callers, POSTS["verifier"], (Role.VERIFIER, None, place), username=builder.once("demo-verifier", county)
    )
    if username := builder.once("demo-auditor", county):
        builder.member(callers, POSTS["auditor"], (Role.AUDITOR, None, place), username=username)


def _street(builder: Builder, county: County, code: str, row: dict) -> Street:
    place = builder.place(code, row["name"], county.place, 0.04)
    office = builder.office(county.root, NAMES["street"].format(**row), Kind.SUBDISTRICT, place)
    username = builder.once("demo-street", county)
    grants = ((Role.COORDINATOR, None, place), (Role.HANDLER, office, None))
    coordinator = builder.member(office, POSTS["street"], *grants, username=username)
    street = Street(place, office, coordinator, county)
    county.handlers[office.pk] = coordinator
    for number, name in enumerate(row["communities"], 901):
        street.communities.append(_community(builder, street, f"{code}{number}", name))
    return street


def _community(builder: Builder, street: Street, code: str, name: str) -> Community:
    quarter = next(street.county.quarters) if street.county.quarters else None
    if quarter:
        longitude, latitude = quarter.centre
        place = builder.place(code, name, {"latitude": latitude, "longitude": longitude})
    else:
        place = builder.place(code, name, street.place, 0.012)
    office = builder.office(street.office, NAMES["community"].format(name=name), Kind.COMMUNITY, place)
    username = builder.once("demo-community", street.county)
    grants = ((Role.COMMUNITY_WORKER, None, place), (Role.HANDLER, office, None))
    worker = builder.member(office, POSTS["community"], *grants, username=username)
    street.county.handlers[office.pk] = worker
    grids = [] if quarter else plain_grids(builder, place)
    return Community(place, grids, office, worker, street, quarter)


def plain_grids(builder: Builder, place: Place) -> list[Place]:
    """Grids by number only, where nobody has drawn any."""
    return [
        builder.place(f"{place.code}{n:03}", NAMES["grid"].format(name=place.name, n=n), place, 0.004)
        for n in range(1, GRIDS + 1)
    ]


def _assign_duties(counties: list[County], at: datetime) -> None:
    """Who does what, as a rulebook of the demo's own."""
    duties = tuple(duty for county in counties for duty in _duties(county))
    written = Written("demo-duties", "1", OPENED, (), (), duties)
    load_rulebook(None, HOUSE, at=at, written=written)


def _duties(county: County) -> Iterator[WrittenDuty]:
    codes = dict(Category.objects.values_list("full_name", "code"))
    for row in GIVEN["office"]:
        office = county.offices[row["key"]]
        for name in row.get("duties", []):
            basis = GIVEN["basis"].format(office=office.name)
            yield WrittenDuty(codes[name], county.place.code, office.path, basis)
