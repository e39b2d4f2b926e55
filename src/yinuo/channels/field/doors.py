"""The door for phones: a pass in the header instead of a session, so that signing in once lasts for days off the network."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import get_usage

from yinuo.kernel.errors import Failure
from yinuo.orgs.queries.people import actor_by_pass

from .answers import LATER, answer, failed

PASS = "pass"
RATES = {"packet": "240/h", "outbox": "1200/h", "photos": "600/h", "withdraw": "60/h", "lend": "30/h"}
"""Ours [I]: a judge of four days has about a hundred items; what is over comes later by itself."""


def token_of(request: HttpRequest) -> str:
    """The pass in `Authorization: Bearer …`; empty when there is none."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def is_over(request: HttpRequest, group: str, member: int) -> bool:
    """Count one more request of this member; whether that was one too many."""
    usage = get_usage(
        request, group=f"field.{group}", key=lambda _group, _request: str(member), rate=RATES[group], increment=True
    )
    return bool(usage and usage["should_limit"])


def too_many() -> HttpResponse:
    """429: the phone keeps everything and tries again by itself."""
    return answer(429, state=LATER, sentence=_("这部手机一小时内上传得太多了，过一会儿会自动再传，内容都还在手机里。"))


def with_pass(method: str) -> Callable:
    """A view for whoever holds a valid pass. `request.actor` is the member as he is today, through the field channel.

    No cookie is used, so no other site can make a browser call it: the check against forged forms is not needed.
    """

    def decorate(view):
        @csrf_exempt
        @require_http_methods([method])
        @wraps(view)
        def guarded(request: HttpRequest, *args, **given) -> HttpResponse:
            token = token_of(request)
            actor = actor_by_pass(token, channel="field", now=timezone.localtime()) if token else None
            if actor is None:
                sentence = _("这部手机的离线通行证已经到期或者被收回了。请联网重新登录，没有上传的内容都还在手机里。")
                return answer(401, state=LATER, sentence=sentence)
            if is_over(request, view.__name__, actor.member):
                return too_many()
            request.actor = actor
            try:
                return view(request, *args, **given)
            except Failure as failure:
                return failed(failure)

        guarded.doors = (PASS,)
        return guarded

    return decorate
