"""The calendar of listening days, one of them, and its notice to be printed."""

import segno
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor, Role
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.policy.listening import HOLDERS
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.rules import listening as rules
from yinuo.meetings.words.listening import DayState

from ...orgs.seeing import kept
from .. import showing

ROLES = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.LEADER)
PER_PAGE, MOST_ROWS = 20, 200


@open_to(*ROLES)
def listening_days(request: HttpRequest) -> HttpResponse:
    """Which community has held which month, what waits for an answer or for being told back, and all days."""
    today, actor = timezone.localdate(), request.actor
    year = _year(request, today.year)
    orgs = list(asking.communities_of(actor, today)[:MOST_ROWS])
    known = list(asking.year_of([one.place_id for one in orgs], year))
    page = Paginator(asking.days_of(actor), PER_PAGE).get_page(request.GET.get("page"))
    tallies = asking.tallies(page)
    for one in page:
        showing.dressed(one)
        one.sentence = rules.sentence(tallies[one.pk]) if one.state == DayState.CLOSED else ""
    shown = {
        "rows": showing.calendar_rows(orgs, known, year, today),
        "year": year,
        "years": [year - 1, year + 1] if year < today.year else [year - 1],
        "page": page,
        "kept": kept(request),
        "waiting": _waiting(actor),
        "may_plan": actor.holds(*HOLDERS),
        "field_url": showing.known_url("field:app"),
    }
    return render(request, "desk/listening/listening_days.html", shown)


def _year(request: HttpRequest, this: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:4]) <= this else this


def _waiting(actor: Actor) -> list[Opinion]:
    """Opinions without an answer, and those whose result has not been told back; the oldest first."""
    days = asking.days_of(actor).order_by().values("pk")
    wanted = asking.untold() | asking.without_answer()
    found = asking.with_facts(Opinion.objects.filter(wanted, day__in=days)).order_by("day__starts_at", "number")
    now = timezone.localtime()
    return [showing.opinion_row(one, actor, now) for one in found[:50]]


def day_of(actor: Actor, pk: int) -> ListeningDay:
    """A day that he sees; 404 for all others."""
    return showing.dressed(get_object_or_404(asking.days_of(actor), pk=pk))


@open_to(MEMBERS)
def listening_day(request: HttpRequest, pk: int) -> HttpResponse:
    """One day: what the last one left, what was said, what was answered, how far it has come."""
    actor, now = request.actor, timezone.localtime()
    day = day_of(actor, pk)
    last = asking.last_before(day)
    carried = asking.carried(day, last) if last and day.state != DayState.CALLED_OFF else []
    opinions = [showing.opinion_row(one, actor, now) for one in asking.opinions_of(day)]
    tally = asking.tallies([day])[day.pk]
    is_reporting = day.state == DayState.OPEN and day.reported_at is None and bool(carried)
    shown = {
        "day": day,
        "last": last,
        "carried": [showing.opinion_row(one, actor, now) for one in carried],
        "opinions": opinions,
        "sentence": rules.sentence(tally),
        "outcome": rules.outcome_sentence(tally),
        "acts": showing.day_buttons(actor, day),
        "report_url": reverse("desk:listening_step", args=[pk, "report_last"]) if is_reporting else "",
        "may_hold": actor.holds(*HOLDERS, place=day.place_code),
        "minutes_url": showing.known_url("excel:listening_file", pk, "minutes", "docx") if day.ended_at else "",
        "public_url": showing.known_url("portal:listening_day", pk) if day.state in asking.PUBLIC else "",
    }
    return render(request, "desk/listening/listening_day.html", shown)


@open_to(MEMBERS)
def listening_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice on one sheet: when, where, how to say something without coming, the code for the day after."""
    day = day_of(request.actor, pk)
    where = showing.known_url("portal:listening_day", pk)
    address = request.build_absolute_uri(where or "/")
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2, dark="#14211f")
    shown = {"day": day, "address": address, "qr": mark_safe(drawn), "hours": rules.LATE_HOURS}
    return render(request, "desk/listening/listening_notice.html", shown)
