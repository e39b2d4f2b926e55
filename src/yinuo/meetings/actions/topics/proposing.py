"""A topic until it is decided: proposed, screened, circulated, answered, heard."""

from datetime import datetime
from decimal import Decimal

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow, Unfit
from ....kernel.privacy import impersonal
from ....kernel.words import _
from ....matters.models import Matter
from ....matters.words import State
from ....orgs.models import Organisation
from ....orgs.policy import speaks_for
from ....orgs.words import COMMITTEES
from ....places.models import Place
from ....places.queries import calendar
from ...models.topics import Sitting, Topic, TopicAnswer
from ...policy import topics as policy
from ...rules import topics as rules
from ...words.topics import SittingState, Stance, Theme, Track

LONGEST, LONGEST_TEXT = 500, 3000


def fit(text: str, field: str, most: int = LONGEST_TEXT) -> str:
    """Words that say something and name nobody."""
    if not 0 < len(text.strip()) <= most:
        raise Unfit(_("请写清楚，不超过{n}字。").format(n=most), field)
    return impersonal(text, field)


def profiled(topic: Topic, verb: str, *tracks: Track) -> rules.Profile:
    """The profile of the topic; NotNow for a step that its track does not have."""
    if tracks and topic.track not in tracks:
        raise NotNow(
            _("这件事走的是“{track}”，没有“{step}”这一步。").format(track=topic.get_track_display(), step=verb)
        )
    return rules.profile(topic.track)


@act(may=policy.may_propose, opens=True)
def propose_topic(
    body: Organisation,
    actor: Actor,
    *,
    at,
    track: Track,
    theme: Theme,
    title: str,
    text: str,
    proposer: str = "",
    proposer_org: Organisation | None = None,
    place: Place | None = None,
    touches_all: bool = False,
    touches_why: str = "",
    need_what: str = "",
    need_amount: Decimal | None = None,
    need_unit: str = "",
    matter: Matter | None = None,
):
    """Somebody wants the body to talk about something. Residents are named by what they are, never by name."""
    if body.kind not in COMMITTEES:
        raise Unfit(_("“{body}”不是议事机构，请选择大工委、联合党工委、大党委这样的机构。").format(body=body), "body")
    place = place or body.place
    if not place.code.startswith(body.place.code):
        raise Unfit(_("“{place}”不在“{body}”的范围里。").format(place=place, body=body), "place")
    if proposer_org is None and not proposer.strip():
        raise Unfit(_("请写明是谁提出的，例如“第3网格居民联名”，不写姓名。"), "proposer")
    need = _need(track, need_what, need_amount, need_unit)
    if matter is not None and (matter.state != State.ESCALATED or matter.office_id != body.pk):
        raise Unfit(_("只有上报到本机构、还没有交办的事项可以列入议题。"), "matter")
    return Topic.objects.create(
        number=_number(body, at), body=body, place=place, track=track, theme=theme, title=fit(title, "title", 80),
        text=fit(text, "text"), proposer=impersonal(proposer, "proposer") or proposer_org.name,
        proposer_org=proposer_org, touches_all=touches_all, touches_why=_why(touches_all, touches_why), matter=matter,
        proposed_at=at, **need,
    )  # fmt: skip


def _number(body: Organisation, at: datetime) -> str:
    """Year, body and turn in the body, counted under the body's lock."""
    Organisation.objects.select_for_update().get(pk=body.pk)
    turn = Topic.objects.filter(body=body, proposed_at__year=at.year).count() + 1
    return f"{at.year}-{body.pk}-{turn:03}"


def _need(track: Track, what: str, amount: Decimal | None, unit: str) -> dict:
    if not rules.profile(track).needs:
        return {}
    if not what.strip() or not unit.strip() or amount is None or amount <= 0:
        raise Unfit(_("“实事共办”要写明需要什么、多少、按什么算，例如：夜间停车位，150，个。"), "need_amount")
    return {"need_what": impersonal(what, "need_what"), "need_amount": amount, "need_unit": unit.strip()}


def _why(touches_all: bool, why: str) -> str:
    if touches_all and not why.strip():
        raise Unfit(_("请写明为什么涉及全体居民的利益。"), "touches_why")
    return impersonal(why, "touches_why") if touches_all else ""


@act(may=policy.may_run)
def screen_topic(topic: Topic, actor: Actor, *, at, is_public: bool = True):
    """It belongs here and goes on the list. Whether it is told to everybody once decided is said now."""
    topic.is_public = is_public


@act(may=policy.may_run)
def decline_topic(topic: Topic, actor: Actor, *, at, reason: str):
    """It does not go on the list; the proposer reads why and what else can be done."""
    topic.ended_why = fit(reason, "reason", 300)


@act(may=policy.may_run)
def circulate_topic(topic: Topic, actor: Actor, *, at, sitting: Sitting):
    """The members get it before the sitting; for 大事共议 enough working days ahead."""
    profiled(topic, _("会前通报"), Track.MAJOR, Track.PRACTICAL, Track.IMPORTANT)
    if sitting.body_id != topic.body_id or sitting.state != SittingState.CALLED:
        raise Unfit(_("请选择本机构已经通知、还没有开的会议。没有的话，先通知一次会议。"), "sitting")
    meets_on = sitting.meets_at.astimezone(at.tzinfo).date()
    if meets_on < at.date():
        raise Unfit(_("这次会议的日子已经过了，请选择以后的会议。"), "sitting")
    rules.check_circulation(topic.track, at.date(), meets_on, calendar())
    topic.sitting, topic.circulated_at = sitting, at


@act(may=policy.may_answer)
def answer_topic(
    topic: Topic,
    actor: Actor,
    *,
    at,
    stance: Stance,
    reason: str,
    unit: Organisation | None = None,
    who: str = "",
    reply: str = "",
):
    """For, against or to be changed, always with the reason. A unit that answers again changes its word."""
    if (unit is None) == (not who.strip()):
        raise Unfit(_("请选择是哪个单位的意见；居民、群众代表的意见，写明是谁，不写姓名。"), "unit")
    given = {"stance": stance, "reason": fit(reason, "reason", LONGEST), "said_at": at}
    given["reply"] = own_word(topic, actor, unit, reply)
    if unit is None:
        return TopicAnswer.objects.create(topic=topic, who=impersonal(who, "who"), **given)
    known = topic.answers.filter(unit=unit).first()
    if known is not None and known.is_adopted is not None:
        raise NotNow(_("“{unit}”的意见已经写明采纳情况，不能再改。").format(unit=unit))
    return TopicAnswer.objects.update_or_create(topic=topic, unit=unit, defaults=given)[0]


def own_word(topic: Topic, actor: Actor, unit: Organisation | None, reply: str) -> str:
    """A unit with a seat speaks for itself; who enters it for the unit needs the number of its paper."""
    if unit is None:
        if not policy.runs_body(actor, topic.body):
            raise Unfit(_("委员单位只提本单位的意见。"), "who")
        return impersonal(reply, "reply")
    if not topic.body.seats.filter(unit=unit, state__in=policy.SEATED).exists():
        raise Unfit(_("“{unit}”在这个机构没有席位。").format(unit=unit), "unit")
    if not speaks_for(actor, unit) and not policy.runs_body(actor, topic.body):
        raise Unfit(_("只能代表本单位，请选择您自己的单位。"), "unit")
    if not speaks_for(actor, unit) and not reply.strip():
        raise Unfit(_("代单位登记，请填写单位书面答复的文号。"), "reply")
    return impersonal(reply, "reply")


@act(may=policy.may_run)
def hear_topic(topic: Topic, actor: Actor, *, at, said: str):
    """The sitting talked about it; what was said, by units, without names."""
    if topic.sitting.state not in (SittingState.HELD, SittingState.MINUTED):
        raise NotNow(_("会还没有登记开过。请先在会议的页面登记到会情况。"))
    topic.said = fit(said, "said")


@act(may=policy.may_run)
def weigh_answer(topic: Topic, actor: Actor, *, at, answer: TopicAnswer, is_adopted: bool, why: str):
    """Adopted or not, and why: for every answer, before anything is decided (采纳情况)."""
    if answer.topic_id != topic.pk:
        raise Unfit(_("这条意见不是对这个议题提的。"), "answer")
    answer.is_adopted, answer.why = is_adopted, fit(why, "why", 300)
    answer.save(update_fields=["is_adopted", "why"])
    return answer


@act(may=policy.may_withdraw)
def withdraw_topic(topic: Topic, actor: Actor, *, at, reason: str):
    """The proposer takes it back."""
    topic.ended_why = fit(reason, "reason", 300)
