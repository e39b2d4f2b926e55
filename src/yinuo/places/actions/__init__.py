"""What can be done to places and calendars."""

from .entering import confirm_year, enter, import_divisions, load_year, override_day

__all__ = ["confirm_year", "enter", "import_divisions", "load_year", "override_day"]
