"""A plan of routes to be read: a table for each group and day, what it costs, what it leaves out, two plans compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.maps import HUES
from yinuo.inspection import planning
from yinuo.inspection.models import Itinerary, Round, Site
from yinuo.places.models import Place

ICONS = {"visit": "eye", "lunch": "clock", "wait": "hourglass", "hotel": "building", "depot": "home"}
WORDS = {
    "lunch": gettext_lazy("午饭"), "wait": gettext_lazy("等开门"), "hotel": gettext_lazy("住宿"), "depot": gettext_lazy("返回"),
}  # fmt: skip


def clock(minute: int) -> str:
    """A minute of the day as 8:05."""
    return f"{minute // 60}:{minute % 60:02}"


def hours(minutes: int) -> str:
    """29 小时 3 分, or 45 分."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("{m}分钟").format(m=rest)
    return _("{h}小时{m}分").format(h=whole, m=rest) if rest else _("{h}小时").format(h=whole)


@dataclass
class Line:
    """A row of a timetable: from when to when, what, where, and the driving before it."""

    kind: str
    begins: str
    ends: str
    word: str
    site: Site | None
    under: str = ""
    driving: int = 0
    number: int = 0

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "circle-dot")


@dataclass
class DayTable:
    """One day of one group."""

    day: int
    on: date
    lines: list[Line] = field(default_factory=list)

    @property
    def visits(self) -> int:
        return sum(line.kind == "visit" for line in self.lines)

    @property
    def driving(self) -> int:
        return sum(line.driving for line in self.lines)

    @property
    def driving_words(self) -> str:
        return hours(self.driving)


@dataclass
class GroupTable:
    """One group: its days, the units it sees, what it drives and works."""

    number: int
    days: list[DayTable]
    units: list[str]
    working: int

    @property
    def driving(self) -> int:
        return sum(day.driving for day in self.days)

    @property
    def driving_words(self) -> str:
        return hours(self.driving)

    @property
    def working_words(self) -> str:
        return hours(self.working)

    @property
    def visits(self) -> int:
        return sum(day.visits for day in self.days)

    @property
    def hue(self) -> int:
        """Its colour on the map."""
        return (self.number - 1) % HUES


class Timetable:
    """What a stored plan says, with names. Three queries for any number of plans of the round that share `known`."""

    def __init__(self, itinerary: Itinerary, known: "Known"):
        self.itinerary, self.known, self.plan = itinerary, known, itinerary.plan

    @cached_property
    def groups(self) -> list[GroupTable]:
        return [self._group(group) for group in self.plan.get("groups", [])]

    def _group(self, group: dict) -> GroupTable:
        first = self.known.round.starts_on
        days = [
            DayTable(day["day"], first + timedelta(days=day["day"]), list(self._lines(day["legs"])))
            for day in group["days"]
        ]
        units = [
            line.site.subject.org.place.name
            for day in days
            for line in day.lines
            if line.site and not line.site.is_anchor
        ]
        return GroupTable(group["number"], days, list(dict.fromkeys(units)), group["working"])

    def _lines(self, legs: list[dict]) -> Iterator[Line]:
        """Driving is told with what it leads to."""
        driving, turn = 0, 0
        for leg in legs:
            driving += leg["driving"]
            if leg["kind"] == "drive":
                continue
            turn += leg["kind"] == "visit"
            yield self._line(leg, driving, turn)
            driving = 0

    def _line(self, leg: dict, driving: int, turn: int) -> Line:
        key, kind = leg["key"], leg["kind"]
        site = self.known.sites.get(key) if kind == "visit" else None
        place = self.known.hotels.get(key)
        if site is not None:
            word, under = site.name, site.subject.org.place.name
        elif kind == "visit":
            word, under = _("已取消的点位"), ""
        else:
            word = str(WORDS.get(kind, kind))
            under = place.name if place else (self.known.round.org.place.name if kind == "depot" else "")
        ends = "" if leg["until"] == leg["from"] else clock(leg["until"])
        return Line(kind, clock(leg["from"]), ends, word, site, under, driving, turn if kind == "visit" else 0)

    @property
    def driving(self) -> int:
        return self.plan.get("driving", 0)

    @property
    def driving_words(self) -> str:
        return (
            _("{n}分钟（{hours}）").format(n=self.driving, hours=hours(self.driving))
            if self.driving > 59
            else hours(self.driving)
        )

    @property
    def driving_hours(self) -> str:
        return hours(self.driving)

    @property
    def late(self) -> int:
        return self.plan.get("late", 0)

    @property
    def spread(self) -> int:
        return self.plan.get("spread", 0)

    @property
    def spread_words(self) -> str:
        return hours(self.spread)

    @property
    def visits(self) -> int:
        return sum(group.visits for group in self.groups)

    @cached_property
    def unvisited(self) -> list[str]:
        """Which sites it leaves out, and why."""
        return planning.unvisited_words(self.plan, self.known.names) if self.plan.get("unvisited") else []

    @property
    def quality(self) -> str:
        """How good it can be shown to be: “比理论下限多0.8%”, “已证明最优”."""
        bound, gap = self.plan.get("bound"), self.plan.get("gap")
        if self.plan.get("proven"):
            return _("已经证明：行车不可能再少。")
        if bound is None:
            return ""
        if gap is None:
            return _("理论下限{bound}分钟；有点位没排进去或者会晚到，不能直接比。").format(bound=bound)
        if gap <= 0:
            return _("等于理论下限{bound}分钟。").format(bound=bound)
        return _("理论下限{bound}分钟，只比它多{percent}%。").format(bound=bound, percent=f"{gap * 100:.1f}")

    def stops(self) -> dict[tuple[int, str], tuple[int, str]]:
        """(group, site) → (day, time): for comparing two plans."""
        return {
            (group.number, line.site.key): (day.day, line.begins)
            for group in self.groups
            for day in group.days
            for line in day.lines
            if line.site
        }


class Known:
    """Sites, hotels and names of a round, loaded once for all its plans."""

    def __init__(self, round: Round):
        self.round = round

    @cached_property
    def sites(self) -> dict[str, Site]:
        return {site.key: site for site in self.round.sites.select_related("subject__org__place")}

    @cached_property
    def hotels(self) -> dict[str, Place]:
        return {f"hotel-{one.subject.org.place.code}": one.subject.org.place for one in self.sites.values()}

    @cached_property
    def names(self) -> dict[str, str]:
        return {key: site.name for key, site in self.sites.items()}


def changes(one: Timetable, other: Timetable) -> list[str]:
    """What is different in `one`, in sentences, seen from `other`."""
    new, old = one.stops(), other.stops()
    names = one.known.names

    def told(keys) -> str:
        found = [names.get(key, key) for _group, key in keys]
        more = _("等{n}个点位").format(n=len(found)) if len(found) > 6 else ""
        return "、".join(found[:6]) + more

    moved_group = [key for key in new if key not in old]
    gone = [key for key in old if key not in new and not any(site == key[1] for _group, site in new)]
    moved_day = [key for key in new if key in old and new[key][0] != old[key][0]]
    moved_time = [key for key in new if key in old and new[key][0] == old[key][0] and new[key][1] != old[key][1]]
    sentences = (
        (moved_group, _("换了组或者新加的：{sites}。")), (gone, _("不再去的：{sites}。")), (moved_day, _("换了一天的：{sites}。")),
        (moved_time, _("同一天、时间变了的：{sites}。")),
    )  # fmt: skip
    return [sentence.format(sites=told(keys)) for keys, sentence in sentences if keys]
