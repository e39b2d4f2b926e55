"""The forms of every verb of the registers, by what the verb is done to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import DutyTask, Regulation, Responsibility, ResponsibilityLetter, Training
from yinuo.duties.queries.letters import letters_of
from yinuo.duties.queries.regulations import regulations_of
from yinuo.duties.queries.training import trainings_of
from yinuo.kernel.actor import Role
from yinuo.orgs.models import Organisation

from ...offices import office_asked
from ...walking import Crumbs, Way, walk
from .. import forms

LEADERS = (Role.HANDLER, Role.ORGANISER)


def _office(request: HttpRequest, *roles: Role) -> Organisation:
    if org := office_asked(request, *roles):
        return org
    raise Http404


@open_to(*LEADERS)
def begin_regulation(request: HttpRequest, verb: str) -> HttpResponse:
    """A rule is proposed, or an old one entered."""
    org, back = _office(request, *LEADERS), reverse("desk:regulations")
    way = Way(org, forms.BEGIN_REGULATION_FORMS, back, [(back, _("制度台账"))], lead=org.name)
    answer = walk(request, way, verb)
    made = Regulation.objects.filter(org=org).order_by("-pk").first() if answer.status_code == 302 else None
    return redirect("desk:regulation", pk=made.pk) if made else answer


@open_to(MEMBERS)
def regulation_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a rule."""
    rule = get_object_or_404(regulations_of(request.actor), pk=pk)
    back = reverse("desk:regulation", args=[pk])
    crumbs = [(reverse("desk:regulations"), _("制度台账")), (back, rule.name)]
    return walk(request, Way(rule, forms.REGULATION_FORMS, back, crumbs, lead=rule.name), verb)


@open_to(Role.ORGANISER)
def draft_letter(request: HttpRequest) -> HttpResponse:
    """A letter of responsibility is drafted."""
    org, back = _office(request, Role.ORGANISER), reverse("desk:responsibility_letters")
    answer = walk(request, Way(org, forms.DRAFT_FORMS, back, [(back, _("目标责任书"))], lead=org.name), "draft_letter")
    made = ResponsibilityLetter.objects.filter(org=org).order_by("-pk").first() if answer.status_code == 302 else None
    return redirect("desk:responsibility_letter", pk=made.pk) if made else answer


def _to_letter(letter: ResponsibilityLetter) -> Crumbs:
    here = reverse("desk:responsibility_letter", args=[letter.pk])
    return [(reverse("desk:responsibility_letters"), _("目标责任书")), (here, str(letter))]


@open_to(MEMBERS)
def letter_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a letter."""
    letter = get_object_or_404(letters_of(request.actor), pk=pk)
    back = reverse("desk:responsibility_letter", args=[pk])
    return walk(request, Way(letter, forms.LETTER_FORMS, back, _to_letter(letter), lead=str(letter)), verb)


@open_to(MEMBERS)
def responsibility_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an item of the responsibility list."""
    found = Responsibility.objects.filter(letter__in=letters_of(request.actor).values("pk"))
    one = get_object_or_404(found.select_related("letter__org", "letter__unit"), pk=pk)
    crumbs = _to_letter(one.letter)
    return walk(
        request, Way(one, forms.RESPONSIBILITY_FORMS, f"{crumbs[-1][0]}#item-{pk}", crumbs, lead=one.text), verb
    )


@open_to(MEMBERS)
def duty_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an item of the task list."""
    found = DutyTask.objects.filter(responsibility__letter__in=letters_of(request.actor).values("pk"))
    one = get_object_or_404(found.select_related("responsibility__letter__org", "responsibility__letter__unit"), pk=pk)
    crumbs = _to_letter(one.responsibility.letter)
    back = f"{crumbs[-1][0]}#item-{one.responsibility_id}"
    return walk(request, Way(one, forms.DUTY_FORMS, back, crumbs, lead=one.text), verb)


@open_to(Role.ORGANISER)
def plan_training(request: HttpRequest) -> HttpResponse:
    """A session is arranged."""
    org, back = _office(request, Role.ORGANISER), reverse("desk:trainings")
    answer = walk(request, Way(org, forms.PLAN_FORMS, back, [(back, _("党务培训"))], lead=org.name), "plan_training")
    made = Training.objects.filter(org=org).order_by("-pk").first() if answer.status_code == 302 else None
    return redirect("desk:training", pk=made.pk) if made else answer


@open_to(MEMBERS)
def training_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a session."""
    training = get_object_or_404(trainings_of(request.actor), pk=pk)
    back = reverse("desk:training", args=[pk])
    crumbs = [(reverse("desk:trainings"), _("党务培训")), (back, training.title)]
    return walk(request, Way(training, forms.TRAINING_FORMS, back, crumbs, lead=training.title), verb)
