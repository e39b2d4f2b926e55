"""One topic as one actor sees it: the steps of its track, what is missing in words, what he may do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import short_day
from yinuo.kernel.actor import Actor
from yinuo.meetings.flow.topics import BEFORE
from yinuo.meetings.models import Assignment, NeedClaim, Topic, TopicAnswer
from yinuo.meetings.rules import topics as rules
from yinuo.meetings.words.topics import ClaimState, Decision, SittingState, TopicState, Track

from ..walking import buttons
from .showing import STANCE_LOOKS, day_of, dressed_claim
from .verbs import VERBS

Need = tuple[str, str, str]
T = TopicState
ORDER = [T.PROPOSED, T.SCREENED, T.CIRCULATED, T.MET, T.DECIDED, T.ASSIGNED, T.EXECUTED, T.REPORTED, T.CLOSED]
WORDS = {
    T.PROPOSED: gettext_lazy("提出"), T.SCREENED: gettext_lazy("列入议题"), T.CIRCULATED: gettext_lazy("会前通报"),
    T.MET: gettext_lazy("上会"), T.DECIDED: gettext_lazy("议定"), T.ASSIGNED: gettext_lazy("交办"),
    T.EXECUTED: gettext_lazy("办完"), T.REPORTED: gettext_lazy("反馈"), T.CLOSED: gettext_lazy("了结"),
}  # fmt: skip
URGENT_WORDS = {T.CIRCULATED: gettext_lazy("补纪要、通报"), T.MET: gettext_lazy("碰头")}


@dataclass
class Stage:
    """One step: "done", "here" or "later"; at "here" what is lacking, as (sentence, address, word)."""

    key: str
    word: str
    state: str = "later"
    needs: list[Need] = field(default_factory=list)


class Sight:
    """`topic` with its body, place and sitting loaded."""

    def __init__(self, topic: Topic, actor: Actor, today: date):
        self.topic, self.actor, self.today = topic, actor, today
        self.profile = rules.profile(topic.track)
        self.is_urgent = topic.track == Track.URGENT

    @cached_property
    def answers(self) -> list[TopicAnswer]:
        found = list(self.topic.answers.select_related("unit"))
        for one in found:
            one.tone = STANCE_LOOKS[one.stance]
        return found

    @cached_property
    def claims(self) -> list[NeedClaim]:
        if not self.profile.needs:
            return []
        found = [dressed_claim(one, self.today) for one in self.topic.claims.select_related("unit")]
        for one in found:
            one.topic = self.topic
            verbs = ["deliver_claim"] if self.topic.state == T.ASSIGNED else []
            verbs += ["confirm_claim", "return_claim", "give_up_claim"]
            one.acts = buttons(
                self.actor, one, verbs, lambda verb, pk=one.pk: reverse("desk:claim_step", args=[pk, verb]), "meetings", VERBS
            )  # fmt: skip
        return found

    @cached_property
    def claimed(self):
        return sum(one.amount for one in self.claims if one.state != ClaimState.GIVEN_UP)

    @cached_property
    def assignments(self) -> list[Assignment]:
        found = list(self.topic.assignments.select_related("matter", "office"))
        for one in found:
            one.is_overdue = not one.is_done and one.due_on < self.today
        return found

    @cached_property
    def undone(self) -> int:
        open_claims = sum(one.state in (ClaimState.CLAIMED, ClaimState.DELIVERED) for one in self.claims)
        return open_claims + sum(not one.is_done for one in self.assignments)

    # ---- the line ----

    def stages(self) -> list[Stage]:
        """The steps of the track; the first that is not done is the one at work. None at work once it has ended."""
        steps = [T(one) for one in self.profile.steps]
        if self.topic.decision == Decision.REJECT:
            steps = [one for one in steps if one not in (T.ASSIGNED, T.EXECUTED)]
        found, is_over = [], self.topic.state in (T.NOT_TAKEN, T.WITHDRAWN)
        for step in steps:
            word = (URGENT_WORDS if self.is_urgent else {}).get(step, WORDS[step])
            stage = Stage(step.value, str(word), "done" if self._is_done(step) else "later")
            if stage.state == "later" and not is_over and not any(one.state == "here" for one in found):
                stage.state, stage.needs = "here", list(getattr(self, f"_{step.name.lower()}")())
            found.append(stage)
        return found

    def _is_done(self, step: T) -> bool:
        if self.is_urgent and step == T.CIRCULATED:
            return self.topic.circulated_at is not None
        state = T.MET if self.topic.state == T.ROUTED else T(self.topic.state)
        if state not in ORDER:
            return step == T.PROPOSED
        if self.topic.state == T.ROUTED and step in (T.CIRCULATED, T.MET):
            return self.topic.circulated_at is not None
        return ORDER.index(state) >= ORDER.index(step)

    def _screened(self) -> Iterator[Need]:
        yield _("等组织员看是不是本机构该议的事。"), "", ""

    def _circulated(self) -> Iterator[Need]:
        if self.topic.state == T.ROUTED:
            yield from self._decided()
        elif self.is_urgent:
            due = self.topic.sitting.minutes_due_on
            sentence = _("纪要应在{day}以前补齐，随纪要通报其他委员。").format(day=short_day(due))
            yield sentence, reverse("desk:sitting", args=[self.topic.sitting_id]), _("到会议页面写纪要")
        elif self.topic.postponed:
            why = _("已经暂缓{n}次：{why}").format(n=self.topic.postponed, why=self.topic.postponed_why)
            yield why, reverse("desk:council", args=[self.topic.body_id]), _("看会议安排")
        else:
            sentence = _("选一次会议，在会前通报委员单位。")
            if days := self.profile.circulation_days:
                sentence = _("选一次会议，会前至少通报{n}个工作日。").format(n=days)
            yield sentence, reverse("desk:council", args=[self.topic.body_id]), _("看会议安排")

    def _met(self) -> Iterator[Need]:
        if self.is_urgent:
            yield _("联系上任意{n}名委员，碰头商量，登记下来。").format(n=self.profile.members), "", ""
            return
        sitting = self.topic.sitting
        if sitting is not None and sitting.state == SittingState.CALLED:
            sentence = _("{day}开会；开过以后先登记到会情况。").format(day=short_day(day_of(sitting.meets_at)))
            yield sentence, reverse("desk:sitting", args=[sitting.pk]), _("到会议页面")
        elif sitting is not None:
            yield _("会开过了，登记会上怎么说的。"), "", ""

    def _decided(self) -> Iterator[Need]:
        topic = self.topic
        if topic.state == T.ROUTED:
            yield _("等{place}登记居民会议的结果。").format(place=topic.residents_of.name), "", ""
            return
        if topic.touches_all:
            yield _("涉及全体居民的利益，依法由居民会议决定，这里不能定，请转居民会议。"), "", ""
        if self.profile.weighs and (left := sum(one.is_adopted is None for one in self.answers)):
            yield _("还有{n}条意见没有写明采纳情况。").format(n=left), "#answers", _("去写")
        if self.profile.needs and self.claimed < topic.need_amount:
            short = rules.plain(topic.need_amount - self.claimed)
            yield _("认领还差{n}{unit}。").format(n=short, unit=topic.need_unit), "#claims", _("看认领")
        if topic.track == Track.IMPORTANT and not rules.has_quorum(topic.sitting.present, topic.sitting.seats):
            sentence = _("到会{present}席，在任{seats}席，没有超过一半，不能表决，只能暂缓。")
            yield sentence.format(present=topic.sitting.present, seats=topic.sitting.seats), "", ""
        if self.is_urgent:
            yield _("等牵头单位“{lead}”定。").format(lead=topic.lead), "", ""

    def _assigned(self) -> Iterator[Need]:
        yield _("定了还没有交办，等街道或者县里的协调员交办到单位。"), "", ""

    def _executed(self) -> Iterator[Need]:
        if self.undone:
            yield (
                _("还有{n}件没有办完：要由别的单位核实，或者由受益人确认。").format(n=self.undone),
                "#doing",
                _("看办理情况"),
            )

    def _reported(self) -> Iterator[Need]:
        sitting = self.topic.sitting
        if sitting is not None and sitting.state == SittingState.HELD:
            yield _("这次会的纪要还没有写。"), reverse("desk:sitting", args=[sitting.pk]), _("写纪要")

    def _closed(self) -> Iterator[Need]:
        yield _("由提出人，或者没有承办、没有经手反馈的人了结。"), "", ""

    # ---- what may be done ----

    def acts(self, here: str) -> list[dict]:
        """Buttons: those of the step at work, then those that stand beside it."""
        verbs = [verb for verb in self._verbs(here) if verb]
        made = buttons(
            self.actor, self.topic, verbs, lambda verb: reverse("desk:topic_step", args=[self.topic.pk, verb]), "meetings", VERBS
        )  # fmt: skip
        if made and not made[0]["tone"]:
            made[0]["tone"] = "primary"
        return made

    def _verbs(self, here: str) -> Iterator[str]:
        state, topic = self.topic.state, self.topic
        is_before = state in BEFORE
        if topic.touches_all and is_before and state != T.PROPOSED:
            yield "route_to_residents"
        yield from self._deciding(here)
        yield from {
            T.SCREENED: ("screen_topic", "decline_topic"), T.ASSIGNED: ("assign_topic",),
            T.EXECUTED: ("" if self.undone else "note_execution", "assign_topic"), T.REPORTED: ("report_back",),
            T.CLOSED: ("close_topic",),
        }.get(here, ())  # fmt: skip
        if state == T.ROUTED:
            yield "enter_residents_result"
        if self.is_urgent and here == T.CIRCULATED and state in (T.DECIDED, T.ASSIGNED):
            yield from ("assign_topic", "" if self.undone or state == T.DECIDED else "note_execution")
        if is_before and not topic.touches_all:
            yield "flag_residents"
        yield "withdraw_topic"

    def _deciding(self, here: str) -> Iterator[str]:
        if self.is_urgent:
            yield from {T.MET: ("consult_urgent", "decline_topic"), T.DECIDED: ("decide_urgent",)}.get(here, ())
            return
        if here == T.CIRCULATED and self.topic.state == T.SCREENED:
            yield "circulate_topic"
        if here == T.MET and self.topic.sitting is not None and self.topic.sitting.state != SittingState.CALLED:
            yield "hear_topic"
        if here == T.DECIDED and not self.topic.touches_all:
            yield self.profile.decides
        if here in (T.CIRCULATED, T.MET, T.DECIDED):
            yield "claim_need" if self.profile.needs else ""
            yield "answer_topic"
        if here in (T.MET, T.DECIDED):
            yield "postpone_topic"
