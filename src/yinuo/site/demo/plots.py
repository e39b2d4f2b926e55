"""How often each story is told among three hundred matters, how long ago it began, and which topics fit it."""

from collections.abc import Callable
from dataclasses import dataclass

from . import elsewhere, together, upwards
from . import stories as s
from .life import Life, Steps
from .topics import Topic

Fits = Callable[[Topic], bool]


def anything(_topic: Topic) -> bool:
    return True


def done_by_promise(topic: Topic) -> bool:
    return topic.is_done_by_promise


def without_stages(topic: Topic) -> bool:
    return topic.is_done_by_promise and not topic.stages


def told_by_telephone(topic: Topic) -> bool:
    return topic.is_done_by_promise and not topic.intakes


def slow(topic: Topic) -> bool:
    """Days, not hours, so that it can be under way for a while."""
    return without_stages(topic) and topic.urgency == "normal" and not topic.is_quick


def can_be_confused(topic: Topic) -> bool:
    return slow(topic) and topic.wrong != "centre"


def has_answers(topic: Topic) -> bool:
    return bool(topic.answers)


def has_legal_way(topic: Topic) -> bool:
    return bool(topic.explains)


def is_emergency(topic: Topic) -> bool:
    return topic.is_emergency


def has_stages(topic: Topic) -> bool:
    return bool(topic.stages) and topic.is_done_by_promise


def is_for_community(topic: Topic) -> bool:
    return slow(topic) and topic.is_for_community


def is_about_lamps(topic: Topic) -> bool:
    return topic.picture == "lamp"


def is_tip(topic: Topic) -> bool:
    return topic.is_tip


@dataclass(frozen=True)
class Story:
    """How often among 300 and at least, how many working days ago it began, and for which topics."""

    tell: Callable[[Life], Steps]
    often: int
    days: tuple[int, int]
    fits: Fits = done_by_promise
    least: int = 1


STORIES = (
    Story(s.kept, 52, (6, 60)),
    Story(s.kept, 6, (4, 50), has_stages),
    Story(s.held, 10, (62, 100)),
    Story(s.rebounded, 2, (56, 62), without_stages),
    Story(s.rebounded_and_done, 2, (70, 100), without_stages),
    Story(s.late, 14, (12, 60), slow),
    Story(s.tip, 8, (6, 60), is_tip),
    Story(s.refused, 8, (9, 50), can_be_confused),
    Story(s.adjudicated, 5, (12, 50), can_be_confused),
    Story(s.extended, 7, (13, 50), slow),
    Story(s.denied_extension, 3, (13, 50), slow),
    Story(s.resumed, 5, (12, 50), slow),
    Story(s.sent_back, 3, (5, 8), slow),
    Story(s.sent_back_and_done, 6, (13, 50), slow),
    Story(s.reopened, 3, (8, 10), slow),
    Story(s.reopened_and_done, 6, (18, 55), slow),
    Story(s.kept_closed, 3, (14, 40), slow),
    Story(s.closed_unhappy, 4, (14, 45), slow),
    Story(s.unreachable, 6, (12, 45), told_by_telephone),
    Story(s.not_reached, 2, (8, 11), told_by_telephone),
    Story(s.explained, 5, (12, 45), slow),
    Story(s.unresolvable, 4, (12, 45), slow),
    Story(s.photo_again, 3, (6, 25), is_about_lamps, least=2),
    Story(s.forgotten, 2, (14, 40), told_by_telephone),
    Story(elsewhere.answered_on_the_spot, 16, (4, 60), has_answers),
    Story(elsewhere.answered_in_writing, 6, (9, 50), has_answers),
    Story(elsewhere.answered, 2, (1, 2), has_answers),
    Story(elsewhere.redirected, 2, (1, 3), has_legal_way),
    Story(elsewhere.redirected_and_closed, 5, (6, 50), has_legal_way),
    Story(elsewhere.transferred, 1, (0, 1), is_emergency),
    Story(elsewhere.transferred_and_done, 4, (6, 50), is_emergency),
    Story(elsewhere.declined, 5, (3, 50), slow),
    Story(elsewhere.withdrawn, 6, (4, 50)),
    Story(s.received, 16, (0, 1), anything),
    Story(s.registered, 5, (0, 1), anything),
    Story(s.accepted, 7, (1, 2)),
    Story(s.dispatched, 9, (0, 2), slow),
    Story(s.dispatched, 2, (0, 2), is_about_lamps),
    Story(s.dispatched, 1, (0, 2), is_for_community),
    Story(s.due_today, 2, (1, 3), is_about_lamps),
    Story(s.due_today, 2, (1, 3), slow),
    Story(s.refused_once, 3, (2, 3), can_be_confused),
    Story(s.in_dispute, 3, (2, 4), can_be_confused),
    Story(s.working, 18, (0, 3), slow),
    Story(s.asked_extension, 4, (1, 3), slow),
    Story(s.extended_and_working, 3, (4, 5), slow),
    Story(s.overdue, 5, (9, 14), slow),
    Story(s.paused, 4, (1, 3), slow),
    Story(s.resolved, 9, (3, 6), slow),
    Story(s.verified, 7, (4, 8), slow),
    Story(s.unsatisfied, 4, (6, 9), slow),
    Story(s.reopen_asked, 3, (7, 9), slow),
    Story(upwards.escalated, 2, (1, 3), is_for_community),
    Story(upwards.assigned, 2, (1, 3), is_for_community),
    Story(upwards.assigned_and_done, 3, (10, 40), is_for_community),
    Story(together.merged, 2, (1, 3), slow),
    Story(together.merged_and_closed, 4, (12, 45), slow),
    Story(together.in_parts, 2, (1, 3), can_be_confused),
    Story(together.in_parts_and_closed, 3, (14, 50), can_be_confused),
)
