"""A slip on a page: shown once, never kept by a cache."""

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe

from yinuo.matters.models import Matter


def slip_shown(request: HttpRequest, matter: Matter) -> dict:
    """Context of partials/slip.html for a matter that carries its slip; without one the page says so."""
    slip = getattr(matter, "slip", "")
    try:
        address = request.build_absolute_uri(reverse("portal:matter", args=[slip])) if slip else ""
        follow_url = request.build_absolute_uri(reverse("portal:follow"))
    except NoReverseMatch:
        address = follow_url = request.build_absolute_uri("/")
    code = segno.make(address, error="m") if slip else None
    return {
        "matter": matter,
        "slip": slip,
        "received_at": matter.received_at,
        "follow_url": follow_url,
        "qr": mark_safe(code.svg_inline(scale=4, border=2, dark="#14211f")) if code else "",
        "hotline": getattr(settings, "YINUO_HOTLINE", "12345"),
    }


def no_store(answer: HttpResponse) -> HttpResponse:
    """A page that no cache and no back button keeps."""
    answer["Cache-Control"] = "no-store"
    return answer
