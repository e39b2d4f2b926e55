"""What supervision may write: about offices, posts and work, never about residents (明察暗访变监控). Pure."""

from functools import lru_cache

from ...kernel.errors import Unfit
from ...kernel.privacy import KIND_LABELS, Kind, impersonal, scan
from ...kernel.quantities import quantities_in
from ...kernel.words import _

RESIDENTS = frozenset({Kind.DOOR, Kind.HEALTH, Kind.PLATE, Kind.EMAIL})
"""What only a record of somebody's life would hold."""


def about_offices(text: str, field: str, most: int = 1000) -> str:
    """Words of this length about offices; Unfit where somebody's number, door, plate or health stands in them."""
    if not 0 < len(text.strip()) <= most:
        raise Unfit(_("请写清楚，不超过{n}字。").format(n=most), field)
    return _impersonal(text, field)


@lru_cache(maxsize=1024)
def _impersonal(text: str, field: str) -> str:
    """The same words, often said of many findings, are read once."""
    if kinds := sorted({one.kind for one in scan(text)} & RESIDENTS):
        raise Unfit(
            _("督查只看单位和支部的工作，不记居民的{kinds}，请删去。").format(
                kinds="、".join(KIND_LABELS[kind] for kind in kinds)
            ),
            field,
        )
    return impersonal(text, field)


def without_counts(text: str, field: str, most: int = 1000) -> str:
    """As `about_offices`, and without numbers of things: those the house counts from its own rows."""
    text = about_offices(text, field, most)
    if counted := quantities_in(text):
        raise Unfit(
            _("数字由系统从记录里数出来，不用手写，请删去“{number}”这样的数字。").format(number=counted[0]), field
        )
    return text
