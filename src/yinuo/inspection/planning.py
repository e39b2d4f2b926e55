"""Asking the tour planner: a round as its task, and what it found as it is stored and told."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import fmean

from ..kernel.errors import Unfit
from ..kernel.words import _
from ..places.models import Place
from .models import Itinerary, Round, Site
from .planned import Told
from .words import IN_ROUND

DEPOT = "depot"
FIRST_START, START, LAST_END, END = 540, 480, 1020, 1140
"""Minutes of the day: out at 9:00 on the first day, 8:00 on others; back at 17:00 on the last, at the hotel by 19:00."""

WHY = {
    "no_open_day": _("观摩的这几天都不开放"),
    "windows_too_short": _("开放的时间不够看完"),
    "too_far": _("路太远，单独去看也来不及在规定时间前到住宿地"),
    "units_per_group": _("超过了一组最多去的单位数"),
    "unit_minutes": _("超过了一个单位最多停留的时间"),
    "no_group": _("按回避和指定的要求，没有哪一组可以去"),
    "no_time": _("几天的时间排不下"),
    "closed": _("已经取消"),
    "left_out": _("手工排的路线里没有它"),
}


def sites_of(round: Round) -> list[Site]:
    """The sites that are seen."""
    return list(round.sites.filter(pick__in=IN_ROUND).select_related("subject__org__place").order_by("pk"))


def hotels_of(sites: list[Site]) -> dict[str, Place]:
    """Nights are spent at the seats of the units."""
    return {f"hotel-{site.subject.org.place.code}": site.subject.org.place for site in sites}


def names_of(round: Round) -> dict[str, str]:
    """What every key of a plan is called."""
    sites = sites_of(round)
    found = {DEPOT: _("{place}（出发和返回）").format(place=round.org.place)}
    found |= {key: _("{place}（住宿）").format(place=place) for key, place in hotels_of(sites).items()}
    return found | {site.key: site.name for site in sites}


def task_of(round: Round, closed: Sequence[Site] = ()):
    """The round as the planner's task, with sites that an earlier plan had. Units without coordinates are told as Unfit."""
    from ..optimise import tours

    sites = [*sites_of(round), *closed]
    if not sites:
        raise Unfit(_("还没有抽定的点位。"))
    hotels = hotels_of(sites)
    last = round.days - 1
    days = [
        tours.Day(FIRST_START if day == 0 else START, LAST_END if day == last else END) for day in range(round.days)
    ]
    units = {site.subject_id: str(site.subject_id) for site in sites}
    return tours.Task(
        groups=round.assessment.panels, days=tuple(days), sites=tuple(_site(site, round) for site in sites),
        hotels=tuple(hotels), depot=DEPOT, travel=_travel(round, sites, hotels),
        rules=tours.Rules(unit_minutes_most=round.unit_minutes), forbidden=frozenset(_forbidden(round, set(units))),
        fixed=_fixed(round),
    )  # fmt: skip


def _site(site: Site, round: Round):
    from ..optimise import tours

    days = {str(round.starts_on + timedelta(days=day)): day for day in range(round.days)}
    open_on = frozenset(days[one] for one in site.open_on if one in days) if site.open_on else None
    return tours.Site(
        site.key,
        str(site.subject_id),
        site.minutes,
        tuple(tuple(span) for span in site.windows),
        open_on,
        site.is_anchor,
    )


def _travel(round: Round, sites: list[Site], hotels: dict[str, Place]):
    from ..optimise import tours

    if round.travel:
        return tours.Travel.of(round.travel["keys"], round.travel["minutes"])
    points = {DEPOT: _point(round.org.place, sites)}
    for key, place in hotels.items():
        points[key] = _point(place, [site for site in sites if site.subject.org.place == place])
    return tours.Travel.straight(points | {site.key: (site.latitude, site.longitude) for site in sites})


def _point(place: Place, sites: Sequence[Site]) -> tuple[float, float]:
    """Where the place lies; in the middle of its sites while nobody has entered it."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    return fmean(site.latitude for site in sites), fmean(site.longitude for site in sites)


def _forbidden(round: Round, units: set[int]):
    """A group does not go to the unit its leader comes from."""
    for group in round.groups.select_related("leader__org"):
        if group.leader is not None:
            for subject in round.assessment.subjects.filter(pk__in=units).select_related("org"):
                if group.leader.org.path.startswith(subject.org.path):
                    yield str(subject.pk), group.number - 1


def _fixed(round: Round) -> dict[str, int]:
    """Once the rules are frozen, units stay with their groups."""
    if round.assessment.state == "designed":
        return {}
    return {str(pk): panel - 1 for pk, panel in round.assessment.subjects.values_list("pk", "panel")}


def plan(itinerary: Itinerary, *, iterations: int | None = None) -> Told:
    """What the planner finds for this request. Unfit says in words which site cannot be seen, and why."""
    from ..optimise import tours

    try:
        return told(_found(itinerary, tours, iterations))
    except tours.Holes:
        raise Unfit(_("行车时间表不完整，请重新导入。")) from None


def _found(itinerary: Itinerary, tours, iterations: int | None):
    round = itinerary.round
    if itinerary.order:
        return tours.timetable(task_of(round), itinerary.order)
    if itinerary.after is not None and itinerary.now_day is not None:
        earlier = told_back(itinerary.after.plan)
        known = {key for group in earlier.order for key in group}
        gone = round.sites.exclude(pick__in=IN_ROUND).select_related("subject__org__place")
        closed = [site for site in gone if site.key in known]
        return tours.replan(
            task_of(round, closed), earlier, closed=[site.key for site in closed],
            now=(itinerary.now_day, itinerary.now_minute or 0), seconds=1.5, seed=itinerary.seed,
        )  # fmt: skip
    stop = {"iterations": iterations} if iterations else {"seconds": float(itinerary.seconds)}
    return tours.plan(task_of(round), seed=itinerary.seed, **stop)


def told(found) -> Told:
    """A plan of the planner as JSON; groups count from 1."""
    return {
        "groups": [_group(number, tour) for number, tour in enumerate(found.groups, 1)],
        "driving": found.driving,
        "late": found.late,
        "spread": found.spread,
        "unvisited": [{"key": one.key, "rule": one.rule, "facts": dict(one.facts)} for one in found.unvisited],
        "bound": found.bound,
        "gap": None if found.gap is None else float(f"{found.gap:.4f}"),
        "proven": found.is_proven,
        "seed": found.seed,
        "seconds": float(f"{found.seconds:.1f}"),
    }


def _group(number: int, tour) -> dict:
    days = [
        {
            "day": day,
            "legs": [
                {"kind": leg.kind, "key": leg.key, "from": leg.start, "until": leg.end, "driving": leg.driving}
                for leg in legs
            ],
        }
        for day, legs in enumerate(tour.days)
    ]
    return {
        "number": number, "days": days, "units": list(tour.units), "driving": tour.driving, "late": tour.late,
        "working": tour.working,
    }  # fmt: skip


def told_back(plan: Told):
    """The stored plan as the planner's own."""
    from ..optimise import tours

    groups = tuple(
        tours.Tour(
            tuple(
                tuple(tours.Leg(leg["kind"], leg["key"], leg["from"], leg["until"], leg["driving"]) for leg in day["legs"])
                for day in group["days"]
            ),
            tuple(group["units"]), group["driving"], group["late"], group["working"],
        )
        for group in plan["groups"]
    )  # fmt: skip
    unvisited = tuple(tours.Unvisited(one["key"], one["rule"], one["facts"]) for one in plan["unvisited"])
    return tours.Plan(groups, unvisited, plan["bound"], plan["proven"], plan["seed"], plan["seconds"])


def unvisited_words(plan: Told, names: dict[str, str]) -> list[str]:
    """Which sites the plan leaves out, and why, in sentences."""
    whole = [_("几天的时间不够把所有点位都看完。")] if any(not one["key"] for one in plan["unvisited"]) else []
    return whole + [
        _("“{site}”没有排进去：{why}。").format(
            site=names.get(one["key"], one["key"]), why=WHY.get(one["rule"], one["rule"])
        )
        for one in plan["unvisited"]
        if one["key"]
    ]
