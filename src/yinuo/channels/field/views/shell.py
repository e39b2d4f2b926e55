"""The app itself: its page, its service worker, its manifest. Nothing in them is about a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from yinuo.channels.doors import ANYONE, MEMBERS, open_to

from .. import shelf
from ..answers import answer


@ensure_csrf_cookie
@open_to(MEMBERS)
def app(request: HttpRequest) -> HttpResponse:
    """The page of the app, for whoever is signed in."""
    return _page(request)


@open_to(ANYONE)
def shell(request: HttpRequest) -> HttpResponse:
    """The same page as the phone keeps it: an update must not depend on a session that ended days ago."""
    return _page(request)


def _page(request: HttpRequest) -> HttpResponse:
    try:
        desk = reverse("desk:marking")
    except NoReverseMatch:
        desk = reverse("desk:home")
    return render(request, "field/app.html", {"desk_url": desk})


@open_to(ANYONE)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Browsers ask for it at every visit, and a changed byte makes them fetch all files anew."""
    made = HttpResponse(shelf.worker(), content_type="text/javascript; charset=utf-8")
    made["Service-Worker-Allowed"] = reverse("field:app")
    made["Cache-Control"] = "no-cache"
    return made


@open_to(ANYONE)
def manifest(request: HttpRequest) -> HttpResponse:
    """So that the app can be put on the home screen, and opens without the browser's frame."""
    home = reverse("field:app")
    made = answer(
        200, name=_("一诺 · 现场"), short_name=_("现场"), lang="zh-CN", start_url=home, scope=home, display="standalone",
        background_color="#f2f6f5", theme_color="#0b3b3c",
        icons=[{"src": static("css/seal.svg"), "sizes": "any", "type": "image/svg+xml"}],
    )  # fmt: skip
    made["Content-Type"] = "application/manifest+json"
    made["Cache-Control"] = "no-cache"
    return made
