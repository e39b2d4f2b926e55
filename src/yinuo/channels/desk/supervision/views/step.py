"""The forms of every verb of supervision, by what the verb is done to."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.orgs.models import Organisation
from yinuo.supervision.models import (
    AccountabilityTalk,
    AnnualReview,
    Finding,
    MonthlyReport,
    RectificationNotice,
    SupervisionPlan,
    SupervisionTeam,
    SupervisionVisit,
)
from yinuo.supervision.queries import findings_of, likeness_of, notices_of, talks_of, teams_of, visits_of

from ...walking import Crumbs, Way, walk
from ..forms import (
    FINDING_FORMS,
    LIKENESS_FORMS,
    NOTICE_FORMS,
    ORG_FORMS,
    PLAN_FORMS,
    TALK_FORMS,
    TEAM_FORMS,
    VISIT_FORMS,
)
from .plans import plan_of, today

MADE = {
    "draft_plan": (SupervisionPlan, "org", "supervision_plan"),
    "form_team": (SupervisionTeam, "org", "supervision_team"),
    "prepare_review": (AnnualReview, "org", "annual_review"),
    "hand_in_report": (MonthlyReport, "unit", "monthly_report"),
    "plan_visit": (SupervisionVisit, "plan", "supervision_visit"),
    "issue_notice": (RectificationNotice, "plan", "rectification_notice"),
    "record_talk": (AccountabilityTalk, "plan", "accountability_talk"),
    "record_finding": (Finding, "visit", "finding"),
}
"""What a verb makes, where it belongs, and the page of it."""


def start() -> Crumbs:
    """From the first page of supervision."""
    return [(reverse("desk:supervision"), _("督查"))]


def to_what_was_made(answer: HttpResponse, subject, verb: str) -> HttpResponse:
    """Who has made something is led to its page."""
    if answer.status_code != 302 or verb not in MADE:
        return answer
    model, field, name = MADE[verb]
    newest = model.objects.filter(**{field: subject}).order_by("-pk").first()
    return redirect(f"desk:{name}", pk=newest.pk) if newest else answer


@open_to(MEMBERS)
def supervision_org_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What an organisation begins: a plan, a team, a comparison, the year's review; or its month. The act says who may."""
    org = get_object_or_404(Organisation.objects.on(today()), pk=pk)
    back = reverse(
        {"hand_in_report": "desk:monthly_reports", "compare_records": "desk:likeness_questions"}.get(
            verb, "desk:supervision"
        )
    )
    return to_what_was_made(walk(request, Way(org, ORG_FORMS, back, start(), lead=org.name), verb), org, verb)


@open_to(MEMBERS)
def supervision_plan_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a plan."""
    plan = plan_of(request.actor, pk)
    back = reverse("desk:supervision_plan", args=[pk])
    way = Way(plan, PLAN_FORMS, back, [*start(), (back, plan.name)], lead=plan.name)
    return to_what_was_made(walk(request, way, verb), plan, verb)


def _step(
    request: HttpRequest, found: QuerySet, pk: int, verb: str, forms, name: str, lead, crumb=None
) -> HttpResponse:
    subject = get_object_or_404(found, pk=pk)
    back = reverse(f"desk:{name}", args=[pk])
    way = Way(subject, forms, back, [*start(), (back, str((crumb or lead)(subject)))], lead=str(lead(subject)))
    return to_what_was_made(walk(request, way, verb), subject, verb)


@open_to(MEMBERS)
def supervision_team_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Members come and go."""
    return _step(request, teams_of(request.actor), pk, verb, TEAM_FORMS, "supervision_team", str)


@open_to(MEMBERS)
def supervision_visit_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What a team does on its visit."""
    found = visits_of(request.actor)
    return _step(request, found, pk, verb, VISIT_FORMS, "supervision_visit", lambda one: one.unit.name)


@open_to(MEMBERS)
def finding_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a finding, by the team, the unit, or other people."""
    return _step(
        request, findings_of(request.actor), pk, verb, FINDING_FORMS, "finding",
        lambda one: f"{one.unit.name} · {one}", lambda one: one.unit.name,
    )  # fmt: skip


@open_to(MEMBERS)
def notice_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The unit's receipt and answer."""
    return _step(request, notices_of(request.actor), pk, verb, NOTICE_FORMS, "rectification_notice", str)


@open_to(MEMBERS)
def talk_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A talk is confirmed, followed up, closed."""
    return _step(
        request, talks_of(request.actor), pk, verb, TALK_FORMS, "accountability_talk", lambda one: one.unit.name
    )


@open_to(MEMBERS)
def likeness_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The unit says why."""
    question = get_object_or_404(likeness_of(request.actor, today()), pk=pk)
    back = reverse("desk:likeness_questions")
    way = Way(question, LIKENESS_FORMS, back, [*start(), (back, _("对记录的询问"))], lead=question.unit.name)
    return walk(request, way, verb)
