"""What can be done to places, the ground they stand on, and calendars."""

from .building import amend_building, demolish, enter_building
from .drawing import draw, lay_barrier, lift_barrier, post
from .entering import confirm_year, enter, import_divisions, load_year, override_day
from .gridding import adopt, drop, move, plan_grids

__all__ = [
    "adopt", "amend_building", "confirm_year", "demolish", "draw", "drop", "enter", "enter_building", "import_divisions",
    "lay_barrier", "lift_barrier", "load_year", "move", "override_day", "plan_grids", "post",
]  # fmt: skip
