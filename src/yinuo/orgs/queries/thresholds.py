"""The structure rulebook in force on a day."""

from datetime import date

from ..models import Threshold as Row
from ..rules import Threshold, Thresholds


def thresholds(day: date) -> Thresholds:
    """Every number in force on this day with its article. One query; what was not loaded is missing, never guessed."""
    rows = Row.objects.filter(valid_from__lte=day).exclude(valid_to__lt=day).order_by("valid_from", "pk")
    return Thresholds({row.key: Threshold(row.value, row.article) for row in rows})
