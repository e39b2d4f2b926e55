"""Objections: raised by a unit, answered with facts, reviewed by others, each with its clock."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation.models import Objection
from yinuo.evaluation.queries import subjects_of
from yinuo.evaluation.words import AssessmentState
from yinuo.kernel.errors import NotNow

from ...orgs.seeing import kept
from ...walking import Crumbs, Way, buttons, walk
from .. import showing
from ..forms import OBJECTION_FORMS, SUBJECT_FORMS
from ..seeing import assessment_url, objections_of
from ..verbs import VERBS

PER_PAGE = 50
VERBS_OF = ["answer_objection", "accept_answer", "ask_review", "review", "take_back"]


@open_to(MEMBERS)
def objections(request: HttpRequest) -> HttpResponse:
    """Those of my units, and those I answer or review; what waits comes first."""
    today = timezone.localdate()
    found = objections_of(request.actor).order_by("-raised_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [showing.dressed_objection(one, today) for one in page]
    rows.sort(key=lambda one: (one.due_on is None, one.due_on or today))
    shown = {"rows": rows, "page": page, "kept": kept(request)}
    return render(request, "desk/evaluation/objections.html", shown)


def crumbs_to(objection: Objection) -> Crumbs:
    """From the list to an objection."""
    return [
        (reverse("desk:objections"), _("异议")),
        (reverse("desk:objection", args=[objection.pk]), objection.subject.org.name),
    ]


@open_to(MEMBERS)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection with what was answered, by when, and what may be done."""
    found = get_object_or_404(objections_of(request.actor), pk=pk)
    showing.dressed_objection(found, timezone.localdate())
    acts = buttons(
        request.actor,
        found,
        VERBS_OF,
        lambda verb: reverse("desk:objection_step", args=[pk, verb]),
        "evaluation",
        VERBS,
    )
    for one in acts:
        one["tone"] = "primary" if one["verb"] in ("answer_objection", "review") else one["tone"]
    shown = {"objection": found, "acts": acts, "assessment_url": assessment_url(found.subject.assessment_id)}
    return render(request, "desk/evaluation/objection.html", shown)


@open_to(MEMBERS)
def objection_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an objection."""
    found = get_object_or_404(objections_of(request.actor), pk=pk)
    lead = f"{found.subject.org.name} · {found.subject.assessment.name}"
    way = Way(found, OBJECTION_FORMS, reverse("desk:objection", args=[pk]), crumbs_to(found), lead=lead)
    return walk(request, way, verb)


@open_to(MEMBERS)
def object_(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit says what it does not agree with."""
    subject = get_object_or_404(subjects_of(request.actor), pk=pk)
    until = subject.assessment.objections_until
    is_told = subject.assessment.state == AssessmentState.ANNOUNCED
    if request.method != "POST" and not (is_told and until and timezone.localdate() <= until):
        raise NotNow(_("现在不在异议期内。结果告知各单位以后才能提出，到期为止。"))
    back = assessment_url(subject.assessment_id)
    crumbs = [(reverse("desk:assessments"), _("综合评价")), (back, subject.assessment.name)]
    lead = f"{subject.org.name} · {subject.assessment.name}"
    answer = walk(request, Way(subject, SUBJECT_FORMS, back, crumbs, lead=lead), "object")
    if answer.status_code == 302 and (made := subject.objections.order_by("-pk").first()):
        return redirect("desk:objection", pk=made.pk)
    return answer
