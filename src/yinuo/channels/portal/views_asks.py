"""Asking the party group of one's stairwell (M11): choose it, say it, keep the slip, see how it stands, call it off."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...acts.canon import reference
from ...acts.ledger import last
from ...kernel import codes
from ...kernel.actor import Actor, resident
from ...kernel.errors import NotNow, Refused, Unfit
from ...matters import actions, emergency, neighbours
from ...matters.actions.intake import slip_for
from ...matters.flow import TALKING
from ...matters.models import Ask
from ...matters.words import ASK_STATES, SETTLEMENTS, AskState, Settlement
from ...orgs.models import ServiceArea
from ...places.models import Building
from ..doors import ANYONE, open_to
from . import choosing, rates
from .forms import asked
from .forms_asks import AskForm, CallOffForm
from .views_matter import unknown_slip
from .views_raising import SHOWN_FOR, square_code

SALT = "portal.asked"

LOOKS = {
    AskState.ASKED: ("wait", "inbox"),
    AskState.TALKED: ("work", "messages"),
    AskState.UNSOLVED: ("warn", "messages"),
    AskState.SOLVED: ("good", "heart-handshake"),
    AskState.REFERRED: ("quiet", "corner-up-right"),
    AskState.CALLED_OFF: ("quiet", "arrow-back-up"),
}
NOW = {
    AskState.ASKED: gettext_lazy("党小组已经收到，会约一个8小时之外的时间找您谈，时间和地方写在这里。"),
    AskState.TALKED: gettext_lazy("时间约好了，写在下面。谈过以后，结果也写在这里。"),
    AskState.UNSOLVED: gettext_lazy("谈过了，没有谈拢。可以再谈一次，也可以请党小组转给人民调解委员会或者有关部门。"),
    AskState.SOLVED: gettext_lazy("谈成了。以后又有事，可以再请一次。"),
    AskState.REFERRED: gettext_lazy("党小组办不了，征得您同意转出去了。转给谁、接下来怎么办，看下面。"),
    AskState.CALLED_OFF: gettext_lazy("您说不用了，党小组不再过问。又想请的时候，再提就行。"),
}
TALKED = gettext_lazy("约的时间到了。谈过以后，党小组会把结果写在这里；没有谈成的，可以再约。")
TOLD = {
    "ask": (gettext_lazy("收到"), "message-circle", "act"),
    "talk": (gettext_lazy("约谈"), "messages", "promise"),
    "settle": (gettext_lazy("谈的结果"), "heart-handshake", "act"),
    "refer": (gettext_lazy("转出去"), "corner-up-right", "warn"),
    "call_off": (gettext_lazy("您说不用了"), "arrow-back-up", "act"),
    "pass_on": (gettext_lazy("党小组合并，换了一个党小组"), "git-merge", "act"),
}


@never_cache
@open_to(ANYONE)
def ask(request: HttpRequest) -> HttpResponse:
    """First where one lives, then the groups that are there and the neighbour's own words; by plain links and a form."""
    day = timezone.localdate()
    where, areas = _areas(request, day)
    if where is None:
        return _choose(request, day)
    if not areas:
        return render(request, "portal/ask_nobody.html", {"where": where, "place": asked(request, "place", 12)})
    if request.method != "POST":
        first = {"area": request.GET.get("area", "")} if request.GET.get("area") else {}
        return _page(request, AskForm(areas=areas, initial=first), where)
    if rates.is_over(request, "raise"):
        return rates.too_many(request, "raise")
    form = AskForm(request.POST, areas=areas)
    if not form.is_valid():
        return _page(request, form, where, status=422)
    return _record(request, form, where)


def _areas(request: HttpRequest, day) -> tuple[str | None, list[ServiceArea]]:
    """The name of the community, grid or building of the address, and who serves it; None where none is named."""
    if (number := request.GET.get("building", "")).isascii() and number.isdigit():
        building = Building.objects.on(day).filter(pk=int(number[:18])).first()
        return (building.name, list(neighbours.areas_of(building, day))) if building else (None, [])
    code = asked(request, "grid", 15) or asked(request, "place", 12)
    place = choosing.by_code(code, day) if len(code) >= codes.Level.COMMUNITY else None
    return (place.name, list(neighbours.areas_in(place.code, day))) if place else (None, [])


def _choose(request: HttpRequest, day) -> HttpResponse:
    """Find one's community by its name, or step by step."""
    typed = asked(request, "words", 40)
    choice = choosing.searched(typed, day) if typed else choosing.browsed(asked(request, "under", 40), day)
    full = codes.Level.COMMUNITY
    shown = {
        "words": typed,
        "choice": choice,
        "steps": [
            *choice.steps,
            *(one for one, _line in choice.options if len(one.code) < full and one != choice.within),
        ],
        "options": [(one, line) for one, line in choice.options if len(one.code) >= full],
    }
    return render(request, "portal/ask_place.html", shown)


def _page(request: HttpRequest, form: AskForm, where: str, status: int = 200, earlier: str = "") -> HttpResponse:
    shown = {"form": form, "where": where, "earlier": earlier, "calls": emergency.heard(form["words"].value() or "")}
    return render(request, "portal/ask.html", shown, status=status)


def _record(request: HttpRequest, form: AskForm, where: str) -> HttpResponse:
    given = form.given()
    key: UUID = given.pop("key")
    given.pop("seen", None)
    try:
        actions.ask(form.chosen.org, resident(), key=key, slip=slip_for(key), **given)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _page(request, form, where, status=422)
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        form.renew()
        return _page(request, form, where, status=409, earlier=_slip_url(key))
    rates.count(request, "raise")
    return redirect(_slip_url(key))


def _slip_url(key: UUID) -> str:
    return reverse("portal:ask_slip", args=[signing.dumps(str(key), salt=SALT)])


@never_cache
@require_safe
@open_to(ANYONE)
def ask_slip(request: HttpRequest, token: str) -> HttpResponse:
    """The slip, for an hour; the address holds a token, not the slip."""
    try:
        key = signing.loads(token, salt=SALT, max_age=SHOWN_FOR)
    except signing.SignatureExpired:
        sentence = _("单号只在交上后一小时内显示，请用您记下的单号查。没有记下的，可以再请一次党小组。")
        return render(request, "404.html", {"sentence": sentence}, status=404)
    except signing.BadSignature:
        raise Http404 from None
    slip = slip_for(UUID(key))
    found = neighbours.by_slip(slip)
    if found is None:
        raise Http404
    shown = {
        "ask": found,
        "slip": slip,
        "qr": square_code(request.build_absolute_uri(reverse("portal:ask_mine", args=[slip]))),
        "follow_url": request.build_absolute_uri(reverse("portal:follow")),
        "calls": emergency.heard(found.words),
    }
    return render(request, "portal/ask_slip.html", shown)


def with_ask(view: Callable) -> Callable:
    """A view `(request, ask, actor, slip)` for whoever holds a right slip of a request; wrong ones are counted."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, slip: str) -> HttpResponse:
        if rates.is_over(request, "slip"):
            return rates.too_many(request, "slip")
        number = codes.read_slip(slip)
        found = neighbours.by_slip(number) if number else None
        if found is None:
            rates.count(request, "slip")
            return unknown_slip(request)
        answer = view(request, found, resident(ask=found.pk), number)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return opened


@require_safe
@open_to(ANYONE)
@with_ask
def ask_mine(request: HttpRequest, ask: Ask, actor: Actor, slip: str) -> HttpResponse:
    """How it stands, in plain words, and the one thing the neighbour may do: say that it is no longer needed."""
    state = AskState(ask.state)
    tone, icon = LOOKS[state]
    is_over = state == AskState.TALKED and ask.talk_at <= timezone.now()
    shown = {
        "ask": ask,
        "slip": slip,
        "where": f"{ask.building.name if ask.building_id else ''} {ask.stairwell}".strip(),
        "badge": {"tone": tone, "icon": icon, "word": ASK_STATES[state]},
        "now": TALKED if is_over else NOW[state],
        "is_over": is_over,
        "outcome": SETTLEMENTS[Settlement(ask.outcome)] if ask.outcome else "",
        "is_open": state in TALKING,
        "entries": _course(ask),
    }
    return render(request, "portal/ask_mine.html", shown)


def _course(ask: Ask) -> list[dict]:
    lines = []
    for one in reversed(neighbours.course(ask)):
        verb, icon, kind = TOLD.get(one.verb, (one.verb, "circle-dot", "act"))
        who = "" if one.actor in ("slip", "resident", "house") else ask.group.name
        lines.append({"at": one.at, "who": who, "verb": verb, "icon": icon, "kind": kind})
    return lines


@open_to(ANYONE)
@with_ask
def call_off(request: HttpRequest, ask: Ask, actor: Actor, slip: str) -> HttpResponse:
    """No longer needed; nobody asks why."""
    if request.method != "POST":
        return render(request, "portal/ask_call_off.html", {"form": CallOffForm(seen=_seen(ask)), "slip": slip})
    if request.actor.member is not None:
        raise Refused(_("您现在登录着工作账号，不能替邻居办这一步。请先退出登录，或者换一个浏览器打开。"))
    form = CallOffForm(request.POST)
    try:
        if form.is_valid() and form.attempt(actions.call_off, ask, actor):
            messages.success(request, _("记下了，党小组不再过问。"))
            return redirect("portal:ask_mine", slip=slip)
        status = 422
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        form.renew(_seen(ask))
        status = 409
    return render(request, "portal/ask_call_off.html", {"form": form, "slip": slip}, status=status)


def _seen(ask: Ask) -> int:
    return last(reference(ask))[0]
