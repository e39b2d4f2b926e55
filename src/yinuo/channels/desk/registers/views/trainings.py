"""Training of full-time posts: sessions, hours by unit beside the rules, and one session with its counts (M39)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.queries.training import counts_of, hours_by_unit, trainings_of
from yinuo.duties.rules.training import given
from yinuo.duties.words.training import AUDIENCES
from yinuo.kernel.actor import Role

from ...offices import offices_of
from ...orgs.seeing import kept
from .. import showing

PER_PAGE = 30


@open_to(MEMBERS)
def trainings(request: HttpRequest) -> HttpResponse:
    """Sessions of my offices and of those above me; the hours of this year by unit, in the order of the tree."""
    year = timezone.localdate().year
    page = Paginator(trainings_of(request.actor).order_by("-on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, showing.TRAINING_LOOKS)
    hours = [(AUDIENCES[one.audience], one) for one in hours_by_unit(request.actor, year)]
    orgs = list(offices_of(request.actor, Role.ORGANISER)) if request.actor.granted(Role.ORGANISER) else []
    shown = {
        "page": page,
        "kept": kept(request),
        "hours": hours,
        "year": year,
        "orgs": orgs,
        "source": given()["source"],
    }
    return render(request, "desk/registers/trainings.html", shown)


@open_to(MEMBERS)
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """One session with the counts of the units that I see."""
    one = showing.dressed(get_object_or_404(trainings_of(request.actor), pk=pk), showing.TRAINING_LOOKS)
    counts = counts_of(one, request.actor)
    told = [row for row in counts if row.passed is not None]
    verbs = ("hold_training", "count_training", "cancel_training")
    shown = {
        "training": one, "counts": counts, "attended": sum(row.attended for row in counts),
        "taken": sum(row.taken for row in told), "passed": sum(row.passed for row in told), "has_passes": bool(told),
        "acts": showing.acts(request.actor, one, "training_step", *verbs, is_first_primary=True),
    }  # fmt: skip
    return render(request, "desk/registers/training.html", shown)
