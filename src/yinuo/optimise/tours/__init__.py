"""Which group of inspectors sees which counties, in which order, and where it sleeps: the tour with its proof.

`plan` searches, `bound` and `prove` say how good a plan can be, `replan` goes on from the middle of a tour,
`timetable` evaluates an order made by hand, `impossible` says beforehand what cannot be, `check` trusts no plan.
Data in, data out: the words are made upstairs, from rules and their facts.
"""

from .checking import check
from .planning import Progress, plan
from .proving import bound, prove
from .reasons import impossible
from .replanning import replan
from .terms import Breach, Day, Leg, Plan, Rules, Site, Task, Tour, Unvisited
from .timetable import timetable
from .travel import Holes, Travel

__all__ = [
    "Breach", "Day", "Holes", "Leg", "Plan", "Progress", "Rules", "Site", "Task", "Tour", "Travel", "Unvisited",
    "bound", "check", "impossible", "plan", "prove", "replan",
    "timetable",
]  # fmt: skip
