"""The first page and the pages that explain: about, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ...places.queries import calendar
from ..doors import ANYONE, open_to
from . import counting, showing
from .views_public import public_matters

SHOWN = 3
ROBOTS = """User-agent: *
Disallow: /m/
Disallow: /raised/
Disallow: /a/
Disallow: /asked/
Disallow: /photo/
Disallow: /desk/
Disallow: /accounts/
"""


@require_safe
@open_to(ANYONE)
def home(request: HttpRequest) -> HttpResponse:
    """What this is in one breath, three doors, one's own community, and honest figures."""
    now = timezone.now()
    latest = list(public_matters()[:SHOWN])
    shown = {"counts": counting.city(now), "latest": showing.rows(latest, now, calendar()) if latest else []}
    return render(request, "portal/home.html", shown)


@require_safe
@open_to(ANYONE)
def about(request: HttpRequest) -> HttpResponse:
    """How it works, and what it never does."""
    return render(request, "portal/about.html")


@require_safe
@open_to(ANYONE)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept and for how long, and a person's rights (PIPL Art. 44–50)."""
    return render(request, "portal/privacy.html")


@require_safe
@open_to(ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    """What has been done for everybody to be able to use this, and where to complain."""
    return render(request, "portal/accessibility.html")


@require_safe
@open_to(ANYONE)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read public promises and nothing else."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
