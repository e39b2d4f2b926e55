"""One item with its days, its history and what may be done; and all that waits for me."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.flow.rectification import WITH_OFFICE
from yinuo.duties.models import Item
from yinuo.duties.queries import rectification as reading
from yinuo.duties.words.rectification import ItemState
from yinuo.kernel.actor import Actor

from ...orgs.seeing import kept
from ...walking import buttons
from .. import showing
from ..forms import ITEM_FORMS
from ..verbs import VERBS

FIRST = (
    "promise_item", "decide_more_time", "report_done", "report_period", "take_check", "sell_off", "hold_item",
)  # fmt: skip
"""Which verb is the natural next one, where it may be done."""


def item_of(actor: Actor, pk: int) -> Item:
    """An item that he sees; 404 for all others."""
    return get_object_or_404(reading.items_of(actor).select_related("merged_into", "campaign__place"), pk=pk)


@open_to(MEMBERS)
def rectification_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item. Beside what the office says stands what others have seen."""
    found = showing.dressed(item_of(request.actor, pk), timezone.localdate())
    asked = list(found.moretimes.all())
    shown = {
        "item": found, "is_prolonged": showing.is_prolonged(found), "steps": list(found.itemsteps.select_related("org")),
        "asked": asked, "parts": list(found.parts.all()), "duplicates": list(found.duplicates.all()),
        "acts": _acts(request.actor, found, any(one.is_granted is None for one in asked)),
    }  # fmt: skip
    return render(request, "desk/rectification/rectification_item.html", shown)


def _acts(actor: Actor, found: Item, is_asked: bool) -> list[dict]:
    verbs = [verb for verb in ITEM_FORMS if _fits(verb, found, is_asked)]
    made = buttons(
        actor,
        found,
        verbs,
        lambda verb: reverse("desk:rectification_item_step", args=[found.pk, verb]),
        "duties",
        VERBS,
    )
    first = next((one for verb in FIRST for one in made if one["verb"] == verb), None)
    if first:
        first["tone"] = "primary"
    return sorted(made, key=lambda one: one is not first)


def _fits(verb: str, found: Item, is_asked: bool) -> bool:
    """Whether a button makes sense: the act itself decides once more."""
    if verb in ("decide_more_time", "ask_more_time"):
        return is_asked == (verb == "decide_more_time")
    if verb in ("report_period", "make_normal"):
        return found.term == "long"
    return verb != "report_done" or found.term != "long"


@open_to(MEMBERS)
def rectification_items(request: HttpRequest) -> HttpResponse:
    """Items that wait for me: my office's, those I may check, those to be decided; the earliest due first."""
    show, today = request.GET.get("show", "mine"), timezone.localdate()
    found = reading.items_of(request.actor)
    if show == "check":
        found = found.filter(reading.to_check(request.actor))
    else:
        working = Q(state__in=[*WITH_OFFICE, ItemState.LISTED, ItemState.DONE_THIS_PERIOD])
        found = found.filter(reading.handled_by(request.actor), working)
    page = Paginator(found.order_by("due_on", "campaign", "number"), 50).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, today)
        one.is_prolonged = showing.is_prolonged(one)
    return render(
        request, "desk/rectification/rectification_items.html", {"page": page, "show": show, "kept": kept(request)}
    )
