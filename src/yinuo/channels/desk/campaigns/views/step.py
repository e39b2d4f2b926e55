"""The forms of every verb of central work, by what the verb is done to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import Project, ProjectOpinion, ProjectStep, Recheck
from yinuo.duties.queries.campaigns import items_of, projects_of, rechecks_of
from yinuo.kernel.actor import Role

from ...offices import office_asked
from ...walking import Crumbs, Way, walk
from ..forms import ITEM_FORMS, OPEN_FORMS, OPINION_FORMS, PROJECT_FORMS, RECHECK_FORMS, WORK_FORMS

LEADERS = (Role.HANDLER, Role.ORGANISER)


def to_project(project: Project) -> Crumbs:
    """From the list to a project."""
    return [(reverse("desk:projects"), _("征迁群众工作")), (reverse("desk:project", args=[project.pk]), project.name)]


def to_recheck(recheck: Recheck) -> Crumbs:
    """From the list to a campaign."""
    return [(reverse("desk:rechecks"), _("创建复验")), (reverse("desk:recheck", args=[recheck.pk]), recheck.name)]


@open_to(*LEADERS)
def open_project(request: HttpRequest) -> HttpResponse:
    """A project begins, by its legal actor."""
    org = office_asked(request, *LEADERS)
    if org is None:
        raise Http404
    back = reverse("desk:projects")
    answer = walk(request, Way(org, OPEN_FORMS, back, [(back, _("征迁群众工作"))], lead=org.name), "open_project")
    made = Project.objects.filter(org=org).order_by("-pk").first() if answer.status_code == 302 else None
    return redirect("desk:project", pk=made.pk) if made else answer


@open_to(MEMBERS)
def project_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a project."""
    project = get_object_or_404(projects_of(request.actor), pk=pk)
    back = reverse("desk:project", args=[pk])
    return walk(request, Way(project, PROJECT_FORMS, back, to_project(project), lead=project.name), verb)


@open_to(MEMBERS)
def project_opinion_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What becomes of an opinion on the plan."""
    found = ProjectOpinion.objects.filter(project__in=projects_of(request.actor).values("pk"))
    opinion = get_object_or_404(found.select_related("project__org", "project__place"), pk=pk)
    back = reverse("desk:project", args=[opinion.project_id]) + "#opinions"
    return walk(request, Way(opinion, OPINION_FORMS, back, to_project(opinion.project), lead=opinion.text[:60]), verb)


@open_to(MEMBERS)
def project_work_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """How a piece of work ends."""
    found = ProjectStep.objects.filter(project__in=projects_of(request.actor).values("pk"))
    work = get_object_or_404(found.select_related("project__org", "project__place", "office"), pk=pk)
    back = reverse("desk:project", args=[work.project_id]) + "#work"
    return walk(request, Way(work, WORK_FORMS, back, to_project(work.project), lead=work.text), verb)


@open_to(Role.ORGANISER)
def open_recheck(request: HttpRequest) -> HttpResponse:
    """A campaign begins."""
    org = office_asked(request, Role.ORGANISER)
    if org is None:
        raise Http404
    back = reverse("desk:rechecks")
    answer = walk(request, Way(org, OPEN_FORMS, back, [(back, _("创建复验"))], lead=org.name), "open_recheck")
    made = Recheck.objects.filter(org=org).order_by("-pk").first() if answer.status_code == 302 else None
    return redirect("desk:recheck", pk=made.pk) if made else answer


@open_to(MEMBERS)
def recheck_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a campaign."""
    recheck = get_object_or_404(rechecks_of(request.actor), pk=pk)
    back = reverse("desk:recheck", args=[pk])
    return walk(request, Way(recheck, RECHECK_FORMS, back, to_recheck(recheck), lead=recheck.name), verb)


@open_to(MEMBERS)
def checklist_item_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an item of its list."""
    item = get_object_or_404(items_of(request.actor), pk=pk)
    back = reverse("desk:checklist_item", args=[pk])
    crumbs = [*to_recheck(item.recheck), (back, item.code)]
    return walk(request, Way(item, ITEM_FORMS, back, crumbs, lead=str(item)), verb)
