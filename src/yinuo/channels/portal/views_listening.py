"""Listening days as everybody may see them: notices, what came of the last ones, the form for the day after (M14)."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...kernel.actor import resident
from ...kernel.errors import NotNow, Unfit
from ...matters import emergency
from ...matters.actions.intake import slip_for
from ...meetings import actions
from ...meetings.models import ListeningDay
from ...meetings.queries import listening as asking
from ...meetings.rules import listening as rules
from ...meetings.words.listening import STEPS, DayState, Step, Way
from ..doors import ANYONE, open_to
from . import choosing, rates
from .forms import asked
from .forms_listening import OpinionForm
from .showing import without_personal
from .views_raising import raised_url

PER_PAGE, MOST_COMING = 20, 60
COMING = (DayState.ANNOUNCED, DayState.OPEN)


@require_safe
@open_to(ANYONE)
def listening(request: HttpRequest) -> HttpResponse:
    """Which community sits down when; what was said at the last ones, as numbers."""
    today, typed = timezone.localdate(), asked(request, "words", 40)
    found = asking.public_days()
    if typed:
        places = [place.code for place, _line in choosing.searched(typed, today).options]
        found = found.filter(asking.in_places(places))
    coming = list(found.filter(state__in=COMING, starts_at__date__gte=today).order_by("starts_at")[:MOST_COMING])
    held = found.filter(state=DayState.CLOSED).order_by("-starts_at", "-pk")
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    told(page)
    kept = f"words={typed}&" if typed else ""
    shown = {
        "coming": coming,
        "page": page,
        "words": typed,
        "earlier_url": f"?{kept}page={page.previous_page_number()}" if page.has_previous() else "",
        "later_url": f"?{kept}page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "portal/listening.html", shown)


def told(days) -> None:
    """Each day with its two sentences; one query."""
    tallies = asking.tallies(days)
    for one in days:
        one.sentence, one.outcome = rules.sentence(tallies[one.pk]), rules.outcome_sentence(tallies[one.pk])


def _day(pk: int) -> ListeningDay:
    return get_object_or_404(asking.public_days(), pk=pk)


def takes_opinions(day: ListeningDay, now) -> bool:
    """Whether somebody may still say something from the own phone."""
    return day.state == DayState.OPEN or (day.ended_at is not None and rules.is_in_time(now, day.ended_at))


@require_safe
@open_to(ANYONE)
def listening_day(request: HttpRequest, pk: int) -> HttpResponse:
    """One day: the notice; afterwards the numbers, and of the opinions those whose matter is public."""
    day, now = _day(pk), timezone.localtime()
    told([day])
    opinions = [_shown(one) for one in asking.opinions_of(day) if one.matter.is_public]
    shown = {
        "day": day,
        "opinions": opinions,
        "may_add": takes_opinions(day, now),
        "hours": rules.LATE_HOURS,
        "has_opinions": day.state in (DayState.OPEN, DayState.CLOSED),
    }
    return render(request, "portal/listening_day.html", shown)


def _shown(one):
    """An opinion as everybody may read it, with its five steps."""
    done = rules.steps_done(asking.facts_of(one))
    one.steps = [(STEPS[step], step in done) for step in Step]
    one.shown_text = without_personal(one.text)
    return one


@never_cache
@open_to(ANYONE)
def add_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever was there adds what he did not get to say; the code stands on the notice and on the table."""
    day = _day(pk)
    if not takes_opinions(day, timezone.localtime()):
        raise NotNow(
            _("现在不能给这次民情沟通日补意见了（只在进行时和结束后{n}小时内）。可以随时说一件事，一样办理。").format(
                n=rules.LATE_HOURS
            )
        )
    if request.method != "POST":
        return _page(request, day, OpinionForm(day=day, initial={"code": asked(request, "code", 12)}))
    if rates.is_over(request, "raise"):
        return rates.too_many(request, "raise")
    form = OpinionForm(request.POST, day=day)
    return _record(request, day, form) if form.is_valid() else _page(request, day, form, status=422)


def _page(request: HttpRequest, day: ListeningDay, form: OpinionForm, status: int = 200, earlier: str = ""):
    calls = emergency.heard(form["words"].value() or "")
    shown = {"day": day, "form": form, "calls": calls, "earlier": earlier}
    return render(request, "portal/add_opinion.html", shown, status=status)


def _record(request: HttpRequest, day: ListeningDay, form: OpinionForm) -> HttpResponse:
    given = form.given()
    key: UUID = given.pop("key")
    for name in ("seen", "code"):
        given.pop(name, None)
    try:
        actions.add_opinion(day, resident(), key=key, uid=key, slip=slip_for(key), way=Way.PHONE, **given)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _page(request, day, form, status=422)
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        form.renew()
        return _page(request, day, form, status=409, earlier=raised_url(key))
    rates.count(request, "raise")
    return redirect(raised_url(key))
