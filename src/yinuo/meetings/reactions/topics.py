"""A topic follows its matters and claims: done when they are, open again with one of them."""

from contextlib import suppress

from ...acts.models import Entry
from ...kernel.actor import HOUSE
from ...kernel.errors import NotNow
from ..actions.topics import note_execution, note_reopened
from ..models.topics import Topic


def _topics(entry: Entry):
    label, _colon, key = entry.subject.partition(":")
    if label == "matter":
        return Topic.objects.filter(assignments__matter=key).distinct()
    return Topic.objects.filter(claims=key)


def note_done(entry: Entry) -> None:
    """After a matter was checked or closed, or a claim confirmed: the topic is done when all of them are."""
    for topic in _topics(entry):
        with suppress(NotNow):
            note_execution(topic, HOUSE)


def go_on(entry: Entry) -> None:
    """After a matter was reopened or came back: so does the topic that gave it out, until it is closed."""
    for topic in _topics(entry):
        with suppress(NotNow):
            note_reopened(topic, HOUSE)
