"""The list of topics, and one topic with the steps of its track."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.acts.models import Entry
from yinuo.channels.days import long_day
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor
from yinuo.meetings.models import Topic
from yinuo.meetings.queries.topics import bodies_of, topics_of
from yinuo.meetings.rules.topics import plain
from yinuo.meetings.words.topics import UNDECIDED, UNDONE, TopicState
from yinuo.orgs.queries import names_of

from ...orgs.seeing import kept
from .. import showing
from ..forms import TopicFilter
from ..sight import Sight
from ..verbs import VERBS

PER_PAGE = 50


@open_to(MEMBERS)
def topics(request: HttpRequest) -> HttpResponse:
    """The topics that this person sees; what has waited longest comes first where ageing is asked for."""
    today = timezone.localdate()
    form = TopicFilter(request.GET, bodies=bodies_of(request.actor, today).order_by("path")[:PER_PAGE])
    form.is_valid()
    found = _narrowed(topics_of(request.actor), form.cleaned_data, today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, today)
    return render(request, "desk/topics/topics.html", {"form": form, "page": page, "kept": kept(request)})


def _narrowed(found: QuerySet[Topic], asked: dict, today: date) -> QuerySet[Topic]:
    for name in ("track", "state", "body"):
        if asked.get(name):
            found = found.filter(**{name: asked[name]})
    age = asked.get("age")
    if age == "undecided":
        return found.filter(state__in=UNDECIDED).order_by("proposed_at", "pk")
    if age == "undone":
        return found.filter(state__in=UNDONE).order_by(F("decided_on").asc(), "pk")
    if age == "overdue":
        late = (TopicState.DECIDED, TopicState.ASSIGNED)
        return found.filter(state__in=late, due_on__lt=today).order_by("due_on", "pk")
    if age == "late":
        found = found.exclude(sitting__late_why="").filter(sitting__isnull=False)
    return found.order_by("-proposed_at", "-pk")


def topic_of(actor: Actor, pk: int) -> Topic:
    """A topic that he sees; 404 for all others."""
    return get_object_or_404(topics_of(actor).select_related("residents_of"), pk=pk)


@open_to(MEMBERS)
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """One topic: its line, what is missing, answers, claims, votes, who does it, what the proposer was told."""
    today = timezone.localdate()
    one = showing.dressed(topic_of(request.actor, pk), today)
    sight = Sight(one, request.actor, today)
    stages = sight.stages()
    here = next((stage for stage in stages if stage.state == "here"), None)
    acts = sight.acts(here.key if here else "")
    shown = {
        "topic": one, "sight": sight, "stages": stages, "here": here, "acts": acts, "source": sight.profile.source,
        "facts": _facts(sight), "history": _history(one),
        "may_weigh": one.state in ("circulated", "met") and any(act["verb"] in ("postpone_topic",) for act in acts),
        "need": plain(one.need_amount) if one.need_amount else "", "claimed": plain(sight.claimed) if sight.claims else "0",
    }  # fmt: skip
    return render(request, "desk/topics/topic.html", shown)


def _facts(sight: Sight) -> list[tuple[str, object]]:
    one = sight.topic
    need = (
        _("{what} {n}{unit}").format(what=one.need_what, n=plain(one.need_amount), unit=one.need_unit)
        if one.need_amount
        else ""
    )
    return [
        (_("编号"), one.number),
        (_("议事机构"), one.body.name),
        (_("哪一种"), one.get_track_display()),
        (_("哪方面"), one.get_theme_display()),
        (_("在哪里"), one.place.name),
        (_("谁提出的"), one.proposer),
        (_("提出的日子"), long_day(showing.day_of(one.proposed_at))),
        (_("需要"), need),
        (_("牵头单位"), one.lead.name if one.lead else ""),
        (_("暂缓过"), _("{n}次").format(n=one.postponed) if one.postponed else ""),
        (_("来自事项"), one.matter.number if one.matter else ""),
        (_("公开"), _("议定后公开") if one.is_public else _("不公开")),
    ]


def _history(one: Topic) -> list[dict]:
    """The lines of the ledger, oldest first: when, which office, what. Two queries."""
    entries = list(Entry.objects.filter(subject=f"topic:{one.pk}").order_by("sequence"))
    names = names_of({entry.org for entry in entries if entry.org})
    return [{"at": entry.at, "word": VERBS[entry.verb].told, "office": names.get(entry.org, "")} for entry in entries]


def topic_url(pk: int) -> str:
    """The address of a topic."""
    return reverse("desk:topic", args=[pk])
