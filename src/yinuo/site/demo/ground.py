"""The grids of the demo: buildings, plans adopted community by community, a party group and a posting for each grid (M10)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import orjson
from django.db import connection

from yinuo.kernel.actor import HOUSE, Role
from yinuo.optimise.grids import Terms
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Organisation
from yinuo.orgs.words import Kind, SeatKind
from yinuo.places import actions as mapping
from yinuo.places.importing import import_buildings
from yinuo.places.models import Place
from yinuo.places.queries import grids_in
from yinuo.places.words import BarrierKind, PlanMode

from . import town
from .streetplan import MEMBERS_PER_HOUSEHOLD, Quarter, Town
from .topics import read

GIVEN = read("structure.toml")["grids"]
FEW_MEMBERS = 0.008
"""In one community members are few, so that grids need a joint group."""

QUIET_EVERY = 37
"""Every so manieth group has not met for long."""


LOOK_AGAIN = 6
"""After so many communities PostgreSQL is told how large its tables have become."""


def look_at_tables() -> None:
    """Statistics of what this transaction wrote; without them PostgreSQL plans as if the tables were empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def counts(communities: int, grids: int) -> list[int]:
    """How many grids each community gets."""
    least, more = divmod(grids, communities)
    return [least + (number < more) for number in range(communities)]


def build(
    builder: town.Builder, counties: list[town.County], limit: int | None, told: Callable[[int, int], None]
) -> None:
    """Lay out the communities of the gridded county; with a limit only the first ones, the rest get plain grids."""
    county = next(county for county in counties if county.place.code == GIVEN["county"])
    grant = (Role.COORDINATOR, None, county.place)
    builder.member(county.offices["centre"], GIVEN["post"], grant, username="demo-grids")
    homes = county.communities
    surveyor = Surveyor(builder.at, builder.random)
    for number, (home, size) in enumerate(zip(homes, counts(len(homes), GIVEN["total"]), strict=True)):
        told(number, len(homes))
        if limit is not None and number >= limit:
            home.grids = town.plain_grids(builder, home.place)
            continue
        if not number % LOOK_AGAIN:
            look_at_tables()
        members = FEW_MEMBERS if number == 1 else MEMBERS_PER_HOUSEHOLD
        home.grids = surveyor.lay(home, home.quarter, size, members=members)


class Surveyor:
    """Lays out community after community at one moment before the story begins."""

    def __init__(self, at, random: Random):
        self.at, self.random = at, random
        self.town = Town(random, GIVEN["compounds"], GIVEN["lanes"], GIVEN["roads"])
        self.number = 0

    def lay(self, community, quarter: Quarter, grids: int, *, members: float = MEMBERS_PER_HOUSEHOLD) -> list[Place]:
        """Draw, fill, plan and adopt one community; its grids, each with group and posting."""
        place, at = community.place, self.at
        mapping.draw(place, HOUSE, at=at, shape=_text(quarter.shape), source=GIVEN["source"])
        households = round(grids * 400 * self.random.uniform(0.96, 1.04))
        rows, roads = self.town.fill(quarter, households, members=members)
        for road in roads:
            mapping.lay_barrier(place, HOUSE, at=at, kind=BarrierKind.ROAD, name=road.name, shape=_text(road.shape))
        import_buildings(place, rows, HOUSE, at=at)
        plan = mapping.plan_grids(place, HOUSE, at=at, mode=PlanMode.FRESH, terms=Terms(), count=grids)
        mapping.adopt(plan, HOUSE, at=at)
        made = grids_in(place, at.date())
        for group, served in self._groups(community, made):
            self._fill(group, served)
        for grid in made:
            self._post(grid.place, community.office)
        return [grid.place for grid in made]

    def _groups(self, community, made: list) -> Iterator[tuple[Organisation, list]]:
        """A group for each grid; neighbours with fewer than three members between them share one."""
        waiting: list = []
        for grid in made:
            waiting.append(grid)
            if sum(one.members for one in waiting) >= Terms().members or grid is made[-1]:
                yield self._group(community, waiting), waiting
                waiting = []

    def _group(self, community, grids: list) -> Organisation:
        names = "、".join(grid.place.name for grid in grids)
        pattern = GIVEN["joint"] if len(grids) > 1 else GIVEN["group"]
        return staffing.establish(
            community.office, HOUSE, at=self.at, name=pattern.format(name=names), kind=Kind.PARTY_GROUP,
            place=community.place, phone=community.office.phone, valid_from=self.at.date(),
        )  # fmt: skip

    def _fill(self, group: Organisation, grids: list) -> None:
        at, day = self.at, self.at.date()
        for grid in grids:
            staffing.serve(group, HOUSE, at=at, grid=grid.place)
        staffing.count(group, HOUSE, at=at, counted_on=day, full=sum(grid.members for grid in grids))
        staffing.invite(group, HOUSE, at=at, kind=SeatKind.GROUP_LEADER, post=GIVEN["leader"])
        self.number += 1
        if self.number % QUIET_EVERY:
            staffing.gather(
                group, HOUSE, at=at + timedelta(days=60), held_on=day + timedelta(days=60),
                topic=GIVEN["topics"][self.number % len(GIVEN["topics"])],
            )  # fmt: skip

    def _post(self, grid: Place, office: Organisation) -> None:
        mapping.post(
            grid, HOUSE, at=self.at, contact=GIVEN["contact"].format(name=grid.name), phone=GIVEN["phone"].format(phone=office.phone),
            complaint_phone="12345",
        )  # fmt: skip


def _text(shape: dict) -> str:
    return orjson.dumps(shape).decode()
