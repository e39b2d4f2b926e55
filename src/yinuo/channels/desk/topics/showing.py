"""Words and looks of topics, sittings and bodies for the templates of this part."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.days import short_day
from yinuo.meetings.models import NeedClaim, Sitting, Topic
from yinuo.meetings.queries.topics import Standing
from yinuo.meetings.words.topics import UNDECIDED, UNDONE, ClaimState, SittingState, Stance, TopicState

LOOKS = {
    TopicState.PROPOSED: ("wait", "inbox"), TopicState.SCREENED: ("wait", "list-check"),
    TopicState.CIRCULATED: ("work", "send"), TopicState.MET: ("work", "messages"),
    TopicState.ROUTED: ("wait", "users-group"), TopicState.DECIDED: ("claim", "gavel"),
    TopicState.ASSIGNED: ("work", "tool"), TopicState.EXECUTED: ("claim", "check"),
    TopicState.REPORTED: ("claim", "message-report"), TopicState.CLOSED: ("good", "circle-check"),
    TopicState.NOT_TAKEN: ("quiet", "x"), TopicState.WITHDRAWN: ("quiet", "arrow-back-up"),
}  # fmt: skip
SITTING_LOOKS = {
    SittingState.CALLED: ("wait", "calendar-event"), SittingState.HELD: ("work", "users-group"),
    SittingState.MINUTED: ("good", "file-text"), SittingState.CALLED_OFF: ("quiet", "x"),
}  # fmt: skip
CLAIM_LOOKS = {
    ClaimState.CLAIMED: ("work", "heart-handshake"), ClaimState.DELIVERED: ("claim", "check"),
    ClaimState.CONFIRMED: ("good", "thumb-up"), ClaimState.GIVEN_UP: ("quiet", "x"),
}  # fmt: skip
STANCE_LOOKS = {Stance.FOR: "good", Stance.AGAINST: "late", Stance.AMEND: "warn"}


def day_of(moment) -> date | None:
    """The day of a moment in China."""
    return timezone.localtime(moment).date() if moment else None


def dressed(topic: Topic, today: date) -> Topic:
    """With its tone, icon and how long it has been waiting."""
    topic.tone, topic.icon = LOOKS[TopicState(topic.state)]
    topic.waits, topic.is_overdue = "", False
    if topic.state in UNDECIDED:
        days = (today - day_of(topic.proposed_at)).days
        topic.waits = _("提出{n}天，还没有议定").format(n=days) if days else _("今天提出的")
    elif topic.state in UNDONE:
        days = (today - topic.decided_on).days
        topic.waits = _("议定{n}天，还没有办完、反馈").format(n=days) if days else _("今天议定的")
        topic.is_overdue = bool(topic.due_on and topic.due_on < today and topic.state != TopicState.EXECUTED)
    return topic


def dressed_sitting(sitting: Sitting, today: date) -> Sitting:
    """With its looks, and whether its minutes are late now."""
    sitting.tone, sitting.icon = SITTING_LOOKS[SittingState(sitting.state)]
    due = sitting.minutes_due_on
    sitting.is_waiting_late = sitting.state == SittingState.HELD and due is not None and due < today
    return sitting


def dressed_claim(claim: NeedClaim, today: date) -> NeedClaim:
    """With its looks."""
    claim.tone, claim.icon = CLAIM_LOOKS[ClaimState(claim.state)]
    claim.is_overdue = claim.state == ClaimState.CLAIMED and claim.due_on < today
    return claim


def next_words(standing: Standing, today: date) -> tuple[str, str]:
    """When the next sitting is due, as (sentence, tone)."""
    if standing.next_on is None:
        return _("还没有登记过会议"), "warn"
    if standing.next_on < today:
        return _("应在{day}以前开，已经晚了{n}天").format(
            day=short_day(standing.next_on), n=(today - standing.next_on).days
        ), "late"
    return _("下一次应在{day}以前开").format(day=short_day(standing.next_on)), "wait"
