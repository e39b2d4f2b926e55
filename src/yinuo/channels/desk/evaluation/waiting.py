"""What of evaluations waits for somebody: ballots, keys, signatures, objections, questions to himself."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.evaluation.models import Judge, Keeper, Objection, Question, Result, Signature
from yinuo.evaluation.queries import over, subjects_of
from yinuo.evaluation.words import AssessmentState, ObjectionState
from yinuo.kernel.actor import Actor, Role

from .counts import tasks
from .seeing import assessment_url

MOST = 100
PREFIX = "evaluation:"
"""Of the kinds, so that they do not meet the headings of the desk."""


def parts(actor: Actor) -> list[QuerySet]:
    """(kind, key) of all that waits; the desk asks them together with its own headings, in one query."""
    if actor.member is None:
        return []
    asked = Question.objects.filter(judge__member_id=actor.member, answered_at=None)
    return [
        _keys("ballot", _judging(actor), "pk"), *_of_keeper(actor), *_objections(actor), _keys("question", asked, "pk")
    ]  # fmt: skip


def told(actor: Actor, pairs: Iterable[tuple[str, int]]) -> list[dict]:
    """What `parts` found as headings with a count and an address; four queries more for who is marking."""
    found: dict[str, list[int]] = {}
    for kind, key in pairs:
        found.setdefault(kind.removeprefix(PREFIX), []).append(key)
    counts = {kind: min(len(keys), MOST) for kind, keys in found.items()}
    if "ballot" in counts:
        counts["ballot"] = _left(actor)
    return [
        {"word": word, "icon": icon, "url": url, "count": counts[kind]}
        for kind, word, icon, url in _told(found)
        if counts.get(kind)
    ]


def _told(found: dict[str, list[int]]) -> list[tuple[str, str, str, str]]:
    first = {kind: assessment_url(keys[0]) for kind, keys in found.items() if kind in ("key", "sign")}
    return [
        ("ballot", _("还没有投的评分票"), "mail", reverse("desk:marking")),
        ("key", _("等您领取的启封口令"), "key", first.get("key", "")),
        ("sign", _("等您签字的评价结果"), "rubber-stamp", first.get("sign", "")),
        ("objection", _("等办的评价异议"), "message-report", reverse("desk:objections")),
        ("question", _("想请您说明的打分"), "message-circle", reverse("desk:marking")),
    ]


def _keys(kind: str, found: QuerySet, key: str) -> QuerySet:
    return found.order_by().annotate(waits=Value(f"{PREFIX}{kind}")).values_list("waits", key)[:MOST]


def _judging(actor: Actor) -> QuerySet[Judge]:
    return Judge.objects.filter(member_id=actor.member, assessment__state=AssessmentState.CASTING)


def _left(actor: Actor) -> int:
    """Ballots that he has not cast yet."""
    mine = tasks(list(_judging(actor)))
    return sum(task.conflict is None and task.ballot is None for found in mine.values() for task in found)


def _of_keeper(actor: Actor) -> list[QuerySet]:
    """Keys to be taken before the terms are frozen, and newest results that he has not signed."""
    mine = Keeper.objects.filter(member_id=actor.member)
    newest = Result.objects.filter(assessment=OuterRef("assessment")).order_by("-number").values("pk")[:1]
    signed = Signature.objects.filter(keeper=OuterRef("pk"), result=OuterRef("newest"))
    unsigned = mine.filter(assessment__state=AssessmentState.COMPUTED).annotate(newest=Subquery(newest))
    return [
        _keys("key", mine.filter(assessment__state=AssessmentState.DESIGNED, public=""), "assessment_id"),
        _keys("sign", unsigned.filter(~Exists(signed)), "assessment_id"),
    ]


def _objections(actor: Actor) -> list[QuerySet]:
    """To be answered by the organiser or reviewed by others; a unit's own when an answer has come. None without a role."""
    running = over(actor, "subject__assessment__org", Role.ORGANISER)
    reviewing = over(actor, "subject__assessment__org", Role.VERIFIER)
    own = Q(subject__in=subjects_of(actor).order_by().values("pk"))
    wanted = running & Q(state=ObjectionState.RAISED)
    wanted |= (running | reviewing) & Q(state=ObjectionState.REVIEW_ASKED) & ~Q(answered_by=actor.member)
    wanted |= own & Q(state=ObjectionState.ANSWERED, review_until__gte=timezone.localdate())
    return [_keys("objection", Objection.objects.filter(wanted), "pk")] if actor.grants else []
