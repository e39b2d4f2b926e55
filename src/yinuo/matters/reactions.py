"""What the area does by itself after an act; wired in site/wiring.py, each safe to run again."""

from django.db.models import Q

from ..acts.models import Entry
from ..kernel.actor import HOUSE
from ..orgs.models import Organisation
from ..orgs.queries import next_up, parent_of
from . import neighbours
from .actions import close, inherit, pass_on, suggest
from .actions.checking import is_satisfied
from .flow import ENDS
from .models import Escalation, Matter, Suggestion
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


def hand_on(entry: Entry) -> None:
    """After an office was absorbed by another: what it had is the successor's."""
    _hand_on(_organisation(entry.given["other"]), _organisation(entry.subject))


def move_with(entry: Entry) -> None:
    """After an office was moved under another superior: what it had goes with it to its new place in the tree."""
    _hand_on(_organisation(entry.subject), _organisation(entry.made))


def hand_up(entry: Entry) -> None:
    """After an office was closed with nothing in its place: what it had in hand is its superior's to give out again.

    What had been raised to it goes to the next body up the chain, and not back to who raised it.
    """
    other, day = _organisation(entry.subject), entry.at.date()
    above = parent_of(other, day)
    for matter in Matter.objects.filter(office=other, state=State.ESCALATED).order_by("pk"):
        if body := next_up(other, matter.place_code, day) or above:
            inherit(matter, HOUSE, office=body, other=other)
    if above:
        _hand_on(other, above)


def _hand_on(other: Organisation, successor: Organisation) -> None:
    """What `other` had in hand, raised or received is the successor's, with every due."""
    hops = Escalation.objects.filter(Q(from_office=other) | Q(to_office=other) | Q(assigned_office=other))
    theirs = Q(office=other) | Q(first_office=other) | Q(pk__in=hops.filter(returned_at=None).values("matter"))
    for matter in Matter.objects.filter(theirs).exclude(state__in=sorted(ENDS)).order_by("pk"):
        inherit(matter, HOUSE, office=successor, other=other)
    for ask in neighbours.open_of(other.pk):
        pass_on(ask, HOUSE, group=successor)


def _organisation(told: str) -> Organisation:
    return Organisation.objects.get(pk=told.partition(":")[2])
