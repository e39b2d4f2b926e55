"""Reading a plan of routes as it is stored: stops of each group in time, and which unit belongs to which group."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..kernel.clock import CHINA

Told = dict
"""`{"groups": [{"number", "days": [{"day", "legs": [{"kind", "key", "from", "until", "driving"}]}], "units", "driving",
"late", "working"}], "driving", "late", "spread", "unvisited": [{"key", "rule", "facts"}], "bound", "gap", "proven", "seed",
"seconds"}`; days from 0, minutes of the day, groups from 1."""


@dataclass(frozen=True)
class Stop:
    """A group at a site."""

    group: int
    key: str
    begins_at: datetime
    ends_at: datetime


def moment(first: date, day: int, minute: int) -> datetime:
    """A minute of a day of the round, in China time."""
    return datetime.combine(first + timedelta(days=day), time(0), CHINA) + timedelta(minutes=minute)


def stops_of(plan: Told, first: date) -> Iterator[Stop]:
    """Every visit of every group, in time."""
    for group in plan["groups"]:
        for day in group["days"]:
            for leg in day["legs"]:
                if leg["kind"] == "visit":
                    begins_at = moment(first, day["day"], leg["from"])
                    yield Stop(group["number"], leg["key"], begins_at, moment(first, day["day"], leg["until"]))


def seats_of(plan: Told, units: Mapping[str, int]) -> dict[int, int]:
    """Unit → group, by where the unit's own sites (`units`: key of a site that is not shared → unit) are visited."""
    votes: dict[int, Counter] = {}
    for group in plan["groups"]:
        for day in group["days"]:
            for leg in day["legs"]:
                if leg["kind"] == "visit" and leg["key"] in units:
                    votes.setdefault(units[leg["key"]], Counter())[group["number"]] += 1
    return {unit: found.most_common(1)[0][0] for unit, found in votes.items()}
