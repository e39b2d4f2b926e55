"""How often one address may write or try slips. Addresses are shared (a street office, a mobile network), so the limits
are wide and can be set: YINUO_RATE_RAISE, YINUO_RATE_SLIP, YINUO_RATE_ACT. YINUO_PROXIES says how many proxies of ours
stand in front.
"""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_ratelimit.core import get_usage

RATES = {"raise": "10/h", "slip": "30/10m", "act": "60/h"}
"""Ours [I]; a wrong slip counts, a right one does not."""


def address(request: HttpRequest) -> str:
    """The address the request comes from, as told by the nearest proxy that is ours."""
    behind = getattr(settings, "YINUO_PROXIES", 0)
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if behind and len(told) >= behind:
        return told[-behind]
    return request.META.get("REMOTE_ADDR", "")


def _is_known(where: str) -> bool:
    """Whether the address tells one household from another. Loopback is the operator, or a proxy nobody declared: to
    count all residents as one would close the door on a whole city, and slips are too long to be guessed anyway."""
    try:
        return not ip_address(where).is_loopback
    except ValueError:
        return False


def _usage(request: HttpRequest, group: str, *, count: bool) -> dict | None:
    rate = getattr(settings, f"YINUO_RATE_{group.upper()}", "") or RATES[group]
    where = address(request)
    if not _is_known(where):
        return None
    return get_usage(request, group=f"portal.{group}", key=lambda _group, _request: where, rate=rate, increment=count)


def is_over(request: HttpRequest, group: str) -> bool:
    """Whether this address has used up what is allowed."""
    usage = _usage(request, group, count=False)
    return usage is not None and usage["count"] >= usage["limit"]


def count(request: HttpRequest, group: str) -> None:
    """Count one more for this address."""
    _usage(request, group, count=True)


def too_many(request: HttpRequest, group: str) -> HttpResponse:
    """429 with what to do instead."""
    phone = getattr(settings, "YINUO_HOTLINE", "12345")
    sentences = {
        "raise": _(
            "这个网络一小时内交上的事情太多了（网络可能是几家共用的）。请过一会儿再交，"
            "或者打电话 {phone}、到社区当面说，一样办理。"
        ),
        "slip": _("这个网络输错单号的次数太多了。请过十分钟再试，或者打电话 {phone} 报单号查询。"),
        "act": _("这个网络一小时内的操作太多了。请过一会儿再试，或者打电话 {phone} 办理。"),
    }
    return render(request, "429.html", {"sentence": sentences[group].format(phone=phone)}, status=429)
