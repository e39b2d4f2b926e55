"""Why a site cannot be seen, whatever the plan: quick checks before any search."""

from .terms import Site, Task, Unvisited


def impossible(task: Task) -> list[Unvisited]:
    """Sites that no plan can contain, each with the first rule that forbids it; and the whole tour (key "") if all
    visits together take longer than all groups have. Nothing found does not mean that everything can be seen."""
    found = [reason for site in task.sites if (reason := _why_not(task, site))]
    out = {one.key for one in found}
    return [*found, *_overfull(task, [site for site in task.sites if site.key not in out])]


def cannot_be_seen(task: Task) -> frozenset[str]:
    """The sites of `impossible`."""
    return frozenset(one.key for one in impossible(task) if one.key)


def _why_not(task: Task, site: Site) -> Unvisited | None:
    days = [day for day in range(len(task.days)) if site.days is None or day in site.days]
    if not any(task.may(site.unit, group) for group in range(task.groups)):
        return Unvisited(site.key, "no_group", {"unit": site.unit})
    if not days or not site.windows:
        return Unvisited(site.key, "no_open_day", {"days": tuple(sorted(site.days or ()))})
    longest = max(shuts - opens for opens, shuts in site.windows)
    if longest < site.minutes:
        return Unvisited(site.key, "windows_too_short", {"minutes": site.minutes, "longest": longest})
    most = task.rules.unit_minutes_most
    if most is not None and site.minutes > most:
        return Unvisited(site.key, "unit_minutes", {"unit": site.unit, "minutes": site.minutes, "most": most})
    short = min(_short_by(task, site, day) for day in days)
    if short > 0:
        there, back = min((_there(task, site, day) + _back(task, site, day), day) for day in days)[0], 0
        return Unvisited(site.key, "too_far", {"driving": there + back, "short": short})
    return None


def _beds(task: Task, day: int) -> tuple[str, ...]:
    """Where a group may have slept before this day."""
    return (task.depot, *task.hotels) if day else (task.depot,)


def _there(task: Task, site: Site, day: int) -> int:
    return min(task.travel.between(bed, site.key) for bed in _beds(task, day))


def _back(task: Task, site: Site, day: int) -> int:
    last = day == len(task.days) - 1
    return min(task.travel.between(site.key, goal) for goal in ((task.depot,) if last else (task.depot, *task.hotels)))


def _short_by(task: Task, site: Site, day: int) -> int:
    """Minutes that are missing on this day to see the site and nothing else."""
    arrival, back = task.days[day].start + _there(task, site, day), _back(task, site, day)
    limit = task.limits[day] + task.rules.late_most
    ends = [_earliest(task, site, window, arrival) for window in site.windows]
    return min(max(end - window[1], end + back - limit) for end, window in zip(ends, site.windows, strict=True))


def _earliest(task: Task, site: Site, window: tuple[int, int], arrival: int) -> int:
    """Minute at which the visit ends in this window, lunch before it if it has to be."""
    rules = task.rules
    end = max(arrival, window[0]) + site.minutes
    if end <= rules.lunch_before:
        return end
    lunch = max(min(arrival, rules.lunch_until), rules.lunch_from) + rules.lunch_minutes
    return max(arrival, window[0], lunch) + site.minutes


def _overfull(task: Task, sites: list[Site]) -> list[Unvisited]:
    """Whether the visits alone take more than all days of all groups."""
    times = [task.groups if site.is_anchor else 1 for site in sites]
    needed = sum(site.minutes * count for site, count in zip(sites, times, strict=True))
    hours = sum(limit - day.start for day, limit in zip(task.days, task.limits, strict=True))
    available = task.groups * (hours + task.rules.late_most * len(task.days))
    return [Unvisited("", "no_time", {"needed": needed, "available": available})] if needed > available else []
