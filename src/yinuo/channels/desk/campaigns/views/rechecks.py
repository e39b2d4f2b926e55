"""The list of campaigns checked from outside, one with its checklist, and one item (M13)."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.queries.campaigns import items_of, progress, rechecks_of
from yinuo.duties.words.campaigns import CLEARED, ChecklistState
from yinuo.kernel.actor import Role
from yinuo.matters.models import Matter
from yinuo.matters.queries import seen_by
from yinuo.matters.words import METHODS, STATES

from ...inspection.sight import known_url
from ...offices import offices_of
from ...orgs.seeing import kept
from ...walking import buttons
from .. import showing
from ..verbs import VERBS

PER_PAGE = 50


@open_to(MEMBERS)
def rechecks(request: HttpRequest) -> HttpResponse:
    """Campaigns of my offices and area, and those whose list names one of my offices."""
    applying = ~Q(items__state=ChecklistState.EXEMPT)
    found = rechecks_of(request.actor).annotate(
        all_count=Count("items", applying), cleared_count=Count("items", Q(items__state__in=CLEARED))
    )
    page = Paginator(found.order_by("-opened_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, showing.RECHECK_LOOKS)
        one.look_back = showing.look_back_on(one)
    orgs = list(offices_of(request.actor, Role.ORGANISER)) if request.actor.granted(Role.ORGANISER) else []
    return render(request, "desk/campaigns/rechecks.html", {"page": page, "kept": kept(request), "orgs": orgs})


@open_to(MEMBERS)
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: how far its list is, by state; cleared is only what others have found."""
    found = showing.dressed(get_object_or_404(rechecks_of(request.actor), pk=pk), showing.RECHECK_LOOKS)
    far = progress(found)
    state = request.GET.get("state", "")
    state = state if state in far.states else ""
    items = found.items.select_related("owner").annotate(evidence_count=Count("evidence")).order_by("pk")
    page = Paginator(items.filter(state=state) if state else items, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    for one in page:
        showing.dressed(one, showing.ITEM_LOOKS)
        one.is_late = bool(one.due_on) and one.state == ChecklistState.OWNED and one.due_on < today
    acts = buttons(
        request.actor, found, ["list_items", "tell_visit", "settle_recheck"],
        lambda verb: reverse("desk:recheck_step", args=[pk, verb]), "duties", VERBS,
    )  # fmt: skip
    shown = {
        "recheck": found, "far": far, "tabs": showing.tabs(far, state), "page": page, "acts": acts, "kept": kept(request),
        "look_back": showing.look_back_on(found), "public_url": reverse("portal:campaign_recheck", args=[pk]),
        "file_url": known_url("excel:checklist_file", pk) if far.states else "",
    }  # fmt: skip
    return render(request, "desk/campaigns/recheck.html", shown)


@open_to(MEMBERS)
def checklist_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: its owner, what shows it, who looked, what residents said."""
    item = showing.dressed(get_object_or_404(items_of(request.actor), pk=pk), showing.ITEM_LOOKS)
    evidence = list(item.evidence.all())
    checks = list(item.checks.select_related("office"))
    for one in (*evidence, *checks):
        one.how = METHODS[one.kind]
    told = list(Matter.objects.filter(seen_by(request.actor), checklist_item__item=item).order_by("-received_at")[:30])
    for one in told:
        one.state_word = STATES[one.state]
    today = timezone.localdate()
    shown = {
        "item": item, "evidence": evidence, "checks": checks, "told": told, "told_count": item.told.count(),
        "acts": showing.item_acts(item, request.actor, today), "look_back": showing.look_back_on(item.recheck),
        "is_late": item.state == ChecklistState.OWNED and bool(item.due_on) and item.due_on < today,
    }  # fmt: skip
    return render(request, "desk/campaigns/checklist_item.html", shown)
