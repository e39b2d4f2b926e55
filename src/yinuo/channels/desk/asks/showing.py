"""Requests in the shape the templates want: badges, buttons, facts, the course of things."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.acts.door import may
from yinuo.kernel.actor import Actor
from yinuo.matters import neighbours
from yinuo.matters.flow import ASK
from yinuo.matters.models import Ask
from yinuo.matters.words import ASK_STATES, REFERRALS, SETTLEMENTS, AskState, Referral, Settlement

from .forms import FORMS


class Look(NamedTuple):
    """Tone and icon of a state."""

    tone: str
    icon: str


LOOKS = {
    AskState.ASKED: Look("wait", "inbox"),
    AskState.TALKED: Look("work", "messages"),
    AskState.UNSOLVED: Look("warn", "messages"),
    AskState.SOLVED: Look("good", "heart-handshake"),
    AskState.REFERRED: Look("quiet", "corner-up-right"),
    AskState.CALLED_OFF: Look("quiet", "arrow-back-up"),
}
ICONS = {"talk": "messages", "settle": "heart-handshake", "refer": "corner-up-right"}
NEXT = {AskState.ASKED: "talk", AskState.TALKED: "settle", AskState.UNSOLVED: "talk"}
TOLD: dict[str, tuple[str | Promise, str]] = {
    "ask": (gettext_lazy("邻居提出"), "message-circle"),
    "talk": (gettext_lazy("约谈"), "messages"),
    "settle": (gettext_lazy("记结果"), "heart-handshake"),
    "refer": (gettext_lazy("转出"), "corner-up-right"),
    "call_off": (gettext_lazy("邻居说不用了"), "arrow-back-up"),
    "pass_on": (gettext_lazy("党小组合并，移交"), "git-merge"),
}


def where(ask: Ask) -> str:
    """The building and the stairwell, as far as told."""
    return f"{ask.building.name if ask.building_id else ''} {ask.stairwell}".strip()


def state(ask: Ask) -> dict:
    """Badge of a state: {tone, icon, word}."""
    look = LOOKS[AskState(ask.state)]
    return {"tone": look.tone, "icon": look.icon, "word": _(ASK_STATES[AskState(ask.state)])}


def rows(asks: list[Ask]) -> list[dict]:
    """List rows: the first words, where, state, and when to talk."""
    return [
        {
            "pk": one.pk,
            "title": one.words.split("\n")[0][:40],
            "where": where(one) or one.group.name,
            "state": state(one),
            "asked_at": one.asked_at,
            "talk_at": one.talk_at if one.state == AskState.TALKED else None,
            "times": one.times,
        }
        for one in asks
    ]


def facts(ask: Ask) -> list[tuple[str, str]]:
    """Facts in pairs; empty values are not shown."""
    return [
        (_("在哪儿"), where(ask)),
        (_("被请的党小组"), ask.group.name),
        (_("邻居有空的时间"), ask.times),
        (_("上班时间谈"), _("邻居说也行") if ask.in_hours_agreed else _("不行，在8小时之外谈")),
        (_("见面的地方"), ask.talk_note),
    ]


def results(ask: Ask) -> list[tuple[str, str]]:
    """What came of it, in pairs; nothing while it is open."""
    if not ask.outcome and not ask.referred_to:
        return []
    return [
        (_("谈得怎样"), _(SETTLEMENTS[Settlement(ask.outcome)]) if ask.outcome else ""),
        (_("转给"), _(REFERRALS[Referral(ask.referred_to)]) if ask.referred_to else ""),
        (_("写下的话"), ask.outcome_text),
    ]


def buttons(ask: Ask, actor: Actor) -> list[dict]:
    """What this person may do now; the natural next step stands out."""
    verbs = [verb for verb in ASK.open_steps(ask.state) if verb in FORMS and may(actor, f"matters.{verb}", ask) is None]
    first = NEXT.get(AskState(ask.state), "")
    verbs.sort(key=lambda verb: verb != first)
    return [
        {
            "word": _("重新约谈") if verb == "talk" and ask.talk_at else FORMS[verb].heading,
            "url": reverse("desk:ask_step", args=[ask.pk, verb]),
            "icon": ICONS[verb],
            "tone": "primary" if verb == first else "",
        }
        for verb in verbs
    ]


def course(ask: Ask) -> list[dict]:
    """Context of partials/timeline.html, newest first. One query."""
    return [
        {
            "at": one.at,
            "who": _("邻居")
            if one.actor in ("slip", "resident")
            else (_("系统") if one.actor == "house" else _("党小组")),
            "verb": TOLD.get(one.verb, (one.verb, ""))[0],
            "icon": TOLD.get(one.verb, ("", "circle-dot"))[1],
        }
        for one in reversed(neighbours.course(ask))
    ]
