"""What the area does by itself after an act: routes are planned by a job (site/wiring.py)."""

from ..acts.models import Entry
from ..evaluation.enclosed import Enclosed
from ..kernel.actor import HOUSE
from ..kernel.errors import Unfit
from . import planning
from .actions import deliver
from .models import Itinerary
from .words import ItineraryState


def plan_routes(entry: Entry) -> None:
    """After routes were asked for or arranged: plan them, and deliver the plan or the reason why there is none."""
    itinerary = Itinerary.objects.select_related("round__assessment", "round__org__place", "after").get(
        pk=entry.made.partition(":")[2]
    )
    if itinerary.state == ItineraryState.ASKED:
        answer(itinerary)


def answer(itinerary: Itinerary, *, at=None, iterations: int | None = None) -> Itinerary:
    """Plan and deliver."""
    try:
        found = planning.plan(itinerary, iterations=iterations)
    except Unfit as problem:
        deliver(itinerary, HOUSE, at=at, problem=problem.sentence)
    else:
        words = planning.unvisited_words(found, planning.names_of(itinerary.round))
        deliver(itinerary, HOUSE, at=at, plan=Enclosed(found), problem="".join(words)[:500])
    return itinerary
