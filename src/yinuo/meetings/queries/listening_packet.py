"""All that a phone at the table needs for a listening day without a network, as one JSON object (M14)."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from ...kernel.actor import Actor, Role
from ...matters import limits
from ...matters.models import Matter
from ...matters.words import STATES, State, Urgency
from ..models.listening import ListeningDay, Opinion
from ..words.listening import ANSWERS, Answer, DayState
from . import listening as asking

AHEAD, BEHIND, MOST = timedelta(days=14), timedelta(days=2), 20


def days_to_hold(actor: Actor, now: datetime) -> list[ListeningDay]:
    """Days of the communities in which the actor works: those of the coming two weeks, under way, or just over."""
    if actor.member is None:
        return []
    codes = {grant.place for grant in actor.granted(Role.COMMUNITY_WORKER) if grant.place}
    coming = Q(state=DayState.ANNOUNCED, starts_at__gte=now - timedelta(days=1), starts_at__lt=now + AHEAD)
    just_over = Q(state=DayState.CLOSED, ended_at__gte=now - BEHIND)
    found = ListeningDay.objects.filter(coming | just_over | Q(state=DayState.OPEN), asking.in_places(codes))
    return list(found.select_related("place", "org").order_by("starts_at")[:MOST]) if codes else []


def packets(days: list[ListeningDay], now: datetime) -> list[dict]:
    """Each day with what was said so far, what has to be reported, and who may be given an opinion."""
    book = limits.book() if days else None
    return [_packet(day, now, book) for day in days]


def _packet(day: ListeningDay, now: datetime, book: limits.Book) -> dict:
    starts_at = timezone.localtime(day.starts_at)
    offices = asking.offices_for(day, now.date()).only("pk", "name")
    return {
        "id": day.pk, "place": day.place.name, "org": day.org_id, "venue": day.venue, "code": day.code, "state": day.state,
        "starts_at": starts_at.isoformat(), "on": str(starts_at.date()), "reported": day.reported_at is not None,
        "ended_at": day.ended_at.isoformat() if day.ended_at else None, "latest": _latest(day, max(now, starts_at), book),
        "offices": [{"id": one.pk, "name": one.name} for one in sorted(offices, key=lambda one: one.pk != day.org_id)],
        "opinions": [_opinion(one) for one in asking.opinions_of(day)],
        "carried": [_carried(one) for one in asking.carried(day)] if day.state != DayState.CLOSED else [],
    }  # fmt: skip


def _latest(day: ListeningDay, at: datetime, book: limits.Book) -> str:
    """Until when a promise may run at the latest where no special limit is set; empty where the rulebook has none."""
    plain = Matter(place_code=day.place_code, urgency=Urgency.NORMAL)
    try:
        return str(timezone.localdate(limits.standard(plain, at, book).due_at))
    except limits.NoRule:
        return ""


def _opinion(one: Opinion) -> dict:
    return {
        "uid": str(one.uid), "number": one.number, "words": one.matter.words, "raised_by": one.raised_by,
        "answer": one.answer, "text": one.text, "due_on": str(one.due_on) if one.due_on else "",
        "office": one.office.name if one.office else "",
    }  # fmt: skip


def _carried(one: Opinion) -> dict:
    return {
        "on": str(timezone.localdate(one.day.starts_at)), "words": one.matter.words, "office": one.office.name if one.office else "",
        "answer": ANSWERS[Answer(one.answer)] if one.answer else "", "state": STATES[State(one.matter.state)],
        "due_on": str(one.due_on) if one.due_on else "",
    }  # fmt: skip
