"""Campaigns of rectification, one with its items, and a list brought in from Excel."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.acts.door import many
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties import actions
from yinuo.duties.flow.rectification import CHECKED, OPEN, WITH_OFFICE
from yinuo.duties.models import Campaign
from yinuo.duties.policy import rectification as policy
from yinuo.duties.queries import rectification as reading
from yinuo.duties.words.rectification import COLOURS, CampaignState, ItemState
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Failure, Refused, Unfit

from ...inspection.views.rounds import organised
from ...orgs.seeing import kept
from ...walking import buttons
from .. import showing
from ..forms.listing import ImportForm
from ..reading import HEADS, Read, read
from ..verbs import VERBS

PER_PAGE = 50
FILTERS = {
    "": Q(),
    "open": Q(state__in=OPEN),
    "said": Q(state__in=(ItemState.SELF_REPORTED, ItemState.VERIFYING)),
    "checked": Q(state__in=CHECKED),
    "drawn": Q(is_drawn=True, held_at=None),
}


@open_to(MEMBERS)
def rectifications(request: HttpRequest) -> HttpResponse:
    """The campaigns of my county with their three truths; the newest first."""
    found = reading.campaigns_of(request.actor).order_by("-starts_on", "-pk")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    counts = reading.standing(Campaign.objects.filter(pk__in=[one.pk for one in page]))
    for one in page:
        one.tone, one.icon = showing.CAMPAIGN_LOOKS[CampaignState(one.state)]
        one.told = reading.summed(counts.get(one.pk, reading.Counter()))
    shown = {"page": page, "kept": kept(request), "orgs": organised(request.actor)}
    return render(request, "desk/rectification/rectifications.html", shown)


def campaign_of(actor: Actor, pk: int) -> Campaign:
    """A campaign that he sees; 404 for all others."""
    return get_object_or_404(reading.campaigns_of(actor), pk=pk)


@open_to(MEMBERS)
def rectification(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: what stands where, its items by number, its look-backs."""
    found, today = campaign_of(request.actor, pk), timezone.localdate()
    told = reading.summed(reading.standing(Campaign.objects.filter(pk=pk)).get(pk, reading.Counter()))
    show = request.GET.get("show", "")
    wanted = Q(state__in=WITH_OFFICE, due_on__lt=today) if show == "late" else FILTERS.get(show, Q())
    items = found.items.filter(wanted).select_related("office", "part_of").order_by("number")
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, today)
        one.is_prolonged = showing.is_prolonged(one)
    shown = {
        "campaign": found, "told": told, "page": page, "kept": kept(request), "show": show, "filters": _filters(show),
        "clearing": showing.clearing_words(told, is_cleared=reading.is_cleared(found)), "sentence": _sentence(found),
        "pace": _pace(found, today), "samples": list(found.samples.all()[:10]), "acts": _acts(request.actor, found),
        "may_import": policy.may_list(request.actor, found) is None and found.state == CampaignState.RUNNING,
    }  # fmt: skip
    found.tone, found.icon = showing.CAMPAIGN_LOOKS[CampaignState(found.state)]
    return render(request, "desk/rectification/rectification.html", shown)


def _acts(actor: Actor, found: Campaign) -> list[dict]:
    url = lambda verb: reverse("desk:rectification_step", args=[found.pk, verb])  # noqa: E731
    return buttons(actor, found, ["list_item", "draw_sample", "end_campaign"], url, "duties", VERBS)


def _filters(show: str) -> list[dict]:
    words = {
        "": _("全部"), "open": _("还没有销号"), "late": _("过了承诺的日子"), "said": _("待验收"), "checked": _("已销号"),
        "drawn": _("待回头看"),
    }  # fmt: skip
    return [{"word": word, "url": f"?show={key}", "here": key == show} for key, word in words.items()]


def _sentence(found: Campaign) -> str:
    """11个方面26项, or why it cannot be said."""
    try:
        areas = reading.areas_of(found)
    except Unfit as missing:
        return missing.sentence
    if not areas:
        return ""
    return _("{areas}个方面{items}项").format(areas=len(areas), items=sum(many for _area, many in areas))


def _pace(found: Campaign, today) -> list[dict]:
    told = reading.pace(found, today)
    return [
        {"word": COLOURS[colour], "tone": showing.COLOUR_TONES[colour], "count": told[colour.value]}
        for colour in showing.COLOUR_TONES
        if told[colour.value]
    ]


@open_to(MEMBERS)
def import_items(request: HttpRequest, pk: int) -> HttpResponse:
    """A problem list from Excel: all of it comes in, or nothing and every wrong row is told."""
    found = campaign_of(request.actor, pk)
    if refusal := policy.may_list(request.actor, found):
        raise Refused(refusal)
    form = ImportForm(request.POST or None, request.FILES or None)
    shown = {"campaign": found, "heads": [words[0] for words in HEADS.values()], "form": form}
    if request.method != "POST":
        return render(request, "desk/rectification/import_items.html", shown)
    told = _told(form, found, request.actor)
    if told is None or told.wrong:
        return render(request, "desk/rectification/import_items.html", shown | {"told": told}, status=422)
    messages.success(request, _("已经列入清单：{n}项。").format(n=len(told.rows)))
    return redirect("desk:rectification", pk=pk)


def _told(form: ImportForm, found: Campaign, actor: Actor) -> Read | None:
    """What the file holds, listed when every line is right; None when it is no problem list, which the field says."""
    if not form.is_valid():
        return None
    try:
        told = read(form.cleaned_data["table"], found)
    except Unfit as problem:
        form.add_error("table", problem.sentence)
        return None
    _list(told, found, actor)
    return told


class _BackOut(Exception):
    """Nothing is kept when a row is wrong."""


def _list(told: Read, found: Campaign, actor: Actor) -> None:
    """List every row by the same act as one by one; what the act says of a row stands beside its line."""
    failures: dict[int, Failure] = {}
    try:
        with transaction.atomic():
            many(actions.list_item, [(found, given, None) for _line, given in told.rows], actor, unfit=failures)
            if failures or told.wrong:
                raise _BackOut
    except _BackOut:
        told.wrong += [(told.rows[index][0], failure.sentence) for index, failure in failures.items()]
        told.wrong.sort()
