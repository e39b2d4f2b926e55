"""The forms of every verb of an evaluation, by what the verb is done to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation.models import Assessment
from yinuo.evaluation.queries import assessments_of
from yinuo.kernel.actor import Actor, Role

from ...walking import Crumbs, Way, walk
from ..forms import ASSESSMENT_FORMS, DESIGN_FORMS, JUDGE_FORMS
from ..seeing import assessment_url, judges_seen, organised

PART_OF = {
    "set_terms": "rules", "enter": "units", "place": "units", "award": "units", "seat_judge": "judges", "exclude": "",
}  # fmt: skip
"""Which part of an evaluation's page shows what a verb has done."""


def assessment_of(actor: Actor, pk: int) -> Assessment:
    """An evaluation that concerns him; 404 for all others."""
    return get_object_or_404(assessments_of(actor), pk=pk)


def crumbs_to(assessment: Assessment, part: str = "") -> Crumbs:
    """From the list to an evaluation."""
    return [(reverse("desk:assessments"), _("综合评价")), (assessment_url(assessment.pk, part), assessment.name)]


@open_to(Role.ORGANISER)
def design(request: HttpRequest) -> HttpResponse:
    """An evaluation is begun."""
    orgs = organised(request.actor)
    org = next((one for one in orgs if str(one.pk) == request.GET.get("org")), orgs[0] if orgs else None)
    if org is None:
        raise Http404
    back = reverse("desk:assessments")
    answer = walk(request, Way(org, DESIGN_FORMS, back, [(back, _("综合评价"))], lead=org.name), "design")
    if answer.status_code == 302 and (made := Assessment.objects.filter(org=org).order_by("-pk").first()):
        return redirect("desk:assessment", pk=made.pk)
    return answer


@open_to(MEMBERS)
def assessment_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an evaluation. Counting and signing lead on to the result."""
    assessment = assessment_of(request.actor, pk)
    part = PART_OF.get(verb, "")
    way = Way(assessment, ASSESSMENT_FORMS, assessment_url(pk, part), crumbs_to(assessment, part), lead=assessment.name)
    answer = walk(request, way, verb)
    if answer.status_code == 302 and verb in ("compute", "sign") and (newest := assessment.results.first()):
        return redirect("desk:result", pk=newest.pk)
    return answer


@open_to(MEMBERS)
def judge_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A judge steps aside, by himself or by the organiser."""
    judge = get_object_or_404(judges_seen(request.actor), pk=pk)
    is_own = judge.member_id == request.actor.member
    back = reverse("desk:marking") if is_own else assessment_url(judge.assessment_id, "judges")
    crumbs = [(back, _("我的评分票"))] if is_own else crumbs_to(judge.assessment, "judges")
    lead = _("{name} · 评委{code}").format(name=judge.assessment.name, code=judge.code)
    return walk(request, Way(judge, JUDGE_FORMS, back, crumbs, lead=lead), verb)
