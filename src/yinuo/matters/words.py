"""The fixed words of matters: states, kinds, channels, outcomes, each with its Chinese label."""

from enum import StrEnum

from ..kernel.words import _


class State(StrEnum):
    """REFERENCE §1.1."""

    RECEIVED = "received"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    REDIRECTED = "redirected"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    DISPATCHED = "dispatched"
    ESCALATED = "escalated"
    REFUSED = "refused"
    ADJUDICATING = "adjudicating"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    VERIFIED = "verified"
    FEEDBACK_GIVEN = "feedback_given"
    REOPEN_ASKED = "reopen_asked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATES = {
    State.RECEIVED: _("待登记"),
    State.REGISTERED: _("已登记"),
    State.ACCEPTED: _("已受理，待派单"),
    State.NOT_ACCEPTED: _("不予受理"),
    State.REDIRECTED: _("已告知法定途径"),
    State.TRANSFERRED: _("已转紧急热线"),
    State.MERGED: _("已并入另一事项"),
    State.DISPATCHED: _("已派单，待承办"),
    State.ESCALATED: _("已上报，待上级交办"),
    State.REFUSED: _("被退回，待改派"),
    State.ADJUDICATING: _("职责裁定中"),
    State.IN_PROGRESS: _("办理中"),
    State.WAITING: _("等待诉求人补充"),
    State.RESOLVED: _("单位称已办结"),
    State.VERIFIED: _("已核实，待评价"),
    State.FEEDBACK_GIVEN: _("已评价"),
    State.REOPEN_ASKED: _("申请重办，待决定"),
    State.CLOSED: _("已结案"),
    State.WITHDRAWN: _("诉求人已撤回"),
}


class Kind(StrEnum):
    """Kinds of matters (glossary)."""

    INQUIRY = "inquiry"
    HELP_REQUEST = "help_request"
    COMPLAINT = "complaint"
    REPORT_TIP = "report_tip"
    SUGGESTION = "suggestion"
    PETITION = "petition"
    HAZARD = "hazard"


KINDS = {
    Kind.INQUIRY: _("咨询"),
    Kind.HELP_REQUEST: _("求助"),
    Kind.COMPLAINT: _("投诉"),
    Kind.REPORT_TIP: _("举报"),
    Kind.SUGGESTION: _("建议"),
    Kind.PETITION: _("求决"),
    Kind.HAZARD: _("隐患"),
}


class Intake(StrEnum):
    """How a matter came in."""

    WEB = "web"
    PHONE = "phone"
    VISIT = "visit"
    PAPER = "paper"
    LISTENING_DAY = "listening_day"
    SUGGESTION_BOX = "suggestion_box"
    PATROL = "patrol"
    HOTLINE = "hotline"
    MAILBOX = "mailbox"
    NEIGHBOURS = "neighbours"
    COUNCIL = "council"


INTAKES = {
    Intake.WEB: _("网上"),
    Intake.PHONE: _("电话"),
    Intake.VISIT: _("来访"),
    Intake.PAPER: _("书面"),
    Intake.LISTENING_DAY: _("民情沟通日"),
    Intake.SUGGESTION_BOX: _("意见箱"),
    Intake.PATROL: _("网格巡查"),
    Intake.HOTLINE: _("12345转办"),
    Intake.MAILBOX: _("网络信箱"),
    Intake.NEIGHBOURS: _("楼道党小组转来"),
    Intake.COUNCIL: _("议事会议定"),
}


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"


URGENCIES = {Urgency.NORMAL: _("一般"), Urgency.URGENT: _("紧急"), Urgency.EMERGENCY: _("特急")}


class Outcome(StrEnum):
    """What an office says it has achieved, and with what a matter is closed (REFERENCE §1.1)."""

    SOLVED = "solved"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    MEDIATED = "mediated"
    EXPLAINED_NOT_AGREED = "explained_not_agreed"
    LEGAL_CHANNEL = "legal_channel"
    WITHDRAWN_BY_RAISER = "withdrawn_by_raiser"
    MERGED = "merged"
    UNRESOLVABLE = "unresolvable_with_reason"


OUTCOMES = {
    Outcome.SOLVED: _("已解决"),
    Outcome.ANSWERED: _("已答复"),
    Outcome.ADOPTED: _("已采纳"),
    Outcome.MEDIATED: _("已调解"),
    Outcome.EXPLAINED_NOT_AGREED: _("已解释，诉求人不认可"),
    Outcome.LEGAL_CHANNEL: _("走法定途径"),
    Outcome.WITHDRAWN_BY_RAISER: _("诉求人撤回"),
    Outcome.MERGED: _("并单"),
    Outcome.UNRESOLVABLE: _("确实无法解决（已说明原因）"),
}

CLAIMABLE = (
    Outcome.SOLVED,
    Outcome.ANSWERED,
    Outcome.ADOPTED,
    Outcome.MEDIATED,
    Outcome.EXPLAINED_NOT_AGREED,
    Outcome.UNRESOLVABLE,
)
"""What an office may claim; the others follow from acts of their own."""

COUNTED_AS_SOLVED = frozenset({Outcome.SOLVED, Outcome.ADOPTED, Outcome.MEDIATED, Outcome.ANSWERED})
"""`explained_not_agreed` is never counted as solved (REFERENCE §1.1 invariant 2)."""


class Rating(StrEnum):
    SATISFIED = "satisfied"
    BASICALLY = "basically"
    UNSATISFIED = "unsatisfied"
    NOT_RATED = "not_rated"


RATINGS = {
    Rating.SATISFIED: _("满意"),
    Rating.BASICALLY: _("基本满意"),
    Rating.UNSATISFIED: _("不满意"),
    Rating.NOT_RATED: _("未评价"),
}

COUNTED_AS_SATISFIED = frozenset({Rating.SATISFIED, Rating.BASICALLY})


class Method(StrEnum):
    """How somebody else checked (REFERENCE §5.B: any of these, never compulsorily a photo)."""

    SITE_CHECK = "site_check"
    RAISER_CONFIRMS = "raiser_confirms"
    MEASUREMENT = "measurement"
    DOCUMENT = "document"
    WITNESS = "witness"
    PHOTO = "photo"


METHODS = {
    Method.SITE_CHECK: _("现场查看"),
    Method.RAISER_CONFIRMS: _("诉求人确认"),
    Method.MEASUREMENT: _("测量数据"),
    Method.DOCUMENT: _("书面材料"),
    Method.WITNESS: _("见证人"),
    Method.PHOTO: _("照片"),
}


class LegalChannel(StrEnum):
    """Where the law sends some matters (信访工作条例 Art. 31)."""

    LITIGATION = "litigation"
    ARBITRATION = "arbitration"
    REVIEW = "administrative_review"
    PETITION = "petition"
    DISCIPLINE = "discipline"
    DISCLOSURE = "disclosure"


CHANNELS = {
    LegalChannel.LITIGATION: (_("诉讼"), _("这件事依法由人民法院处理。您可以向有管辖权的人民法院起诉；经济困难的可以向县（市、区）法律援助中心申请法律援助。")),
    LegalChannel.ARBITRATION: (_("仲裁"), _("这件事依法先走仲裁。劳动争议向劳动人事争议仲裁委员会申请，一般应在知道权利被侵害之日起一年内提出；土地承包争议向农村土地承包仲裁委员会申请。")),
    LegalChannel.REVIEW: (_("行政复议"), _("您对行政决定不服，可以自知道该决定之日起六十日内申请行政复议，也可以依法提起行政诉讼。")),
    LegalChannel.PETITION: (_("信访"), _("这件事按信访程序办理。有权处理的机关应在六十日内作出处理意见；不服的，可以在三十日内请求复查。")),
    LegalChannel.DISCIPLINE: (_("纪检监察"), _("您反映的是党员、公职人员的纪律作风问题，由纪检监察机关受理，举报电话12388。我们不会把您的材料转给被反映的人和单位。")),
    LegalChannel.DISCLOSURE: (_("政府信息公开"), _("您要的是政府信息，可以向保存该信息的行政机关提出公开申请，机关一般应在二十个工作日内答复。")),
}  # fmt: skip


class Emergency(StrEnum):
    POLICE = "110"
    FIRE = "119"
    AMBULANCE = "120"
    TRAFFIC = "122"


class Refusal(StrEnum):
    """The bases on which an office may refuse a dispatch."""

    NOT_OUR_DUTY = "not_our_duty"
    NOT_OUR_AREA = "not_our_area"
    NOT_ON_LIST = "not_on_list"
    LACKS_FACTS = "lacks_facts"


REFUSALS = {
    Refusal.NOT_OUR_DUTY: _("不属于本单位职责"),
    Refusal.NOT_OUR_AREA: _("不在本单位管辖范围"),
    Refusal.NOT_ON_LIST: _("不在社区（村）职责清单内"),
    Refusal.LACKS_FACTS: _("缺少必要的事实，无法承办"),
}


class Denial(StrEnum):
    """Why a matter is not accepted; each comes with what the raiser can do instead."""

    NOT_GOVERNMENT = "not_government"
    ALREADY_FINAL = "already_final"
    IN_PROCEDURE = "in_procedure"
    NO_FACTS = "no_facts"
    AGAINST_LAW = "against_law"


DENIALS = {
    Denial.NOT_GOVERNMENT: _("不属于党政机关和公共服务单位职责"),
    Denial.ALREADY_FINAL: _("同一事实已有终结意见"),
    Denial.IN_PROCEDURE: _("正在诉讼、仲裁、复议等程序中"),
    Denial.NO_FACTS: _("没有具体事实，且无法联系补充"),
    Denial.AGAINST_LAW: _("违反法律法规或者公序良俗"),
}


class AskState(StrEnum):
    """M11: asked → talked → solved | referred; a talk that came to nothing may be followed by another one."""

    ASKED = "asked"
    TALKED = "talked"
    UNSOLVED = "unsolved"
    SOLVED = "solved"
    REFERRED = "referred"
    CALLED_OFF = "called_off"


ASK_STATES = {
    AskState.ASKED: _("已请党小组，待约谈"),
    AskState.TALKED: _("已约谈"),
    AskState.UNSOLVED: _("谈过，没谈拢"),
    AskState.SOLVED: _("说和了"),
    AskState.REFERRED: _("已转出"),
    AskState.CALLED_OFF: _("邻居说不用了"),
}


class Settlement(StrEnum):
    """What came of a talk, by kind; never who the parties were."""

    RECONCILED = "reconciled"
    AGREED = "agreed"
    HELPED = "helped"
    CLEARED_UP = "cleared_up"
    NOT_AGREED = "not_agreed"


SETTLEMENTS = {
    Settlement.RECONCILED: _("和好了"),
    Settlement.AGREED: _("有了约定"),
    Settlement.HELPED: _("帮上忙了"),
    Settlement.CLEARED_UP: _("误会说开了"),
    Settlement.NOT_AGREED: _("没谈拢"),
}


class Referral(StrEnum):
    """Where a group passes on what it cannot settle (M11)."""

    MEDIATION = "mediation"
    DEPARTMENT = "department"


REFERRALS = {
    Referral.MEDIATION: _("人民调解委员会"),
    Referral.DEPARTMENT: _("有权处理的部门（登记为事项）"),
}
