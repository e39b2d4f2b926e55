"""Plans of 幸福社区 by its own worker, and what they say."""

from tests.world import MONDAY
from yinuo.optimise.grids import Terms
from yinuo.places import actions
from yinuo.places.planning import note_sentence
from yinuo.places.words import PlanMode


def plan(world, mode=PlanMode.FRESH, *, moment=MONDAY, **given):
    return actions.plan_grids(world.community, world.worker, at=moment, mode=mode, terms=Terms(), **given)


def sentences(made):
    return [note_sentence(note) for note in made.notes]


def of_grids(made):
    return [note_sentence(note) for grid in made.grids for note in grid["notes"]]
