"""Findings with their clocks, one finding with what both sides said, a notice, a talk."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.supervision.queries import counts_of, findings_of, notices_of, talks_of
from yinuo.supervision.rules.counting import sentence
from yinuo.supervision.words import FINDING_STATES, FindingState

from ...inspection.sight import known_url
from ...orgs.seeing import kept
from .. import showing
from .plans import PER_PAGE, today

VERBS = [
    "tell_finding", "reply_finding", "uphold_finding", "change_finding", "withdraw_finding", "ask_review", "review_finding",
    "list_finding",
]  # fmt: skip
FIRST = ("tell_finding", "reply_finding", "uphold_finding", "review_finding")
SHORT = [
    FindingState.TOLD,
    FindingState.REPLIED,
    FindingState.REVIEW_ASKED,
    FindingState.UPHELD,
    FindingState.WITHDRAWN,
]


@open_to(MEMBERS)
def supervision_findings(request: HttpRequest) -> HttpResponse:
    """All that concern me, and the one honest sentence about them."""
    found, state = findings_of(request.actor), request.GET.get("state", "")
    counted = sentence(counts_of(found))
    if state in set(FindingState):
        found = found.filter(state=state)
    page = Paginator(found.order_by("-recorded_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [{"word": FINDING_STATES[key], "url": f"?state={key}", "here": key == state} for key in SHORT]
    shown = {
        "page": page, "kept": kept(request), "rows": [showing.dressed_finding(one, today()) for one in page],
        "counted": counted, "tabs": [{"word": _("全部"), "url": "?", "here": not state}, *tabs],
    }  # fmt: skip
    return render(request, "desk/supervision/supervision_findings.html", shown)


@open_to(MEMBERS)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: what was told, replied, decided, reviewed, and where it stands on the list of rectification."""
    found = showing.dressed_finding(get_object_or_404(findings_of(request.actor), pk=pk), today())
    verbs = [one for one in VERBS if one != "list_finding" or (found.item_id is None and found.state in showing.LISTED)]
    acts = showing.acts_on(request.actor, found, "finding_step", verbs, FIRST)
    notify = showing.acts_on(request.actor, found.visit.plan, "supervision_plan_step", ["issue_notice"])
    if notify and found.state in showing.LISTED and found.notice_id is None:
        acts.append(notify[0] | {"url": f"{notify[0]['url']}?unit={found.unit_id}"})
    item_url = known_url("desk:rectification_item", found.item_id) if found.item_id else ""
    shown = {"finding": found, "acts": acts, "item_url": item_url}
    return render(request, "desk/supervision/finding.html", shown)


@open_to(MEMBERS)
def rectification_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with its problems, receipt and answer; as a Word file from the other channel."""
    notice = showing.dressed_notice(get_object_or_404(notices_of(request.actor), pk=pk), today())
    rows = notice.findings.select_related("visit__plan", "visit__team", "unit", "item").order_by("pk")
    shown = {
        "notice": notice, "rows": [showing.dressed_finding(one, today()) for one in rows],
        "acts": showing.acts_on(request.actor, notice, "notice_step", ["receipt_notice", "answer_notice"], ("receipt_notice", "answer_notice")),
        "files": [(_("通知书（Word）"), known_url("excel:notice_file", pk, "notice")), (_("回执（Word）"), known_url("excel:notice_file", pk, "receipt"))],
    }  # fmt: skip
    return render(request, "desk/supervision/rectification_notice.html", shown)


@open_to(MEMBERS)
def accountability_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk: posts, issues, promised steps, both confirmations, what follows."""
    talk = showing.dressed_talk(get_object_or_404(talks_of(request.actor), pk=pk))
    shown = {
        "talk": talk, "rows": talk.items.select_related("item"),
        "acts": showing.acts_on(request.actor, talk, "talk_step", ["confirm_talk", "follow_up", "close_talk"], ("confirm_talk",)),
    }  # fmt: skip
    return render(request, "desk/supervision/accountability_talk.html", shown)
