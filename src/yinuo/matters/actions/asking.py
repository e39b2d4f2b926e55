"""Neighbours and the party group of their stairwell (M11): ask, talk, settle, refer, call off. The parties have no field."""

from datetime import datetime

from django.utils import timezone

from ...acts.door import act
from ...kernel import codes
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ...orgs.queries import valid
from ...orgs.words import GROUPS
from ...places.models import Building
from ...places.queries import calendar
from .. import contacts, policy
from ..anonymous import told_of
from ..models import Ask, Matter
from ..words import AskState, Intake, Kind, Referral, Settlement
from .intake import raise_

LONGEST = 5_000
"""Characters of a neighbour's words."""


@act(may=policy.may_ask, opens=True, private=("slip", "times"))
def ask(
    group: Organisation,
    actor: Actor,
    *,
    at,
    words: str,
    building: Building | None = None,
    stairwell: str = "",
    times: str = "",
    in_hours_agreed: bool = False,
    slip: str = "",
):
    """A neighbour asks the group for help, in own words, without a name. What is returned carries `slip`, told once."""
    words = words.strip()
    if not words:
        raise Unfit(_("请写下想请党小组帮什么忙，一句话也行。"), "words")
    if len(words) > LONGEST:
        raise Unfit(
            _("写得太长了（{n}字），请控制在{most}字以内，见面再细说。").format(n=len(words), most=LONGEST), "words"
        )
    if group.kind not in GROUPS or not valid(group, at.date()):
        raise Unfit(_("这里现在没有这个党小组，请换一个，或者直接“说一件事”。"), "area")
    slip = slip or codes.new_slip()
    made = Ask(
        slip_key=contacts.blind(slip, "slip"), group=group, group_path=group.path, place_code=group.place.code,
        building=building, stairwell=stairwell.strip(), words=words, times=times.strip(),
        in_hours_agreed=in_hours_agreed, asked_at=at,
    )  # fmt: skip
    made.slip = slip
    made.save()
    return made


@act(may=policy.may_talk)
def talk(ask: Ask, actor: Actor, *, at, talk_at: datetime, note: str = ""):
    """Arrange a talk, or record one that was held: off duty, unless the neighbour agreed to working hours (8小时之外)."""
    if talk_at < ask.asked_at:
        raise Unfit(_("谈的时间不能早于邻居提出的时间，请核对日期。"), "talk_at")
    if not ask.in_hours_agreed and is_in_hours(talk_at):
        raise Unfit(
            _("这是上班时间。党小组在8小时之外上门，请改在早上上班前、中午、傍晚下班后或者休息日；邻居说过上班时间也行的，才可以在上班时间谈。"),
            "talk_at",
        )  # fmt: skip
    _keep_anonymous(note, "note")
    ask.talk_at, ask.talk_note = talk_at, note.strip()
    ask.outcome, ask.outcome_text = "", ""


def is_in_hours(moment: datetime) -> bool:
    """Whether offices work at this moment, by the calendar of the places."""
    table, local = calendar(), timezone.localtime(moment)
    if not table.is_working(local.date()):
        return False
    return any(opens <= local.time() < closes for opens, closes in table.spans_on(local.date()))


@act(may=policy.may_talk)
def settle(ask: Ask, actor: Actor, *, at, outcome: Settlement, text: str):
    """What came of the talk, by kind and in words in which nobody can be recognised."""
    if ask.talk_at > at:
        raise Unfit(_("约的时间还没有到，谈过以后再记结果。提前谈了的，先改约谈时间。"), "outcome")
    if not text.strip():
        raise Unfit(_("请写一两句结果，例如：双方约定晚上十点以后不洗衣服。"), "text")
    _keep_anonymous(text, "text")
    ask.outcome, ask.outcome_text = outcome, text.strip()
    if outcome == Settlement.NOT_AGREED:
        ask.state = AskState.UNSOLVED
    else:
        ask.state, ask.ended_at = AskState.SOLVED, at


def _keep_anonymous(text: str, field: str) -> None:
    if kinds := told_of(text):
        raise Unfit(
            _("这里好像写了{kinds}。谈了什么不留当事人：请写“甲家、乙家”“楼上、楼下”“一位邻居”，不写姓名称呼、电话、门牌、病情。").format(
                kinds="、".join(kinds)
            ),
            field,
        )  # fmt: skip


@act(may=policy.may_talk)
def refer(ask: Ask, actor: Actor, *, at, to: Referral, text: str = "", has_consented: bool = False):
    """Beyond a group: to people's mediation, or to a department as a matter that the neighbour's own slip opens."""
    if not has_consented:
        raise Unfit(_("转出去要先征得邻居同意：邻居的原话会交给接手的单位。"), "has_consented")
    _keep_anonymous(text, "text")
    ask.referred_to, ask.outcome_text, ask.ended_at = to, text.strip(), at
    if to == Referral.DEPARTMENT:
        ask.matter = _raise(ask, actor, at)
    return ask.matter


def _raise(ask: Ask, actor: Actor, at) -> Matter:
    """The neighbour's own words as a matter. The slip the neighbour has opens it too, so nothing has to be handed over."""
    place = ask.building.community if ask.building_id else ask.group.place
    where = f"{ask.building.name if ask.building_id else ''} {ask.stairwell}".strip()
    matter = raise_(
        place, actor, at=at, words=ask.words, kind=Kind.HELP_REQUEST, intake=Intake.NEIGHBOURS, address=where,
        wants_public=False, source="ask", source_number=str(ask.pk),
    )  # fmt: skip
    Matter.objects.filter(pk=matter.pk).update(slip_key=ask.slip_key)
    return matter


@act(may=policy.may_call_off)
def call_off(ask: Ask, actor: Actor, *, at):
    """No longer needed; no reason is asked for."""
    ask.ended_at = at


@act(may=policy.may_pass_on)
def pass_on(ask: Ask, actor: Actor, *, at, group: Organisation):
    """The group was merged into another one, which has it now."""
    ask.group, ask.group_path = group, group.path
