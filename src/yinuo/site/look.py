"""The menus and the telephone number every page shows, and the form that changes the size of the type."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yinuo.channels.doors import ANYONE, open_to
from yinuo.site.menu import desk_menu, portal_menu

SIZES = ("normal", "large")
A_YEAR = 365 * 24 * 3600


def look(request: HttpRequest) -> dict:
    """Context processor: portal_menu, desk_menu (made when a template asks), hotline (12345 unless set)."""
    return {
        "portal_menu": SimpleLazyObject(partial(portal_menu, request)),
        "desk_menu": SimpleLazyObject(partial(desk_menu, request)),
        "hotline": getattr(settings, "YINUO_HOTLINE", "12345"),
    }


@open_to(ANYONE)
@csrf_exempt  # sets a preference and nothing else; without a token, pages stay free of cookies and cacheable
@require_POST
def size(request: HttpRequest) -> HttpResponse:
    """Remember normal or large type for a year and go back to the page asked for."""
    wanted = request.POST.get("size", "normal")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    answer.set_cookie(
        "size",
        wanted if wanted in SIZES else "normal",
        max_age=A_YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return answer
