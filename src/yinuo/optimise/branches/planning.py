"""The best plan, and beside it the best plans that are made differently."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from time import monotonic

from . import columns, subsets
from .task import Answer, Counts, Task, ceiling, kind_of, task_of
from .terms import Infeasible, Plan, Section, Terms, branch_of, checked, difference

SUBSETS = 14
"""Up to here every subset is tried (milliseconds); above, columns are faster and prove as much."""

AIMS = ("portfolio", "fewer", "small", "more", "site", "nature")
"""What a county compares the best plan with, most asked for first (see `Plan.aim`).

Each is an optimum of its own, so that "and if every leader kept the own sections?" or "and with one branch fewer?"
has an exact answer. Plans with as many branches and the same points for every term count as one: they only swap
sections that weigh the same.
"""


def plan(
    sections: Iterable[Section], terms: Terms | None = None, *, alternatives: int = 3, seconds: float = 2.0
) -> list[Plan]:
    """The best plan and others, at most `alternatives` in all, all different; best first, equal points in AIMS order.

    There are fewer if no other aim gives another plan, or time is over. `seconds` is for all of them together; a
    plan that is not proven by then carries its bound. Up to 25 sections it is proven well within 2 seconds.
    Raises Infeasible if no plan keeps to the least and most members, ValueError if the sections are no department.
    """
    if alternatives < 1:
        raise ValueError(f"alternatives must be 1 or more: {alternatives}")
    given = checked(sections)
    if len(given) > SUBSETS:
        _compile()
    search = _Search(given, terms or Terms(), monotonic() + seconds)
    first = search.best()
    best, *others = sorted([first, *search.others(alternatives - 1)], key=lambda one: one.points)
    if best is not first:  # only without proof: what another aim found is better than what the search for it found
        best, others = replace(best, aim="points", bound=first.bound), [one for one in others if one is not first]
    return [best, *(replace(other, loses=difference(other, best)) for other in others)]


@cache
def _compile() -> None:
    """Has the compiled functions ready before the clock runs: seconds once per installation, then read from disk."""
    pair = [Section(key, 2, key, key, key) for key in ("one", "other")]
    columns.prepare(task_of(pair, Terms()))


@dataclass
class _Search:
    """One department: what was found so far, and what one search leaves for the next."""

    sections: Sequence[Section]
    terms: Terms
    until: float

    def __post_init__(self) -> None:
        self.seeds: list[Counts] = []
        self.met: list[Plan] = []
        self.bound = 0

    def best(self) -> Plan:
        """The plan with the fewest points; Infeasible if it breaks a rule."""
        answer, task = self._solve(self.terms, 1, None, 1)
        self.bound = self._bound(task, answer)
        found = self._plan(task, answer, "points")
        if not found.is_sound:
            over = any("over" in branch.points for branch in found.branches)
            raise Infeasible("most" if over else "least", found)
        self.met.append(found)
        self.fewest = self.most = len(found.branches)
        return found

    def others(self, wanted: int) -> Iterator[Plan]:
        """Plans of other aims, each different from those before; fewer and more branches as long as there are any."""
        waiting = list(AIMS)
        while waiting and wanted and monotonic() < self.until:
            aim = waiting.pop(0)
            found = self._aimed(aim, wanted)
            if found:
                wanted -= 1
                waiting += [aim] if aim in {"fewer", "more"} else []
                yield found

    def _aimed(self, aim: str, wanted: int) -> Plan | None:
        """The best plan with this aim; None if there is none, or it is known already."""
        fewest, most, terms = 1, None, self.terms
        if aim == "fewer":
            most = self.fewest - 1
        elif aim == "more":
            fewest = self.most + 1
        else:
            terms = replace(terms, **{aim: getattr(terms, aim) * ceiling(self.sections, terms)})
        if most == 0 or fewest > len(self.sections) or (most is None and fewest == 1 and terms == self.terms):
            return None
        answer, task = self._solve(terms, fewest, most, wanted)
        found = self._plan(task, answer, aim)
        alike = (one for one in self.met if len(one.branches) == len(found.branches) and not difference(found, one))
        if not found.is_sound or any(alike):
            return None
        self.met.append(found)
        self.fewest, self.most = min(self.fewest, len(found.branches)), max(self.most, len(found.branches))
        return found

    def _solve(self, terms: Terms, fewest: int, most: int | None, shares: int) -> tuple[Answer, Task]:
        """The answer, in this one's share of what is left of the time."""
        task = task_of(self.sections, terms, fewest, most)
        if len(self.sections) <= SUBSETS:
            return subsets.solve(task), task
        now = monotonic()
        answer, self.seeds = columns.solve(task, now + max(0.0, self.until - now) / shares, self.seeds)
        return answer, task

    def _plan(self, task: Task, answer: Answer, aim: str) -> Plan:
        """The answer with real sections, in the order given, and with the points of the house."""
        waiting = {kind: [] for kind in task.kinds}
        for at, section in enumerate(self.sections):
            waiting[kind_of(section)].append(at)
        groups = []
        for counts in answer.branches:
            taken = ((kind, count) for kind, count in zip(task.kinds, counts, strict=True))
            groups.append(sorted(waiting[kind].pop(0) for kind, count in taken for _ in range(count)))
        branches = tuple(branch_of([self.sections[at] for at in group], self.terms) for group in sorted(groups))
        points = sum(branch.total for branch in branches)
        return Plan(
            branches, points, points if answer.is_proven else self._bound(task, answer), answer.is_proven, aim=aim
        )

    def _bound(self, task: Task, answer: Answer) -> int:
        """What is sure without a proof: the solver's bound, or the best plan's if the solver counted other points."""
        if answer.value >= task.breach:
            return 0
        return answer.bound if task.terms == self.terms else self.bound
