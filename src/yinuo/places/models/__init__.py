"""Where things are: divisions, grids and buildings, and the calendars of offices."""

from .ground import Barrier, Building, GridBuilding, GridPlan, Outline, Posting
from .place import CalendarDay, CalendarYear, Place

__all__ = [
    "Barrier", "Building", "CalendarDay", "CalendarYear", "GridBuilding", "GridPlan", "Outline", "Place", "Posting",
]  # fmt: skip
