"""Saying something: the one form, the choice of a place, and the slip."""

from typing import Any
from uuid import UUID, uuid5

import segno
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ...kernel.actor import resident
from ...kernel.errors import NotNow, Unfit
from ...matters import actions, emergency, photos, queries
from ...matters.actions.intake import slip_for
from ...matters.words import Intake, Kind, Method, Urgency
from ...places.models import Place
from ..doors import ANYONE, open_to
from . import choosing, rates
from .forms import RaiseForm, asked, plain

SALT = "portal.raised"
SHOWN_FOR = 3600
"""Seconds for which the page with the slip opens by its token; afterwards an access log is worth nothing."""

ASIDE = ("go", "under")
"""Names of the buttons that choose a place and hand nothing in."""


@never_cache
@open_to(ANYONE)
def raise_(request: HttpRequest) -> HttpResponse:
    """Say something in own words; a place is chosen on the same page, with or without a script."""
    today = timezone.localdate()
    if request.method != "POST":
        first = {"kind": asked(request, "kind", 20) or Kind.HELP_REQUEST.value, "wants_public": True}
        return _page(request, RaiseForm(initial=first), _place_part(request, today))
    form = RaiseForm(request.POST, request.FILES)
    if any(name in request.POST for name in ASIDE):
        typed = RaiseForm(initial=_typed(request))
        return _page(request, typed, _place_part(request, today))
    if rates.is_over(request, "raise"):
        return rates.too_many(request, "raise")
    place, choice = _place_given(request, today)
    is_fit = form.is_valid()
    if place is None:
        form.add_error(None, _no_place(choice))
    taken = _taken(form, is_fit and place is not None)
    if not form.is_valid() or place is None:
        return _page(request, form, choice, status=422)
    return _record(request, form, place, taken, choice)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What has been typed so far, to be shown again as it was; nothing is judged while somebody looks for a place."""
    values: dict[str, Any] = {name: plain(str(value)) for name, value in request.POST.items()}
    for name in ("is_dangerous", "is_proxy", "has_consented", "wants_public"):
        values[name] = name in request.POST
    values.pop("key", None)
    return values


def _no_place(choice: choosing.Choice) -> str:
    if choice.options and choice.asked:
        return _("叫这个名字的不止一个，请在“在哪儿”里选出是哪一个。")
    if choice.asked:
        return _("没有找到“{name}”。请在“在哪儿”里换个名字找，或者从街道开始一步步选。").format(name=choice.asked)
    return _("请在“在哪儿”里选社区（村）；不清楚的，选街道、乡镇也行。")


def _place_part(request: HttpRequest, today) -> choosing.Choice:
    """What the place part shows, from the address line or from the form's own buttons."""
    given = request.POST if request.method == "POST" else request.GET
    go, under = given.get("go", ""), given.get("under", "")
    if go == "search":
        found = choosing.searched(plain(given.get("place_words", "")), today)
        return found if found.options else _nothing_found(found, today)
    if under:
        return choosing.browsed(under[:40], today)
    place = choosing.by_code(plain(given.get("place", ""))[:40], today) if go != "change" else None
    grid = plain(given.get("grid", ""))[:40]
    return choosing.chosen(place, today, grid) if place else choosing.browsed("", today)


def _nothing_found(found: choosing.Choice, today) -> choosing.Choice:
    choice = choosing.browsed("", today)
    choice.asked = found.asked
    return choice


def _place_given(request: HttpRequest, today) -> tuple[Place | None, choosing.Choice]:
    """The place of a submitted form: the chosen code (or its grid), else the only place of the typed name."""
    place = choosing.by_code(request.POST.get("place", "")[:40], today)
    if place:
        grid = choosing.by_code(request.POST.get("grid", "")[:40], today)
        is_within = grid is not None and grid.code.startswith(place.code)
        return (grid if is_within else place), choosing.chosen(place, today, grid.code if is_within else "")
    found = choosing.searched(plain(request.POST.get("place_words", "")), today)
    if len(found.options) == 1:
        only = found.options[0][0]
        return only, choosing.chosen(only, today)
    return None, found if found.options else _nothing_found(found, today)


def _taken(form: RaiseForm, may_take: bool) -> list[photos.Photo]:
    """The photos made anew; what is wrong with one is said beside the field."""
    taken: list[photos.Photo] = []
    if not may_take:
        return taken
    try:
        taken += [photos.take(one) for one in form.cleaned_data["photos"]]
    except Unfit as problem:
        form.add_error("photos", problem.sentence)
    return taken


def _record(request, form: RaiseForm, place: Place, taken, choice) -> HttpResponse:
    given = form.given()
    key: UUID = given.pop("key")
    for name in ("seen", "place", "grid", "place_words", "photos"):
        given.pop(name, None)
    is_urgent = given.pop("is_dangerous") or bool(emergency.heard(given["words"]))
    given["urgency"] = Urgency.URGENT if is_urgent else Urgency.NORMAL
    try:
        matter = actions.raise_(place, resident(), key=key, slip=slip_for(key), intake=Intake.WEB, **given)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _page(request, form, choice, status=422)
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        form.renew()
        return _page(request, form, choice, status=409, earlier=raised_url(key))
    raiser = resident(slip=matter.pk)
    for number, photo in enumerate(taken):
        note = _("诉求人提交的照片")
        actions.attach(matter, raiser, key=uuid5(key, f"photo-{number}"), kind=Method.PHOTO, photo=photo, note=note)
    rates.count(request, "raise")
    return redirect(raised_url(key))


def _page(request, form, choice: choosing.Choice, *, status: int = 200, earlier: str = "") -> HttpResponse:
    words = form["words"].value() or ""
    shown = {
        "form": form,
        "choice": choice,
        "calls": emergency.heard(words, bool(form["is_dangerous"].value())),
        "signs": emergency.signs(),
        "earlier": earlier,
        "open_parts": _open_parts(form),
    }
    return render(request, "portal/raise.html", shown, status=status)


def _open_parts(form: RaiseForm) -> dict[str, bool]:
    """Which folded parts have something in them, or something wrong."""
    parts = {"contact": ("called", "phone"), "proxy": ("is_proxy", "proxy_relation", "has_consented")}
    return {
        name: any(form[one].value() or (form.is_bound and form[one].errors) for one in fields)
        for name, fields in parts.items()
    }


def raised_url(key: UUID) -> str:
    """Where the slip of what was handed in under this key is shown, for an hour."""
    return reverse("portal:raised", args=[signing.dumps(str(key), salt=SALT)])


@never_cache
@require_safe
@open_to(ANYONE)
def raised(request: HttpRequest, token: str) -> HttpResponse:
    """The slip, big and spoken, once: the address holds a token that opens it for an hour, not the slip itself."""
    try:
        key = signing.loads(token, salt=SALT, max_age=SHOWN_FOR)
    except signing.SignatureExpired:
        sentence = _(
            "单号只在交上后一小时内显示，请用您记下的单号查进度。没有记下的，到社区或者打电话说明事情，就能补。"
        )
        return render(request, "404.html", {"sentence": sentence}, status=404)
    except signing.BadSignature:
        raise Http404 from None
    slip = slip_for(UUID(key))
    matter = queries.by_slip(slip)
    if matter is None:
        raise Http404
    follow = request.build_absolute_uri(reverse("portal:matter", args=[slip]))
    shown = {
        "matter": matter,
        "slip": slip,
        "qr": square_code(follow),
        "follow_url": request.build_absolute_uri(reverse("portal:follow")),
        "calls": emergency.heard(matter.words, matter.urgency == Urgency.URGENT),
    }
    return render(request, "portal/raised.html", shown)


def square_code(text: str) -> str:
    """A QR code as inline SVG."""
    drawn = segno.make(text, error="m").svg_inline(omitsize=True, border=2, dark="#14211f")
    return mark_safe(drawn)  # drawn here: no input reaches the markup


@require_safe
@open_to(ANYONE)
def places(request: HttpRequest) -> HttpResponse:
    """Places to choose from: the part of the form for a script, a page of its own without one."""
    choice = _place_part(request, timezone.localdate())
    name = "portal/place.html" if request.htmx else "portal/places.html"
    return render(request, name, {"choice": choice})


@require_POST
@open_to(ANYONE)
def nearest(request: HttpRequest) -> HttpResponse:
    """The communities nearest to a position; by POST, so that no log keeps where somebody stood."""
    try:
        latitude, longitude = float(request.POST.get("latitude", "")), float(request.POST.get("longitude", ""))
    except ValueError:
        latitude, longitude = 999.0, 999.0
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Unfit(_("没有收到手机的位置，请从街道开始选。"))
    choice = choosing.near(latitude, longitude, timezone.localdate())
    return render(request, "portal/place.html", {"choice": choice})
