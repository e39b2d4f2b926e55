"""Figures of councils that a page may print, counted from rows (REFERENCE M07: 4 tracks)."""

from collections import Counter
from datetime import date

from ...kernel.quantities import Quantity
from ...kernel.words import _
from ..models.topics import Topic
from ..words.topics import TRACKS


def _counts(place_code: str, day: date) -> Counter:
    rows = Topic.objects.filter(
        place__code__gte=place_code, place__code__lt=place_code + "~", proposed_at__date__lte=day
    )
    return Counter(rows.order_by().values_list("track", flat=True))


def kinds(place_code: str, day: date) -> Quantity:
    """Tracks that were used under the place until that day."""
    return Quantity(sum(bool(n) for n in _counts(place_code, day).values()), unit=_("种"))


FIGURES = {"deliberation.kinds": kinds}


def council_sentence(place_code: str, day: date) -> str:
    """“大事共议、实事共办、要事共决、急事共商”, with how many topics each had; empty without any."""
    counts = _counts(place_code, day)
    if not counts:
        return ""
    tracks = "、".join(TRACKS[track] for track in TRACKS if counts[track])
    numbers = "、".join(_("{n}件").format(n=counts[track]) for track in TRACKS if counts[track])
    return _("{tracks}（{numbers}）").format(tracks=tracks, numbers=numbers)
