"""The one-click sign-in of the demo; the pages exist only where YINUO_DEMO is set."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from yinuo.channels.doors import ANYONE, open_to
from yinuo.orgs.models import User

from .people import MEMBERS, sign_ins

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to(ANYONE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody a visitor may be, and what each is for."""
    _only_in_demo()
    rows = sign_ins()
    return render(
        request,
        "demo/people.html",
        {
            "residents": [row for row in rows if not row["username"]],
            "members": [row for row in rows if row["username"]],
        },
    )


@open_to(ANYONE)
@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the people of the demo, without a password."""
    _only_in_demo()
    user = User.objects.filter(username=username, is_active=True).first() if username in MEMBERS else None
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _only_in_demo() -> None:
    if not settings.YINUO_DEMO:
        raise Http404
