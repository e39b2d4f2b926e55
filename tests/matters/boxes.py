"""The box at the gate of the community office of the small town, through real acts."""

from datetime import timedelta

from tests.world import MONDAY, World
from yinuo.matters import actions
from yinuo.matters.box_words import LetterKind
from yinuo.matters.models import Box, Letter, Opening

WEEK = timedelta(weeks=1)


def hung(world: World, *, at=MONDAY, org=None, spot: str = "大门右侧", **given) -> Box:
    """A box with its two keepers: the worker and the handler of the community office."""
    keepers = {"first": world.people["worker"], "second": world.people["community_handler"]} | given
    return actions.place_box(org or world.community_office, world.organiser, at=at, spot=spot, **keepers)


def opened(world: World, box: Box, *, at=MONDAY, count: int = 0, **given) -> Opening:
    """Opened by the worker and confirmed by the handler."""
    opening = actions.open_box(box, world.worker, at=at, count=count, **given)
    actions.confirm_opening(opening, world.community_handler, at=at)
    return opening


def entered(
    world: World, opening: Opening, words: str = "活动中心能不能晚上开到九点？", *, at=MONDAY, **given
) -> Letter:
    """A letter typed by the worker."""
    return actions.enter_letter(opening, world.worker, at=at, words=words, **({"kind": LetterKind.SUGGESTION} | given))
