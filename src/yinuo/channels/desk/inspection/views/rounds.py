"""The list of rounds, one round with its parts, and one unit of a round."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation.models import Subject
from yinuo.inspection.models import NoGap, Round
from yinuo.inspection.queries import rounds_of
from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Organisation

from ...orgs.seeing import kept
from ...walking import buttons
from .. import showing
from ..parts import PARTS, SHOWN, tabs_of
from ..sight import Sight, known_url
from ..verbs import VERBS

PER_PAGE = 30


def organised(actor: Actor) -> list[Organisation]:
    """The organisations whose organiser he is, none below another."""
    paths = {grant.org for grant in actor.granted(Role.ORGANISER) if grant.org}
    outer = [path for path in paths if not any(path != one and path.startswith(one) for one in paths)]
    return list(Organisation.objects.on(timezone.localdate()).filter(path__in=outer).order_by("path"))


@open_to(MEMBERS)
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds that I organise, go along with, or whose unit is visited; the newest first."""
    found = showing.with_counts(rounds_of(request.actor)).order_by("-starts_on", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one)
        one.days_words = showing.days_words(one)
    orgs = organised(request.actor)
    shown = {
        "page": page, "kept": kept(request), "orgs": orgs, "field_url": known_url("field:app"),
        "rubrics_url": known_url("desk:rubrics") if orgs else "",
    }  # fmt: skip
    return render(request, "desk/inspection/rounds.html", shown)


def round_of(actor: Actor, pk: int) -> Round:
    """A round that he sees; 404 for all others."""
    return get_object_or_404(
        rounds_of(actor).select_related("org__place", "assessment__rubric", "assessment__org"), pk=pk
    )


@open_to(MEMBERS)
def round_(request: HttpRequest, pk: int) -> HttpResponse:
    """One round, one part of it at a time."""
    sight = Sight(showing.dressed(round_of(request.actor, pk)), request.actor)
    part = request.GET.get("part", "")
    part = part if part in PARTS else "overview"
    shown = {
        "round": sight.round, "sight": sight, "part": part, "tabs": tabs_of(sight, part),
        "days_words": showing.days_words(sight.round), "part_template": f"desk/inspection/parts/{part}.html",
        "files_url": known_url("excel:tour_files", pk),
    }  # fmt: skip
    return render(request, "desk/inspection/round.html", shown | SHOWN[part](sight))


def unit_of(actor: Actor, pk: int) -> tuple[Sight, Subject]:
    """A unit of a round that he sees."""
    found = Subject.objects.select_related("org__place", "assessment__org")
    subject = get_object_or_404(found.filter(assessment__round__in=rounds_of(actor).values("pk")), pk=pk)
    round = round_of(actor, subject.assessment.round.pk)
    subject.assessment = round.assessment
    round.assessment.round = round
    return Sight(showing.dressed(round), actor), subject


@open_to(MEMBERS)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: the sites it has named, and what it changes afterwards. Before the lot its list is its own."""
    sight, subject = unit_of(request.actor, pk)
    is_own = sight.sees_all or subject.pk in sight.own_keys
    if sight.is_listing and not is_own:
        raise Http404
    gaps, none = _changed(sight, subject) if is_own else ([], None)
    acts = _buttons(request.actor, subject, ["list_site"] if sight.is_listing else [])
    for one in acts:
        one["tone"] = "primary"
    shown = {
        "round": sight.round, "subject": subject, "sites": _sites(sight, subject), "acts": acts, "gaps": gaps, "none": none,
        "changes": _buttons(request.actor, subject, [] if none else ["plan_gap"] if gaps else ["plan_gap", "say_none"]),
        "sees_gaps": is_own,
    }  # fmt: skip
    return render(request, "desk/inspection/unit.html", shown)


def _buttons(actor: Actor, subject: Subject, verbs: list[str]) -> list[dict]:
    return buttons(
        actor, subject, verbs, lambda verb: reverse("desk:unit_step", args=[subject.pk, verb]), "inspection", VERBS
    )


def _sites(sight: Sight, subject: Subject) -> list:
    """The sites of a unit with looks, hours and what may be done."""
    sites = list(sight.sites().filter(subject=subject).order_by("pick", "pk"))
    for site in sites:
        site.acts = buttons(
            sight.actor, site, ["withdraw_site"] if sight.is_listing and site.pick == "listed" else [],
            lambda verb, pk=site.pk: reverse("desk:site_step", args=[pk, verb]), "inspection", VERBS,
        )  # fmt: skip
        site.shown_phone = site.phone if sight.sees_phone(site) else ""
        site.tone, site.icon = showing.PICK_LOOKS[site.pick]
        site.open_words = showing.written_windows(site.windows)
    return sites


def _changed(sight: Sight, subject: Subject) -> tuple[list, NoGap | None]:
    """What a unit changes, or why nothing."""
    found = subject.gaps.select_related("subject__org", "subject__assessment", "site__subject__org__place")
    gaps = [showing.gap_row(one, sight.actor, sight.today) for one in found.prefetch_related("reviews")]
    return gaps, NoGap.objects.filter(subject=subject).first()
