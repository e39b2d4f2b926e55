"""The forms of every verb of rectification, by what the verb is done to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.days import long_day
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import Campaign, WeeklyList
from yinuo.kernel.actor import Role
from yinuo.orgs.models import Organisation

from ...inspection.views.rounds import organised
from ...walking import Crumbs, Way, walk
from ..forms import CAMPAIGN_FORMS, ITEM_FORMS, ORG_FORMS, WEEK_FORMS
from .campaigns import campaign_of
from .items import item_of
from .weeks import week_of


def _organisation(request: HttpRequest) -> Organisation:
    """The organisation that is asked for, or the first one that the actor organises for."""
    orgs = organised(request.actor)
    org = next((one for one in orgs if str(one.pk) == request.GET.get("org")), orgs[0] if orgs else None)
    if org is None:
        raise Http404
    return org


def _to(campaign: Campaign) -> Crumbs:
    return [
        (reverse("desk:rectifications"), _("专项整治")),
        (reverse("desk:rectification", args=[campaign.pk]), campaign.name),
    ]


@open_to(Role.ORGANISER)
def start_campaign(request: HttpRequest) -> HttpResponse:
    """A campaign begins."""
    org, back = _organisation(request), reverse("desk:rectifications")
    answer = walk(request, Way(org, ORG_FORMS, back, [(back, _("专项整治"))], lead=org.name), "start_campaign")
    if answer.status_code == 302 and (made := Campaign.objects.filter(org=org).order_by("-pk").first()):
        return redirect("desk:rectification", pk=made.pk)
    return answer


@open_to(Role.ORGANISER)
def draft_week(request: HttpRequest) -> HttpResponse:
    """The Monday list is drafted now, where the house has not done so."""
    org, back = _organisation(request), reverse("desk:weeks")
    answer = walk(request, Way(org, ORG_FORMS, back, [(back, _("周一总结"))], lead=org.name), "draft_week")
    if answer.status_code == 302 and (made := WeeklyList.objects.filter(org=org).order_by("-pk").first()):
        return redirect("desk:week", pk=made.pk)
    return answer


@open_to(MEMBERS)
def rectification_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a campaign."""
    found = campaign_of(request.actor, pk)
    back = reverse("desk:rectification", args=[pk])
    return walk(request, Way(found, CAMPAIGN_FORMS, back, _to(found), lead=found.name), verb)


@open_to(MEMBERS)
def rectification_item_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to an item."""
    found = item_of(request.actor, pk)
    back = reverse("desk:rectification_item", args=[pk])
    lead = _("第{number}项 {problem}").format(number=found.number, problem=found.problem)
    crumbs = [*_to(found.campaign), (back, _("第{number}项").format(number=found.number))]
    return walk(request, Way(found, ITEM_FORMS, back, crumbs, lead=lead), verb)


@open_to(MEMBERS)
def week_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a Monday list. Who has it corrected is led to the new one."""
    found = week_of(request.actor, pk)
    back, all_ = reverse("desk:week", args=[pk]), reverse("desk:weeks")
    answer = walk(
        request,
        Way(
            found,
            WEEK_FORMS,
            back,
            [(all_, _("周一总结")), (back, long_day(found.day))],
            lead=f"{found.org.name} {long_day(found.day)}",
        ),
        verb,
    )
    if verb == "correct_week" and answer.status_code == 302 and (made := found.corrections.order_by("-pk").first()):
        return redirect("desk:week", pk=made.pk)
    return answer
