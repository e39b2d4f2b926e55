"""What a phone hands in, by kind: each item becomes one act, whose idempotency key is the item's own id."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Judge, Part, Question
from yinuo.evaluation.words import BEFORE_SEAL, AssessmentState
from yinuo.inspection import actions
from yinuo.inspection.models import Site, Visit
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import NotNow, Refused, Unfit

from . import tables
from .answers import Late, Later, Unknown
from .reading import id_of, number_of, said_at, text_of

Item = dict[str, Any]


def take(item: Item, actor: Actor) -> None:
    """Do what the item says. The same item again changes nothing and answers the same."""
    key, kind = id_of(item), item.get("kind")
    hand_in = KINDS.get(kind) if isinstance(kind, str) else None
    if hand_in is None:
        raise Unfit(_("手机传来了服务器不认识的一种内容。请刷新页面，更新到最新版再传。"), "kind")
    hand_in(item, actor, key)


def _ballot(item: Item, actor: Actor, key: UUID) -> None:
    site = _site(item)
    judge = _judge(site, actor)
    envelope = item.get("envelope")
    if not isinstance(envelope, dict):
        raise Unfit(_("评分票在传输中损坏了，请再传一次。"), "envelope")
    part = Part.objects.filter(subject=site.subject_id, key=site.key).first()
    try:
        evaluating.cast(
            judge, actor, key=key, subject=site.subject, part=part, envelope=Enclosed(envelope),
            digest=text_of(item, "digest"), said_at=said_at(item),
        )  # fmt: skip
    except NotNow as refusal:
        raise _by_state(judge.assessment, refusal) from None
    except (KeyError, TypeError, ValueError):
        raise Unfit(_("评分票在传输中损坏了，请再传一次。"), "envelope") from None


def _by_state(assessment, refusal: NotNow) -> NotNow:
    """Too early waits on the phone, too late is told so; a second ballot is a conflict."""
    if assessment.state in (AssessmentState.DESIGNED, AssessmentState.FROZEN):
        return Later(refusal.sentence)
    return refusal if assessment.state in BEFORE_SEAL else Late(refusal.sentence)


def _note(item: Item, actor: Actor, key: UUID) -> None:
    site = _site(item)
    _judge(site, actor)
    keeps_contact = item.get("keeps_contact", False)
    if not isinstance(keeps_contact, bool):
        raise Unfit(_("“留下联系方式”只能选是或者否。"), "keeps_contact")
    actions.take_note(
        site, actor, key=key, uid=key, text=text_of(item, "text"), keeps_contact=keeps_contact, said_at=said_at(item)
    )


def _visit(item: Item, actor: Actor, key: UUID) -> None:
    visit = Visit.objects.select_related("group__round__org", "site").filter(pk=number_of(item, "visit")).first()
    if visit is None:
        raise Unknown(_("找不到这个点位的行程，路线可能改过了。请更新路线后再登记。"))
    if item.get("held") is True:
        actions.hold_visit(visit, actor, key=key)
    else:
        actions.miss_visit(visit, actor, key=key, reason=text_of(item, "reason"))


def _reply(item: Item, actor: Actor, key: UUID) -> None:
    question = Question.objects.select_related("judge__assessment").filter(pk=number_of(item, "question")).first()
    if question is None:
        raise Unknown(_("找不到这个问题。"))
    evaluating.reply(question, actor, key=key, text=text_of(item, "text"))


KINDS: dict[str, Callable[[Item, Actor, UUID], None]] = {
    "ballot": _ballot,
    "note": _note,
    "visit": _visit,
    "reply": _reply,
    **tables.KINDS,
}


def _site(item: Item) -> Site:
    rows = Site.objects.select_related("round__assessment__org", "round__org", "subject__org")
    site = rows.filter(pk=number_of(item, "site")).first()
    if site is None:
        raise Unknown(_("找不到这个点位，安排可能改过了。请更新路线；内容还在您的手机里，可以导出。"))
    return site


def _judge(site: Site, actor: Actor) -> Judge:
    found = Judge.objects.select_related("assessment__org", "member", "unit")
    judge = found.filter(assessment=site.round.assessment_id, member_id=actor.member).first()
    if judge is None:
        raise Refused(_("您不在“{name}”这轮观摩里，这一件没有记录。").format(name=site.round))
    return judge
