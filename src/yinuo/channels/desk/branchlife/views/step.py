"""The forms of every verb of branch life, by what the verb is done to."""

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.meetings.models import (
    ActivitySignUp,
    BallotCount,
    BranchLetter,
    DemonstrationPost,
    ReportHearing,
    ReportItem,
)
from yinuo.meetings.queries import branches_of

from ...walking import Way, walk
from ..forms import (
    ACTIVITY_FORMS,
    BRANCH_FORMS,
    COUNT_FORMS,
    DEMONSTRATION_FORMS,
    DISCUSSION_FORMS,
    HEARING_FORMS,
    ITEM_FORMS,
    LETTER_FORMS,
    MEETING_FORMS,
    REPORT_FORMS,
    SIGN_UP_FORMS,
)
from ..sight import branch_url, crumbs_to, sight_of
from .branches import meeting_of
from .things import activity_of, discussion_of, report_of

PART_OF = {
    "record_meeting": "year", "settle_custom": "year", "post_branch_notice": "online", "remind_dues": "online",
    "begin_discussion": "online", "write_to_branch": "online", "plan_activity": "activities", "name_demonstration": "activities",
    "write_report": "reports",
}  # fmt: skip
"""Which part of the page of a branch shows what a verb has done."""


def _found(request: HttpRequest, rows: QuerySet, branch: str, pk: int) -> Model:
    """A row of a branch that he may open; 404 for all others."""
    seen = branches_of(request.actor, timezone.localdate()).values("pk")
    return get_object_or_404(rows.filter(**{f"{branch}__in": seen}).select_related(f"{branch}__place"), pk=pk)


@open_to(MEMBERS)
def branch_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done in a branch."""
    branch = sight_of(request.actor, pk, timezone.localdate()).branch
    part = PART_OF.get(verb, "")
    return walk(
        request, Way(branch, BRANCH_FORMS, branch_url(pk, part), crumbs_to(branch, part), lead=branch.name), verb
    )


@open_to(MEMBERS)
def branch_meeting_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is said beside a record."""
    meeting = meeting_of(request, pk)
    back = reverse("desk:branch_meeting", args=[pk])
    crumbs = [*crumbs_to(meeting.branch, "meetings"), (back, str(meeting))]
    return walk(request, Way(meeting, MEETING_FORMS, back, crumbs, lead=str(meeting)), verb)


@open_to(MEMBERS)
def discussion_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is said about a topic, and its end."""
    one = discussion_of(request, pk)
    back = reverse("desk:discussion", args=[pk])
    crumbs = [*crumbs_to(one.branch, "online"), (back, one.title)]
    return walk(request, Way(one, DISCUSSION_FORMS, back, crumbs, lead=one.title), verb)


@open_to(MEMBERS)
def branch_letter_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A letter is answered."""
    one = _found(request, BranchLetter.objects, "branch", pk)
    back = branch_url(one.branch_id, "online")
    return walk(request, Way(one, LETTER_FORMS, back, crumbs_to(one.branch, "online"), lead=one.branch.name), verb)


@open_to(MEMBERS)
def activity_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an activity."""
    one = activity_of(request, pk)
    back = reverse("desk:activity", args=[pk])
    crumbs = [*crumbs_to(one.branch, "activities"), (back, one.title)]
    return walk(request, Way(one, ACTIVITY_FORMS, back, crumbs, lead=one.title), verb)


@open_to(MEMBERS)
def sign_up_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Somebody steps back."""
    one = _found(request, ActivitySignUp.objects, "activity__branch", pk)
    back = reverse("desk:activity", args=[one.activity_id])
    crumbs = [*crumbs_to(one.activity.branch, "activities"), (back, one.activity.title)]
    return walk(request, Way(one, SIGN_UP_FORMS, back, crumbs, lead=one.activity.title), verb)


@open_to(MEMBERS)
def demonstration_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A demonstration post is looked at, or taken back."""
    one = _found(request, DemonstrationPost.objects, "branch", pk)
    back = branch_url(one.branch_id, "activities")
    return walk(request, Way(one, DEMONSTRATION_FORMS, back, crumbs_to(one.branch, "activities"), lead=one.post), verb)


def _to_report(report) -> tuple[str, list[tuple[str, str]], str]:
    back = reverse("desk:secretary_report", args=[report.pk])
    word = _("{year}年述职").format(year=report.year)
    return back, [*crumbs_to(report.branch, "reports"), (back, word)], f"{report.branch.name} {word}"


@open_to(MEMBERS)
def secretary_report_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a report."""
    report = report_of(request, pk)
    back, crumbs, lead = _to_report(report)
    return walk(request, Way(report, REPORT_FORMS, back, crumbs, lead=lead), verb)


@open_to(MEMBERS)
def hearing_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The first teller counts."""
    one = _found(request, ReportHearing.objects, "report__branch", pk)
    back, crumbs, lead = _to_report(one.report)
    return walk(request, Way(one, HEARING_FORMS, back, crumbs, lead=lead), verb)


@open_to(MEMBERS)
def count_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The second teller counts, or the first one again."""
    one = _found(request, BallotCount.objects, "hearing__report__branch", pk)
    back, crumbs, lead = _to_report(one.hearing.report)
    return walk(request, Way(one, COUNT_FORMS, back, crumbs, lead=lead), verb)


@open_to(MEMBERS)
def report_item_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Something was changed."""
    one = _found(request, ReportItem.objects, "report__branch", pk)
    back, crumbs, lead = _to_report(one.report)
    return walk(request, Way(one, ITEM_FORMS, back, crumbs, lead=lead), verb)
