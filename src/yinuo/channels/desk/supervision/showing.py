"""Words, looks and clocks of supervision for the templates of this part."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.words.rectification import ItemState
from yinuo.kernel.actor import Actor
from yinuo.supervision.flow import LISTED
from yinuo.supervision.models import AccountabilityTalk, Finding, RectificationNotice, SupervisionPlan, SupervisionVisit
from yinuo.supervision.words import FindingState, NoticeState, PlanState, TalkState, VisitKind, VisitState

from ..walking import buttons
from .verbs import VERBS

PLAN_LOOKS = {
    PlanState.DRAFTING: ("wait", "pencil"), PlanState.IN_FORCE: ("work", "telescope"), PlanState.ENDED: ("good", "circle-check"),
}  # fmt: skip
VISIT_LOOKS = {
    VisitState.PLANNED: ("wait", "calendar-event"), VisitState.HELD: ("work", "map-pin"),
    VisitState.REPORTED: ("claim", "file-text"), VisitState.CONCLUDED: ("good", "circle-check"),
    VisitState.CALLED_OFF: ("quiet", "x"),
}  # fmt: skip
KIND_ICONS = {VisitKind.ANNOUNCED: "speakerphone", VisitKind.UNANNOUNCED: "eye-off"}
FINDING_LOOKS = {
    FindingState.RECORDED: ("wait", "pencil"), FindingState.TOLD: ("warn", "hourglass"),
    FindingState.REPLIED: ("work", "message-circle"), FindingState.UPHELD: ("claim", "gavel"),
    FindingState.CHANGED: ("claim", "gavel"), FindingState.REVIEW_ASKED: ("warn", "scale"),
    FindingState.CONFIRMED: ("claim", "scale"), FindingState.AMENDED: ("claim", "scale"),
    FindingState.WITHDRAWN: ("quiet", "arrow-back-up"),
}  # fmt: skip
NOTICE_LOOKS = {
    NoticeState.ISSUED: ("warn", "file-export"), NoticeState.RECEIPTED: ("work", "rubber-stamp"),
    NoticeState.ANSWERED: ("good", "circle-check"),
}  # fmt: skip
TALK_LOOKS = {
    TalkState.TALKED: ("wait", "messages"), TalkState.AGREED: ("work", "check"), TalkState.CLOSED: ("good", "circle-check"),
}  # fmt: skip
ITEM_TONES = {
    ItemState.SOLD_OFF: "good", ItemState.CONFIRMED: "good", ItemState.REBOUNDED: "late", ItemState.REJECTED: "warn",
    ItemState.STRUCK_OUT: "quiet", ItemState.MERGED: "quiet",
}  # fmt: skip


def dressed_plan(plan: SupervisionPlan) -> SupervisionPlan:
    plan.tone, plan.icon = PLAN_LOOKS[PlanState(plan.state)]
    return plan


def dressed_visit(visit: SupervisionVisit, today: date) -> SupervisionVisit:
    """With its look; planned ones say how many days are left."""
    visit.tone, visit.icon = VISIT_LOOKS[VisitState(visit.state)]
    visit.kind_icon = KIND_ICONS[VisitKind(visit.kind)]
    visit.left = (visit.planned_on - today).days if visit.state == VisitState.PLANNED else None
    return visit


def dressed_finding(finding: Finding, today: date) -> Finding:
    """With its look, its severity in words, what it waits for and until when."""
    finding.tone, finding.icon = FINDING_LOOKS[FindingState(finding.state)]
    severity = finding.visit.plan.rules.severity(finding.severity)
    finding.severity_word = severity.name if severity else finding.severity
    waits = {
        FindingState.TOLD: (_("单位回复"), finding.reply_due_on),
        FindingState.REVIEW_ASKED: (_("复核办结"), finding.review_due_on),
        FindingState.UPHELD: (_("单位可以申请复核"), finding.review_until),
        FindingState.CHANGED: (_("单位可以申请复核"), finding.review_until),
    }
    finding.waits_for, finding.due_on = waits.get(FindingState(finding.state), ("", None))
    finding.left = (finding.due_on - today).days if finding.due_on else None
    may_ask = finding.state in (FindingState.UPHELD, FindingState.CHANGED)
    if may_ask and finding.left < 0:
        finding.waits_for, finding.due_on, finding.left = "", None, None
    if finding.item_id:
        finding.item_tone = ITEM_TONES.get(ItemState(finding.item.state), "work")
    return finding


def dressed_notice(notice: RectificationNotice, today: date) -> RectificationNotice:
    notice.tone, notice.icon = NOTICE_LOOKS[NoticeState(notice.state)]
    notice.left = (notice.due_on - today).days if notice.state != NoticeState.ANSWERED else None
    return notice


def dressed_talk(talk: AccountabilityTalk) -> AccountabilityTalk:
    talk.tone, talk.icon = TALK_LOOKS[TalkState(talk.state)]
    return talk


def acts_on(actor: Actor, subject, name: str, verbs: list[str], first: tuple[str, ...] = ()) -> list[dict]:
    """Buttons of the verbs this person may do now, at the address called `name`; of `first` the earliest leads and stands out."""
    found = buttons(
        actor, subject, verbs, lambda verb: reverse(f"desk:{name}", args=[subject.pk, verb]), "supervision", VERBS
    )
    lead = next((one for one in found if one["verb"] in first), None)
    if lead:
        lead["tone"] = "primary"
        found.sort(key=lambda one: one is not lead)
    return found


__all__ = ["LISTED", "acts_on", "dressed_finding", "dressed_notice", "dressed_plan", "dressed_talk", "dressed_visit"]
