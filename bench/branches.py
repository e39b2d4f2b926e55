"""The branch planner on departments of 8 to 25 sections: proofs, time, and points against today's practice."""

from collections.abc import Iterator, Sequence
from time import monotonic, perf_counter, process_time

import numpy as np

from yinuo.optimise.branches import Plan, Section, Terms, columns, plan, points_of, subsets
from yinuo.optimise.branches.task import task_of

from .report import Figure

SEED, DEPARTMENTS = 4, 30
"""The instances of the prototype: ../shared/prototypes/README.md §4."""

HARDEST, LARGEST_SIZE = 20, 25
AGREE = range(12, 19)
BEYOND, BEYOND_SIZE = 10, 40

MEMBERS = [1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8]
NATURES, ELSEWHERE = 5, 0.15


def run() -> Iterator[Figure]:
    """Share of proven optima, the slowest department, points against practice, both solvers against each other."""
    yield from _compiling()
    pick = np.random.default_rng(SEED)
    usual = [_department(pick, int(pick.integers(8, 26))) for _ in range(DEPARTMENTS)]
    yield from _planned(usual, f"{DEPARTMENTS} departments of 8–25 sections")
    yield from _against_practice(usual)
    pick = np.random.default_rng(SEED)
    hardest = [_department(pick, LARGEST_SIZE) for _ in range(HARDEST)]
    yield from _planned(hardest, f"{HARDEST} departments of {LARGEST_SIZE} sections")
    yield from _agreement()
    yield from _beyond()


def _department(pick: np.random.Generator, number: int) -> list[Section]:
    """Sections in the order of their leaders, about four to a leader; 15 % of them work elsewhere."""
    members = pick.choice(MEMBERS, number)
    leaders = np.sort(pick.integers(0, max(3, min(9, number // 4)), number))
    natures, elsewhere = pick.integers(0, NATURES, number), pick.random(number) < ELSEWHERE
    found = zip(members, leaders, natures, elsewhere, strict=True)
    return [Section(str(at), int(m), str(leader), str(n), str(e)) for at, (m, leader, n, e) in enumerate(found)]


def _compiling() -> Iterator[Figure]:
    started = perf_counter()
    plan(_department(np.random.default_rng(SEED), 20), alternatives=1)
    seconds = perf_counter() - started
    yield Figure("first plan of a process", seconds, "s", None, None, "longer once per installation: it compiles")


def _planned(departments: Sequence[list[Section]], which: str) -> Iterator[Figure]:
    seconds, found = [], []
    for sections in departments:
        started = process_time()
        found.append(plan(sections))
        seconds.append(process_time() - started)
    best, others = [plans[0] for plans in found], [one for plans in found for one in plans[1:]]
    yield Figure(f"proven optimal, {which}", _proven(best), "", "≥ 1.0")
    yield Figure(f"alternatives proven, {which}", _proven(others), "", "≥ 1.0", None, f"{len(others)} plans")
    mean = f"processor time, three plans with their proofs; mean {np.mean(seconds):.2f} s"
    yield Figure(f"slowest department, {which}", max(seconds), "s", "≤ 2 s", None, mean)


def _proven(plans: Sequence[Plan]) -> float:
    return sum(one.is_proven for one in plans) / len(plans)


def _against_practice(departments: Sequence[list[Section]]) -> Iterator[Figure]:
    ours = [plan(sections, alternatives=1)[0] for sections in departments]
    points, practice = sum(one.points for one in ours), sum(_practice(sections).points for sections in departments)
    members = [branch.members for one in ours for branch in one.branches]
    share = np.mean([number >= Terms().small_under for number in members])
    made = f"{points} points, {len(members)} branches, {share:.0%} of them large enough for a committee"
    yield Figure("points, ratio to practice", points / practice, "×", "≤ 0.72", None, made)
    yield Figure("points of all departments", points, "points", None, practice, "compared with practice")


def _practice(sections: Sequence[Section]) -> Plan:
    """The sections of each leader as one branch; those with too few members go together with the next leader's."""
    groups: list[list[Section]] = []
    held: list[Section] = []
    for leader in sorted({section.portfolio for section in sections}):
        held += [section for section in sections if section.portfolio == leader]
        if sum(section.members for section in held) >= Terms().least:
            groups.append(held)
            held = []
    if held:
        groups = [*groups[:-1], [*groups[-1], *held]] if groups else [held]
    return points_of(sections, [[section.key for section in group] for group in groups])


def _agreement() -> Iterator[Figure]:
    pick, same, seconds = np.random.default_rng(SEED), [], {}
    for number in AGREE:
        task = task_of(_department(pick, number), Terms())
        started = process_time()
        every = subsets.solve(task)
        seconds[number] = process_time() - started
        generated, _ = columns.solve(task, monotonic() + 60)
        same.append(every.value == generated.value and generated.is_proven)
    told = f"{AGREE[0]} to {AGREE[-1]} sections; all subsets take {seconds[AGREE[-1]]:.2f} s at {AGREE[-1]}"
    yield Figure("all subsets and generated columns agree", sum(same) / len(same), "", "≥ 1.0", None, told)


def _beyond() -> Iterator[Figure]:
    pick = np.random.default_rng(SEED)
    found = [plan(_department(pick, BEYOND_SIZE), alternatives=1)[0] for _ in range(BEYOND)]
    which = f"{BEYOND} departments of {BEYOND_SIZE} sections"
    yield Figure(f"proven optimal in 2 s, {which}", _proven(found))
