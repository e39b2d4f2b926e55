"""The grid planner on made-up communities, against METIS and GerryChain's ReCom on the same ones, and the optimum."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from time import process_time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from yinuo.optimise.grids import Building, Plan, Terms, cost_of, neighbours, plan

from ._communities import city, grown, small
from .report import Absent, Figure

COMMUNITIES = 53
BESIDE = 12
"""Communities on which ReCom runs too: the prototype's choice, since it takes seconds for each."""

STEPS = 300
SMALL = 20
TERMS = Terms()

Partition = Callable[[Sequence[Building], list[tuple[int, int]], int], Sequence[int]]


def run() -> Iterator[Figure]:
    """Time and band, cut compounds, points beside two other partitioners, the optimum, and what a new compound moves."""
    metis, recom = _metis(), _recom()
    communities = city(COMMUNITIES)
    plan(communities[0], seconds=0.001)
    started = process_time()
    plans = [plan(buildings) for buildings in communities]
    spent = process_time() - started
    buildings = sum(len(community) for community in communities)
    yield Figure(
        f"planning {COMMUNITIES} communities", spent, "s", "≤ 15 s", None, f"{buildings:,} buildings, one core"
    )
    yield from _band(plans)
    yield from _cut(communities, plans)
    yield from _beside("METIS", metis, communities, plans, "≤ 0.9")
    yield from _beside(f"ReCom, best of {STEPS}", recom, communities[:BESIDE], plans[:BESIDE], "≤ 0.8")
    yield from _optimum()
    yield from _growth(communities, plans)


def _band(plans: list[Plan]) -> Iterator[Figure]:
    grids = sum(len(one.grids) for one in plans)
    inside = sum(TERMS.low <= grid.households <= TERMS.high for one in plans for grid in one.grids)
    told = [
        note for one in plans for note in one.notes if note.rule == "outside" and note.facts["cause"] != "not_found"
    ]
    short = sum(grid.members < TERMS.members for one in plans for grid in one.grids)
    yield Figure("grids in the band", inside / grids, "", None, None, f"{inside} of {grids}")
    yield Figure("grids in the band or with a printed reason", (inside + len(told)) / grids, "", "≥ 0.99")
    yield Figure("grids with fewer than three members", short, "grids", "≤ 0")
    yield Figure(
        "points of all plans",
        _points(plans),
        "points",
        None,
        None,
        "the prototype's on the same instances: 20,105; at three times the effort 20,051",
    )


def _cut(communities: list[list[Building]], plans: list[Plan]) -> Iterator[Figure]:
    """Cut compounds, beside the fewest that a search which counts little else has found."""
    large = sum(note.rule == "compound" for one in plans for note in one.notes)
    careful = Terms(outside=TERMS.outside * 5, compound=TERMS.compound * 10)
    fewest = [
        plan(community, careful, count=len(one.grids), seconds=0.6)
        for community, one in zip(communities, plans, strict=True)
    ]
    ours, theirs = (sum(map(_cuts, communities, found)) for found in (plans, fewest))
    reason = f"{large} compounds are above the band and must be cut; beside: compounds counted tenfold, three times the effort"
    yield Figure("cuts through compounds", ours, "cuts", None, theirs, reason)
    yield Figure("cuts through compounds, ratio to the fewest found", ours / theirs, "×", "≤ 1.1")


def _beside(
    name: str, partition: Partition, communities: list[list[Building]], plans: list[Plan], bound: str
) -> Iterator[Figure]:
    """Points beside those of another partitioner with as many grids along the same edges."""
    started, found = process_time(), []
    for buildings, ours in zip(communities, plans, strict=True):
        edges = neighbours(buildings, join=True)[0]
        labels = partition(buildings, edges, len(ours.grids))
        drawn = {building.key: int(label) for building, label in zip(buildings, labels, strict=True)}
        found.append(cost_of(buildings, drawn, edges=edges))
    spent = process_time() - started
    inside = [TERMS.low <= grid.households <= TERMS.high for one in found for grid in one.grids]
    cuts = sum(map(_cuts, communities, found))
    reason = f"{len(plans)} communities; {name}: {np.mean(inside):.1%} in the band, {cuts} cuts, {spent:.1f} s"
    yield Figure(f"points beside {name}", _points(plans), "points", None, _points(found))
    yield Figure(f"points, ratio to {name}", _points(plans) / _points(found), "×", bound, None, reason)


def _optimum() -> Iterator[Figure]:
    """Plans of 14 to 20 buildings: all proven; those of up to 13 beside HiGHS on every set, priced one by one."""
    rng = np.random.default_rng(7)
    communities = [small(rng, int(rng.integers(14, 21))) for _ in range(SMALL)]
    started = process_time()
    proven = float(np.mean([plan(buildings).is_proven for buildings in communities]))
    each = (process_time() - started) / SMALL
    yield Figure("plans of 14 to 20 buildings proven", proven, "", "≥ 1", None, f"{each:.2f} s each")
    tiny = [small(rng, int(rng.integers(9, 13)), 200) for _ in range(SMALL // 2)]
    gaps = [abs(plan(buildings).cost - _partitioned(buildings)) for buildings in tiny]
    yield Figure(
        "plans of 9 to 12 buildings, farthest from the optimum",
        max(gaps),
        "points",
        "≤ 0.001",
        None,
        "HiGHS on every set",
    )


def _partitioned(buildings: list[Building]) -> float:
    """Points of the cheapest partition with as many grids as `plan` makes: every set, priced by itself."""
    n, edges = len(buildings), neighbours(buildings, join=True)[0]
    sets = [inside for size in range(1, n + 1) for inside in combinations(range(n), size) if _whole(inside, edges)]
    keys = [building.key for building in buildings]
    costs = [cost_of(buildings, {keys[at]: 0 for at in inside}, edges=edges).cost for inside in sets]
    rows = np.array([[at in inside for inside in sets] for at in range(n)] + [[True] * len(sets)], float)
    target = np.r_[np.ones(n), len(plan(buildings).grids)]
    rule = LinearConstraint(rows, target, target)
    return float(milp(costs, constraints=rule, integrality=np.ones(len(sets)), bounds=Bounds(0, 1)).fun)


def _whole(inside: tuple[int, ...], edges: list[tuple[int, int]]) -> bool:
    """Whether buildings hang together."""
    reached, left = {inside[0]}, set(inside[1:])
    while fresh := {b for a, b in [*edges, *((b, a) for a, b in edges)] if a in reached and b in left}:
        reached |= fresh
        left -= fresh
    return not left


def _growth(communities: list[list[Building]], plans: list[Plan]) -> Iterator[Figure]:
    """A new compound of 260 households in every community: how many of the others change grid."""
    shares = {True: [], False: []}
    outside = 0
    for at, (buildings, before) in enumerate(zip(communities, plans, strict=True)):
        previous = {key: number for number, grid in enumerate(before.grids) for key in grid.buildings}
        households = sum(building.households for building in buildings)
        for is_minimal, moved in shares.items():
            after = plan(grown(buildings, at), previous=previous, minimum_moves=is_minimal)
            moved.append(after.moved / households)
            outside += is_minimal and sum(note.rule == "outside" for note in after.notes)
    reason = (
        f"+260 households in four buildings, 8 to 9 %; largest {max(shares[True]):.1%}; {outside} grids out of the band"
    )
    usual = float(np.mean(shares[False]))
    yield Figure(
        "households moved after growth, fewest moves", float(np.mean(shares[True])), "", "≤ 0.03", usual, reason
    )


def _points(plans: list[Plan]) -> float:
    return sum(one.cost for one in plans)


def _cuts(buildings: list[Building], found: Plan) -> int:
    """How many times a compound goes on in a further grid."""
    compound = {building.key: building.compound for building in buildings}
    touched = sum(len({compound[key] for key in grid.buildings}) for grid in found.grids)
    return touched - len(set(compound.values()))


def _metis() -> Partition:
    """METIS by k ways, contiguous; edges inside a compound or a block are dear to cut."""
    try:
        import pymetis
    except ImportError as missing:
        raise Absent("pymetis is not here: uv sync --group bench.") from missing

    def partition(buildings, edges, count):
        near = [[] for _ in buildings]
        for one, other in edges:
            near[one].append(other)
            near[other].append(one)
        weights = [_dear(buildings[one], buildings[other]) for one, beside in enumerate(near) for other in beside]
        given = partial(pymetis.part_graph, count, adjacency=near, eweights=weights)
        households = [building.households for building in buildings]
        options = pymetis.Options(contig=1, seed=0, ncuts=10, ufactor=100)
        return given(vweights=households, recursive=False, options=options)[1] if count > 1 else [0] * len(buildings)

    return partition


def _dear(one: Building, other: Building) -> int:
    if one.compound == other.compound:
        return 20
    return 6 if one.block == other.block else 1


def _recom() -> Partition:
    """The best of a chain of ReCom steps from a random partition, every step accepted."""
    try:
        import networkx
        from gerrychain import Graph, MarkovChain, Partition, accept, proposals, updaters
    except ImportError as missing:
        raise Absent("gerrychain is not here: uv sync --group bench.") from missing

    def partition(buildings, edges, count):
        random.seed(0)
        graph = networkx.Graph()
        graph.add_nodes_from(range(len(buildings)))
        graph.add_edges_from(edges)
        networkx.set_node_attributes(graph, {at: float(one.households) for at, one in enumerate(buildings)}, "people")
        ideal = sum(building.households for building in buildings) / count
        held = Graph.from_networkx(graph)
        first, width = _random_start(held, count, ideal)
        start = Partition(held, first, updaters={"people": updaters.Tally("people")})
        step = partial(proposals.recom, pop_col="people", pop_target=ideal, epsilon=width, node_repeats=0)
        keys = [building.key for building in buildings]
        found = []
        for state in MarkovChain(step, [lambda _state: True], accept.always_accept, start, STEPS):
            labels = [int(state.assignment[at]) for at in range(len(keys))]
            drawn = dict(zip(keys, labels, strict=True))
            found.append((cost_of(buildings, drawn, edges=edges).cost, labels))
        return min(found)[1]

    return partition


def _random_start(graph, count: int, ideal: float):
    """A partition into nearly equal parts, and how unequal they may be."""
    from gerrychain.partition import recursive_tree_part

    for width in (0.2, 0.25, 0.3, 0.4, 0.5):
        try:
            return recursive_tree_part(graph, range(count), ideal, "people", width, node_repeats=0), width
        except Exception:  # gerrychain gives up with several of its own, and RuntimeError
            continue
    raise Absent("ReCom finds no partition to begin with.")
