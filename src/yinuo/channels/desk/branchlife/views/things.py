"""One topic, one activity, one report of a branch."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.meetings.models import BranchActivity, BranchDiscussion, SecretaryReport
from yinuo.meetings.policy.life import belongs
from yinuo.meetings.queries import branches_of
from yinuo.meetings.rules.reports import FEWEST_VOTERS
from yinuo.meetings.words.activities import SignUpState
from yinuo.meetings.words.reports import ItemState

from .. import showing
from ..sight import crumbs_to

REPORT_VERBS = ("hold_hearing", "settle_report", "plan_report_item", "close_report")
ACTIVITY_VERBS = ("hold_activity", "add_activity_photo", "follow_up_activity", "call_off_activity")


def _seen(request: HttpRequest):
    return branches_of(request.actor, timezone.localdate()).values("pk")


def discussion_of(request: HttpRequest, pk: int) -> BranchDiscussion:
    """A topic of one's own branch; those above do not listen in."""
    found = BranchDiscussion.objects.filter(branch__in=_seen(request)).select_related("branch__place")
    one = get_object_or_404(found, pk=pk)
    if not belongs(request.actor, one.branch):
        raise Http404
    return one


@open_to(MEMBERS)
def discussion(request: HttpRequest, pk: int) -> HttpResponse:
    """A topic with what was said."""
    one = showing.dressed(discussion_of(request, pk), showing.DISCUSSION_LOOKS)
    shown = {
        "discussion": one, "branch": one.branch, "crumbs": crumbs_to(one.branch, "online"),
        "remarks": one.remarks.select_related("member__org"),
        "acts": showing.led(showing.acts_on(request.actor, one, ["say_remark", "archive_discussion"], "discussion_step")),
    }  # fmt: skip
    return render(request, "desk/branchlife/discussion.html", shown)


def activity_of(request: HttpRequest, pk: int) -> BranchActivity:
    found = BranchActivity.objects.filter(branch__in=_seen(request)).select_related("branch__place")
    return get_object_or_404(found, pk=pk)


@open_to(MEMBERS)
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity: sign up, step back, what came of it. Who signed up is seen by the branch's own people."""
    one, actor = showing.activity_row(activity_of(request, pk)), request.actor
    coming = list(one.sign_ups.filter(state=SignUpState.SIGNED_UP).select_related("member__org", "activity__branch"))
    mine = next((row for row in coming if row.member_id == actor.member), None)
    acts = showing.acts_on(actor, one, ACTIVITY_VERBS, "activity_step")
    if mine is None:
        acts = showing.acts_on(actor, one, ["sign_up"], "activity_step") + acts
    elif one.state == "activity_planned":
        acts = showing.acts_on(actor, mine, ["step_back"], "sign_up_step") + acts
    shown = {
        "activity": one, "branch": one.branch, "crumbs": crumbs_to(one.branch, "activities"), "coming": coming,
        "acts": showing.led(acts) if mine is None else acts,
        "photos": one.photos.all(), "is_own": belongs(actor, one.branch),
    }  # fmt: skip
    return render(request, "desk/branchlife/activity.html", shown)


def report_of(request: HttpRequest, pk: int) -> SecretaryReport:
    found = SecretaryReport.objects.filter(branch__in=_seen(request)).select_related("branch__place")
    return get_object_or_404(found, pk=pk)


@open_to(MEMBERS)
def secretary_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report with its two meetings: the distribution is told when both are counted, never who said what."""
    one, actor = showing.dressed(report_of(request, pk), showing.REPORT_LOOKS), request.actor
    hearings = list(one.hearings.select_related("count"))
    for hearing in hearings:
        hearing.report = one
        if count := getattr(hearing, "count", None):
            count.hearing = hearing
        showing.hearing_row(hearing, one, actor)
    items = [showing.dressed(item, showing.ITEM_LOOKS) for item in one.items.all()]
    for item in items:
        item.report = one
        item.is_late = item.state == ItemState.OPEN and item.due_on < timezone.localdate()
        item.acts = showing.acts_on(actor, item, ["finish_report_item"], "report_item_step")
    party, business = len(one.party_text), len(one.business_text)
    shown = {
        "report": one, "branch": one.branch, "crumbs": crumbs_to(one.branch, "reports"), "hearings": hearings, "items": items,
        "acts": showing.led(showing.acts_on(actor, one, REPORT_VERBS, "secretary_report_step")), "party": party, "business": business,
        "fewest": FEWEST_VOTERS,
    }  # fmt: skip
    return render(request, "desk/branchlife/secretary_report.html", shown)
