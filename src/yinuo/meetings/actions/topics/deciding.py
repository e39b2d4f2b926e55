"""What a body decides, what it may not decide, and what the residents decided themselves."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.codes import Level
from ....kernel.errors import NotNow, Unfit
from ....kernel.privacy import impersonal
from ....kernel.words import _
from ....places.models import Place
from ...models.topics import Topic
from ...policy import topics as policy
from ...rules import topics as rules
from ...words.topics import Assembly, ClaimState, Decision, Track
from .proposing import fit, profiled

Votes = tuple[int, int, int]


def theirs(topic: Topic) -> None:
    """Unfit for what the law leaves to the residents: no body may decide for them (以党代居)."""
    if topic.touches_all:
        raise Unfit(
            _(
                "这件事涉及全体居民的利益，依法由居民会议讨论决定（{law}），这里不能定。请“转居民会议”，由社区召集后把结果登记回来；本机构可以先提建议。"
            ).format(law=rules.threshold(Assembly.RESIDENTS).law)
        )


def settle(topic: Topic, at, decision: Decision, text: str, due_on: date | None) -> None:
    """Write down what was decided; what was agreed has a day by which it is to be done."""
    if decision == Decision.AGREE and (due_on is None or due_on < at.date()):
        raise Unfit(_("同意办的事要定哪天办完，不能早于今天。"), "due_on")
    topic.decision, topic.decision_text, topic.decided_on = decision, fit(text, "text"), at.date()
    topic.due_on = due_on if decision == Decision.AGREE else None


@act(may=policy.may_run)
def conclude_topic(topic: Topic, actor: Actor, *, at, decision: Decision, text: str, due_on: date | None = None):
    """大事共议: once every answer has been weighed. 实事共办: once the claims cover the need; then the claimers have it."""
    known = profiled(topic, _("议定"), Track.MAJOR, Track.PRACTICAL)
    theirs(topic)
    if known.weighs and (left := topic.answers.filter(is_adopted=None).count()):
        raise NotNow(_("还有{n}条意见没有写明采纳情况，逐条写明采纳没有、为什么，再议定。").format(n=left))
    if known.needs and decision == Decision.AGREE:
        rules.check_cover(topic.need_amount, claimed(topic), topic.need_unit)
    settle(topic, at, decision, text, due_on)
    topic.state = "assigned" if known.needs and decision == Decision.AGREE else "decided"


def claimed(topic: Topic) -> Decimal:
    """How much the units have taken on."""
    living = topic.claims.exclude(state=ClaimState.GIVEN_UP)
    return living.aggregate(all=Sum("amount"))["all"] or Decimal(0)


@act(may=policy.may_run)
def vote_topic(
    topic: Topic,
    actor: Actor,
    *,
    at,
    votes_for: int,
    votes_against: int,
    abstained: int,
    text: str,
    due_on: date | None = None,
    dissent: str = "",
):
    """要事共决: counts only. No quorum, no vote; the decision follows from the counts."""
    profiled(topic, _("表决"), Track.IMPORTANT)
    theirs(topic)
    rules.check_quorum(topic.sitting.present, topic.sitting.seats)
    rules.check_votes(votes_for, votes_against, abstained, topic.sitting.present)
    if votes_against and not dissent.strip():
        raise Unfit(_("有{n}票反对，请记下不同意见是什么（可以写单位，不写姓名）。").format(n=votes_against), "dissent")
    decision = Decision.AGREE if rules.passes(votes_for, topic.sitting.present) else Decision.REJECT
    settle(topic, at, decision, text, due_on)
    topic.votes_for, topic.votes_against, topic.abstained = votes_for, votes_against, abstained
    topic.dissent = impersonal(dissent, "dissent")


@act(may=policy.may_decide_urgent)
def decide_urgent(topic: Topic, actor: Actor, *, at, text: str, due_on: date):
    """急事共商: the lead unit decides what is done now; the others are told with the minutes."""
    profiled(topic, _("牵头单位定"), Track.URGENT)
    theirs(topic)
    settle(topic, at, Decision.AGREE, text, due_on)


@act(may=policy.may_run)
def postpone_topic(topic: Topic, actor: Actor, *, at, reason: str):
    """Not now: back on the list for another sitting, counted and shown (会而不决)."""
    profiled(topic, _("暂缓"), Track.MAJOR, Track.PRACTICAL, Track.IMPORTANT)
    topic.postponed += 1
    topic.postponed_why, topic.sitting, topic.circulated_at = fit(reason, "reason", 300), None, None


@act(may=policy.may_answer)
def flag_residents(topic: Topic, actor: Actor, *, at, reason: str):
    """It touches the interests of all residents: from now on nobody decides it here."""
    topic.touches_all, topic.touches_why = True, fit(reason, "reason", 300)


@act(may=policy.may_run)
def route_to_residents(topic: Topic, actor: Actor, *, at, community: Place, advice: str = ""):
    """To the residents' meeting of this community; the body may say what it would suggest."""
    if len(community.code) != Level.COMMUNITY or not community.code.startswith(topic.body.place.code):
        raise Unfit(_("请选择本辖区里的一个社区（村），由它召集居民会议。"), "community")
    topic.residents_of, topic.touches_all = community, True
    topic.said = "\n".join(filter(None, [topic.said, impersonal(advice, "advice")]))


@act(may=policy.may_enter_result)
def enter_residents_result(
    topic: Topic,
    actor: Actor,
    *,
    at,
    assembly: Assembly,
    held_on: date,
    entitled: int,
    present: int,
    votes_for: int,
    votes_against: int,
    abstained: int,
    text: str,
    due_on: date | None = None,
):
    """What the residents decided, checked against the law: enough of them present, more than half of those for it."""
    if not topic.proposed_at.astimezone(at.tzinfo).date() <= held_on <= at.date():
        raise Unfit(_("会议的日子要在提出议题以后、今天以前。"), "held_on")
    agreed = rules.check_assembly(assembly, entitled, present, (votes_for, votes_against, abstained))
    settle(topic, at, Decision.AGREE if agreed else Decision.REJECT, text, due_on)
    topic.assembly, topic.entitled, topic.assembled, topic.decided_on = assembly, entitled, present, held_on
    topic.votes_for, topic.votes_against, topic.abstained = votes_for, votes_against, abstained
