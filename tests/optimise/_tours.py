"""Small tours: counties round a city, with as many sites as are asked for."""

from itertools import permutations, product

import numpy as np
from hypothesis import strategies as st

from yinuo.optimise.tours import Day, Rules, Site, Task, Travel, timetable

ALL_DAY, OFFICE = ((480, 1080),), ((510, 720), (840, 1080))
FOUR_DAYS = (Day(540, 1140), Day(480, 1140), Day(480, 1140), Day(480, 1020))
TWO_DAYS = (Day(540, 1140), Day(480, 1020))


def tour(sizes=(2, 2, 2), *, groups=2, days=TWO_DAYS, seed=1, anchors=(), apart=40.0, rules=None, **given):
    """Units "u0", "u1" … with so many sites "u0.0" … and a hotel "h0" … each, on a map of `apart` kilometres."""
    pick = np.random.default_rng(seed)
    seats = pick.uniform(-apart, apart, (len(sizes), 2))
    points, sites = {"city": np.zeros(2)}, []
    for unit, size in enumerate(sizes):
        points[f"h{unit}"] = seats[unit]
        for at in range(size):
            key = f"u{unit}.{at}"
            points[key] = seats[unit] + pick.normal(0, 4, 2)
            windows = OFFICE if pick.random() < 0.4 else ALL_DAY
            sites.append(Site(key, f"u{unit}", int(pick.choice([20, 30, 45])), windows, is_anchor=key in anchors))
    flat = np.array(list(points.values()))
    travel = Travel.across(tuple(points), np.sqrt(((flat[:, None] - flat[None]) ** 2).sum(-1)))
    hotels = tuple(f"h{unit}" for unit in range(len(sizes)))
    return Task(groups, days, tuple(sites), hotels, "city", travel, rules or Rules(), **given)


def everything(task):
    """The best of all plans: every partition of the units, every order of units and of the sites within them."""
    inside = {unit: [site.key for site in task.sites if site.unit == unit] for unit in task.units}
    lines = {}
    best = None
    for owners in product(range(task.groups), repeat=len(task.units)):
        orders = []
        for group in range(task.groups):
            mine = tuple(unit for unit, owner in zip(task.units, owners, strict=True) if owner == group)
            if (group, mine) not in lines:
                lines[group, mine] = best_line(task, group, mine, inside)
            orders.append(lines[group, mine])
        found = timetable(task, orders)
        if best is None or found.score < best.score:
            best = found
    return best


def best_line(task, group, mine, inside):
    """The order in which a group that sees these units drives least; with one cost for each line it is best alone."""
    options = []
    for units in permutations(mine):
        for blocks in product(*(permutations(inside[unit]) for unit in units)):
            orders = [[]] * task.groups
            orders[group] = [key for block in blocks for key in block]
            found = timetable(task, orders).groups[group]
            unseen = len(orders[group]) - len(found.order)
            options.append(((unseen, found.late, found.driving), orders[group]))
    return min(options)[1]


rules = st.builds(
    Rules,
    late_most=st.sampled_from([0, 60]),
    unit_minutes_most=st.sampled_from([None, 90, 150]),
    units_per_group_most=st.sampled_from([None, 2, 3]),
    sites_per_day_most=st.sampled_from([None, 3]),
    balance=st.sampled_from([0.0, 0.1]),
)


@st.composite
def tasks(draw):
    """Tours that may be too full, too far, or forbidden in part."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    groups = draw(st.integers(1, 3))
    anchors = draw(st.sets(st.sampled_from([f"u{unit}.0" for unit in range(len(sizes))]), max_size=2))
    units = [f"u{unit}" for unit in range(len(sizes))]
    pair = st.tuples(st.sampled_from(units), st.integers(0, groups - 1))
    return tour(
        sizes,
        groups=groups,
        days=draw(st.sampled_from([TWO_DAYS, FOUR_DAYS, (Day(480, 1020),)])),
        seed=draw(st.integers(0, 99)),
        anchors=anchors,
        apart=draw(st.sampled_from([20.0, 60.0, 200.0])),
        rules=draw(rules),
        fixed=dict(draw(st.lists(pair, max_size=1))),
        forbidden=frozenset(draw(st.lists(pair, max_size=2))),
    )
