"""What of supervision waits for somebody: visits due, replies and notices of my unit, decisions and reviews, questions to us."""

from datetime import datetime

from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.evaluation.queries import over
from yinuo.kernel.actor import Actor, Role
from yinuo.supervision.models import Finding, LikenessQuestion, RectificationNotice, SupervisionVisit
from yinuo.supervision.queries import own_units, seats_of
from yinuo.supervision.words import FindingState, NoticeState, Stand, VisitState

MOST = 100


def waiting(actor: Actor, now: datetime) -> list[dict]:
    """Headings with a count and an address; one query, none for who has nothing to do here."""
    if actor.member is None:
        return []
    parts = [*_of_team(actor, now), *_of_unit(actor), *_of_others(actor)]
    found = [kind for kind, _pk in parts[0].union(*parts[1:], all=True)]
    findings = reverse("desk:supervision_findings")
    told = {
        "visit": (_("该去的督查"), "telescope", f"{reverse('desk:supervision_visits')}?state=planned"),
        "undecided": (_("等督查组办的问题"), "gavel", f"{findings}?state=replied"),
        "reply": (_("等本单位回复的问题"), "message-circle", f"{findings}?state=told"),
        "notice": (_("本单位的整改通知书"), "file-export", reverse("desk:supervision")),
        "question": (_("问本单位记录的问题"), "message-report", reverse("desk:likeness_questions")),
        "disputed": (_("等核实的异议"), "scale", f"{findings}?state=replied"),
        "review": (_("等复核的问题"), "scale", f"{findings}?state=review_asked"),
    }
    return [
        {"word": word, "icon": icon, "url": url, "count": min(found.count(kind), MOST)}
        for kind, (word, icon, url) in told.items()
        if kind in found
    ]


def _keys(kind: str, found: QuerySet) -> QuerySet:
    return found.order_by().annotate(waits=Value(kind)).values_list("waits", "pk")[:MOST]


def _of_team(actor: Actor, now: datetime) -> list[QuerySet]:
    """Visits whose day has come or comes within a week; what was recorded or accepted and is not decided."""
    mine = seats_of(actor).values("team")
    soon = now.date().fromordinal(now.date().toordinal() + 7)
    visits = SupervisionVisit.objects.filter(team__in=mine, state=VisitState.PLANNED, planned_on__lte=soon)
    found = Finding.objects.filter(visit__team__in=mine)
    own = Q(state=FindingState.RECORDED) | Q(state=FindingState.REPLIED, stand=Stand.ACCEPTED)
    return [_keys("visit", visits), _keys("undecided", found.filter(own))]


def _of_unit(actor: Actor) -> list[QuerySet]:
    mine = own_units(actor, "unit")
    return [
        _keys("reply", Finding.objects.filter(mine, state=FindingState.TOLD)),
        _keys("notice", RectificationNotice.objects.filter(mine).exclude(state=NoticeState.ANSWERED)),
        _keys("question", LikenessQuestion.objects.filter(mine, answered_at=None)),
    ]


def _of_others(actor: Actor) -> list[QuerySet]:
    """Disputed facts and reviews, for those who were not there."""
    others = over(actor, "visit__plan__org", Role.ORGANISER, Role.VERIFIER)
    found = Finding.objects.filter(others).exclude(visit__team__seats__member_id=actor.member)
    disputed = found.filter(state=FindingState.REPLIED, stand=Stand.DISPUTED)
    return [
        _keys("disputed", disputed),
        _keys("review", found.filter(state=FindingState.REVIEW_ASKED).exclude(decided_by_id=actor.member)),
    ]
