"""Flows as tables: they give the buttons, the 409 answer and the drawing, and a property test walks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .errors import NotNow
from .words import _

Step = tuple[frozenset, tuple[StrEnum, ...]]


@dataclass(frozen=True)
class Flow:
    """A start, ends, and per act the states it leaves from and those it leads to.

    The first target is where the act leads unless its body decides for another of them; none: the state stays.
    """

    name: str
    states: type[StrEnum]
    start: StrEnum
    ends: frozenset
    steps: Mapping[str, Step]
    labels: Mapping[StrEnum, str]

    def open_steps(self, state: str) -> list[str]:
        """The acts possible in this state, in the order of the table."""
        return [verb for verb, (sources, _targets) in self.steps.items() if state in sources]

    def check(self, state: str, verb: str) -> tuple[StrEnum, ...]:
        """Where `verb` may lead from this state; NotNow says what the state is when it may not be done."""
        sources, targets = self.steps[verb]
        if state not in sources:
            label = self.labels[self.states(state)]
            raise NotNow(_("现在是“{state}”，不能进行这一步。请刷新页面，看看已经有了哪些变化。").format(state=label))
        return targets

    def reachable(self) -> set:
        """Every state that some walk from the start reaches."""
        found, frontier = {self.start}, [self.start]
        while frontier:
            state = frontier.pop()
            for verb in self.open_steps(state):
                fresh = set(self.steps[verb][1]) - found
                found |= fresh
                frontier += fresh
        return found

    def mermaid(self) -> str:
        """The flow as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for verb, (sources, targets) in self.steps.items():
            lines += [f"    {source} --> {target}: {verb}" for source in sorted(sources) for target in targets]
        lines += [f"    {end} --> [*]" for end in sorted(self.ends)]
        return "\n".join(lines)
