"""What the area does by itself after an act; wired in site/wiring.py, each safe to run again."""

from ..acts.models import Entry
from ..kernel.actor import HOUSE
from .actions import close, suggest
from .actions.checking import is_satisfied
from .models import Matter, Suggestion
from .words import State


def _matter(entry: Entry) -> Matter:
    return Matter.objects.select_related("category", "place").get(pk=entry.subject.partition(":")[2])


def suggest_category(entry: Entry) -> None:
    """After raising: likely categories, offices and earlier matters that this one may repeat."""
    from . import learning  # here, because scikit-learn takes seconds to import and no web process needs it
    from .similar import repeated

    matter = _matter(entry)
    for about, found in (
        (Suggestion.CATEGORY, learning.categories(matter)),
        (Suggestion.OFFICE, learning.offices(matter)),
        (Suggestion.DUPLICATE, repeated(matter)),
    ):
        if found:
            suggest(matter, HOUSE, about=about, suggestions=found)


def close_when_satisfied(entry: Entry) -> None:
    """After a good word from the raiser on a checked matter: close it, and with it what was merged into it."""
    matter = _matter(entry)
    if matter.state == State.FEEDBACK_GIVEN and is_satisfied(matter):
        close(matter, HOUSE)


def close_merged(entry: Entry) -> None:
    """After closing: the matters merged into this one."""
    for other in Matter.objects.filter(merged_into=_matter(entry), state=State.MERGED):
        close(other, HOUSE)
