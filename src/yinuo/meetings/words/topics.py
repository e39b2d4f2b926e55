"""The fixed words of councils and committees: tracks, lives of a topic, a sitting, a claim (REFERENCE §1.3, M05, M07)."""

from enum import StrEnum

from ...kernel.words import _


class Track(StrEnum):
    """四事共议: the four tracks differ in their verb (M07)."""

    MAJOR = "major_discuss"
    PRACTICAL = "practical_do"
    IMPORTANT = "important_decide"
    URGENT = "urgent_consult"


TRACKS = {
    Track.MAJOR: _("大事共议"),
    Track.PRACTICAL: _("实事共办"),
    Track.IMPORTANT: _("要事共决"),
    Track.URGENT: _("急事共商"),
}


class Theme(StrEnum):
    """What topics are about: the page names three kinds (M07)."""

    PARTY_BUILDING = "party_building"
    CONSTRUCTION = "construction"
    LIVELIHOOD = "livelihood"


THEMES = {
    Theme.PARTY_BUILDING: _("辖区党建"),
    Theme.CONSTRUCTION: _("项目建设"),
    Theme.LIVELIHOOD: _("民生改善"),
}


class TopicState(StrEnum):
    """REFERENCE §1.3."""

    PROPOSED = "proposed"
    SCREENED = "screened"
    CIRCULATED = "circulated"
    MET = "met"
    ROUTED = "routed_to_residents"
    DECIDED = "decided"
    ASSIGNED = "assigned"
    EXECUTED = "executed"
    REPORTED = "reported_back"
    CLOSED = "closed"
    NOT_TAKEN = "not_taken"
    WITHDRAWN = "withdrawn"


TOPIC_STATES = {
    TopicState.PROPOSED: _("已提出，待审核"),
    TopicState.SCREENED: _("已列入议题"),
    TopicState.CIRCULATED: _("已会前通报"),
    TopicState.MET: _("已上会，待议定"),
    TopicState.ROUTED: _("已转居民会议"),
    TopicState.DECIDED: _("已议定，待交办"),
    TopicState.ASSIGNED: _("已交办，正在办"),
    TopicState.EXECUTED: _("已办完，待反馈"),
    TopicState.REPORTED: _("已反馈提出人"),
    TopicState.CLOSED: _("已了结"),
    TopicState.NOT_TAKEN: _("没有列入议题"),
    TopicState.WITHDRAWN: _("提出人已撤回"),
}
UNDECIDED = (TopicState.PROPOSED, TopicState.SCREENED, TopicState.CIRCULATED, TopicState.MET, TopicState.ROUTED)
"""议而不决: nothing has been decided yet."""

UNDONE = (TopicState.DECIDED, TopicState.ASSIGNED, TopicState.EXECUTED)
"""议而不办: decided, and the proposer has not heard what became of it."""

SHOWN = (TopicState.DECIDED, TopicState.ASSIGNED, TopicState.EXECUTED, TopicState.REPORTED, TopicState.CLOSED)
"""What is told to everybody: what was decided, who does it by when, what became of it."""


class Decision(StrEnum):
    """What was decided; a topic that is postponed goes back to the agenda instead."""

    AGREE = "agree"
    REJECT = "reject"


DECISIONS = {Decision.AGREE: _("同意"), Decision.REJECT: _("不同意")}


class Stance(StrEnum):
    """What a unit says about a topic, always with a reason."""

    FOR = "for"
    AGAINST = "against"
    AMEND = "amend"


STANCES = {Stance.FOR: _("赞成"), Stance.AGAINST: _("不赞成"), Stance.AMEND: _("改一改再定")}


class SittingState(StrEnum):
    """The life of a sitting of a body."""

    CALLED = "called"
    HELD = "held"
    MINUTED = "minuted"
    CALLED_OFF = "called_off"


SITTING_STATES = {
    SittingState.CALLED: _("已通知"),
    SittingState.HELD: _("已开会，待纪要"),
    SittingState.MINUTED: _("纪要已印发"),
    SittingState.CALLED_OFF: _("会议取消"),
}


class ClaimState(StrEnum):
    """The life of what a unit takes on for a practical matter."""

    CLAIMED = "claimed"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    GIVEN_UP = "given_up"


CLAIM_STATES = {
    ClaimState.CLAIMED: _("已认领"),
    ClaimState.DELIVERED: _("单位说已办到"),
    ClaimState.CONFIRMED: _("受益人已确认"),
    ClaimState.GIVEN_UP: _("不再认领"),
}


class Assembly(StrEnum):
    """Who decides what the law gives to the residents themselves."""

    RESIDENTS = "residents"
    VILLAGERS = "villagers"
    VILLAGE_HOUSEHOLDS = "village_households"


ASSEMBLIES = {
    Assembly.RESIDENTS: _("居民会议"),
    Assembly.VILLAGERS: _("村民会议（十八周岁以上村民）"),
    Assembly.VILLAGE_HOUSEHOLDS: _("村民会议（户代表）"),
}
