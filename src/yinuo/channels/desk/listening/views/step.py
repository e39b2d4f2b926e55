"""The forms of every verb of a listening day and of an opinion."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Role
from yinuo.matters.actions.intake import slip_for
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.policy.listening import HOLDERS
from yinuo.meetings.queries import listening as asking

from ...matters.views.slips import no_store, slip_shown
from ...walking import Crumbs, Way, walk
from ..forms import DAY_FORMS, OPINION_FORMS, PLAN_FORMS
from .days import day_of

PLANNERS = (Role.COMMUNITY_WORKER, Role.COORDINATOR)


def crumbs_to(day: ListeningDay | None = None) -> Crumbs:
    """From the list to a day."""
    start = [(reverse("desk:listening_days"), _("民情沟通日"))]
    return [*start, (day_url(day.pk), name_of(day))] if day else start


def day_url(pk: int) -> str:
    return reverse("desk:listening_day", args=[pk])


def name_of(day: ListeningDay) -> str:
    on = timezone.localdate(day.starts_at)
    return _("{place} {m}月{d}日").format(place=day.place.name, m=on.month, d=on.day)


@open_to(*PLANNERS)
def plan_listening(request: HttpRequest) -> HttpResponse:
    """A day is planned for the community of the address, or for the first of one's own."""
    orgs = asking.communities_of(request.actor, timezone.localdate(), *HOLDERS)
    asked = request.GET.get("org", "")
    org = orgs.filter(pk=asked).first() if asked.isascii() and asked.isdigit() else orgs.first()
    if org is None:
        raise Http404
    back = reverse("desk:listening_days")
    answer = walk(request, Way(org, PLAN_FORMS, back, crumbs_to(), lead=org.name), "plan_listening")
    if answer.status_code == 302 and (made := ListeningDay.objects.filter(org=org).order_by("-pk").first()):
        return redirect(day_url(made.pk))
    return answer


@open_to(MEMBERS)
def listening_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done with a day. After an opinion its slip is shown, once."""
    day = day_of(request.actor, pk)
    answer = walk(request, Way(day, DAY_FORMS, day_url(pk), crumbs_to(day), lead=name_of(day)), verb)
    if verb != "add_opinion" or answer.status_code != 302:
        return answer
    made = _just_said(request, day)
    return answer if made is None else _heard(request, day, made)


def _just_said(request: HttpRequest, day: ListeningDay) -> Opinion | None:
    """The opinion that this form has made, with its slip."""
    form = DAY_FORMS["add_opinion"](request.POST, subject=day, actor=request.actor, today=timezone.localdate())
    key = form.form_key if form.is_valid() else None
    made = day.opinions.select_related("matter__place").filter(uid=key).first() if key else None
    if made is not None:
        made.matter.slip = slip_for(key)
    return made


def _heard(request: HttpRequest, day: ListeningDay, made: Opinion) -> HttpResponse:
    for _told in messages.get_messages(request):
        pass  # the page says it by itself
    shown = slip_shown(request, made.matter) | {"day": day, "opinion": made, "name": name_of(day)}
    return no_store(render(request, "desk/listening/heard.html", shown))


@open_to(MEMBERS)
def opinion_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done with an opinion: answered, told back."""
    days = asking.days_of(request.actor).order_by().values("pk")
    found = Opinion.objects.select_related("day__org", "day__place", "matter", "office").filter(day__in=days)
    opinion = get_object_or_404(found, pk=pk)
    way = Way(
        opinion,
        OPINION_FORMS,
        f"{day_url(opinion.day_id)}#opinion-{pk}",
        crumbs_to(opinion.day),
        lead=opinion.matter.words,
    )
    return walk(request, way, verb)
