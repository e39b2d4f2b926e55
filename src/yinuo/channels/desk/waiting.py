"""What of other areas waits for somebody on the home page: each area adds its own reading to WAITING."""

from collections.abc import Callable
from datetime import datetime

from yinuo.kernel.actor import Actor

from .boxes.waiting import boxes
from .branchlife.waiting import branch_life
from .burden.waiting import burden
from .campaigns.waiting import campaigns
from .house.waits import Waits
from .listening.waiting import listening
from .orgs.waiting import organisations
from .rectification.waiting import rectification
from .registers.waiting import registers
from .supervision.waiting import supervision
from .topics.waiting import topics

Reading = Callable[[Actor, datetime], list[Waits]]
"""Headings of an area for this person; none for who has nothing to do there. No query: the home page asks all of them in one."""

WAITING: tuple[Reading, ...] = (
    organisations,
    listening,
    rectification,
    branch_life,
    topics,
    campaigns,
    registers,
    boxes,
    burden,
    supervision,
)


def beyond(actor: Actor, now: datetime) -> list[Waits]:
    """Headings of all areas that hang themselves in here."""
    return [heading for reading in WAITING for heading in reading(actor, now)]
