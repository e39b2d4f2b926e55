"""What may be asked about places, the ground they stand on, and the calendar."""

from .calendars import calendar, full_name, line_of
from .ground import (
    GridOn,
    barriers_in,
    buildings_in,
    feature_collection,
    find_buildings,
    find_grid,
    find_place,
    grid_of,
    grids_in,
    grids_of,
    outline_on,
)

__all__ = [
    "GridOn", "barriers_in", "buildings_in", "calendar", "feature_collection", "find_buildings", "find_grid",
    "find_place", "full_name", "grid_of", "grids_in", "grids_of", "line_of", "outline_on",
]  # fmt: skip
