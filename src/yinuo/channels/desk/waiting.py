"""What of other areas waits for somebody on the home page: each area adds its own reading to WAITING."""

from collections.abc import Callable, Iterator
from datetime import datetime

from yinuo.kernel.actor import Actor

from .boxes.waiting import waiting as boxes
from .branchlife.waiting import reading as branch_life
from .burden.waiting import reviewing
from .campaigns.waiting import waiting as central_work
from .listening.waiting import listening_waits
from .rectification.waiting import rectified
from .registers.waiting import waiting as registers
from .supervision.waiting import waiting as supervised
from .topics.waiting import waiting as topics_wait

Reading = Callable[[Actor, datetime], list[dict]]
"""Headings as {word, icon, url, count}, at most one query; none for who has nothing to do there, and then no query."""

WAITING: tuple[Reading, ...] = (
    listening_waits,
    rectified,
    branch_life,
    topics_wait,
    central_work,
    registers,
    boxes,
    reviewing,
    supervised,
)


def beyond(actor: Actor, now: datetime) -> Iterator[dict]:
    """Headings of all areas that hang themselves in here."""
    for reading in WAITING:
        yield from reading(actor, now)
