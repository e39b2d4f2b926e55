"""The list of evaluations, and one as the desk of whoever organises it; the others see their own part of it."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation import policy
from yinuo.evaluation.actions.designing import MOST_KEEPERS
from yinuo.evaluation.models import Judge, Objection
from yinuo.evaluation.words import AssessmentState

from ...orgs.seeing import kept
from .. import showing
from ..counts import counted
from ..results import published
from ..seeing import TOLD, Sight, organised, seen
from ..stages import Line

PER_PAGE = 30
A = AssessmentState
PARTS = {
    "": gettext_lazy("进度"), "units": gettext_lazy("单位"), "judges": gettext_lazy("评委和票数"), "rules": gettext_lazy("计分规则"),
}  # fmt: skip
OPEN_PARTS = ("", "rules")
"""What also those see who only take part."""


@open_to(MEMBERS)
def assessments(request: HttpRequest) -> HttpResponse:
    """Those I organise or take part in, and what was published above me; the newest first."""
    found = seen(request.actor).annotate(units=Count("subjects", distinct=True))
    page = Paginator(found.order_by("-designed_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one)
    shown = {"page": page, "kept": kept(request), "orgs": organised(request.actor)}
    return render(request, "desk/evaluation/assessments.html", shown)


@open_to(MEMBERS)
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation, one part of it at a time."""
    found = showing.dressed(get_object_or_404(seen(request.actor).select_related("round"), pk=pk))
    sight = Sight(found, request.actor)
    known = {key: word for key, word in PARTS.items() if sight.sees_all or key in OPEN_PARTS}
    part = request.GET.get("part", "")
    part = part if part in known else ""
    tabs = [{"word": word, "url": sight.url(key), "here": key == part} for key, word in known.items()]
    shown = {"assessment": found, "sight": sight, "tabs": tabs, "part": part} | SHOWN[part](sight)
    shown["part_template"] = f"desk/evaluation/parts/{part or 'progress'}.html"
    return render(request, "desk/evaluation/assessment.html", shown)


def _progress(sight: Sight) -> dict:
    """The line of steps, the keepers, the results, and what is mine."""
    assessment = sight.assessment
    stages = Line(sight).stages()
    here = next((one for one in stages if one.state == "here"), None)
    lead = sight.buttons(here.verb) if here and here.verb and not here.needs else []
    if here and here.verb == "begin" and sight.round_url:
        lead = []
    if here and here.verb == "seal":
        lead = sight.buttons("seal")
    for one in lead:
        one["tone"] = "primary"
    results = list(assessment.results.order_by("-number")) if sight.sees_all else _own_result(sight)
    shown = {
        "stages": stages, "here": here, "lead_acts": lead, "more_acts": _more(sight, here), "results": results,
        "keepers": _keepers(sight),
        "take_url": any(one.take_url for one in sight.keepers), "own": _own(sight), "judge": sight.judge, "published": published(sight),
        "objections": _objections(sight),
    }  # fmt: skip
    return shown


def _more(sight: Sight, here) -> list[dict]:
    """What else may be done now: another keeper, a signature, another count, a ballot out."""
    verbs = {
        "name_keeper": len(sight.keepers) < MOST_KEEPERS, "sign": not _has_signed(sight), "compute": True, "exclude": True
    }  # fmt: skip
    acts = sight.buttons(*[verb for verb, is_shown in verbs.items() if is_shown and not (here and verb == here.verb)])
    for one in acts:
        one["word"] = _("重新计分") if one["verb"] == "compute" else one["word"]
    return acts


def _has_signed(sight: Sight) -> bool:
    """Whether the reader has signed the newest result."""
    if sight.mine is None or sight.assessment.state != A.COMPUTED:
        return False
    return sight.mine.signatures.filter(result=sight.assessment.results.first()).exists()


def _own_result(sight: Sight) -> list:
    """The newest result, once an evaluated organisation may see its own part of it."""
    if sight.own_keys or sight.is_published:
        return list(sight.assessment.results.order_by("-number")[:1])
    return []


def _keepers(sight: Sight) -> list:
    for one in sight.keepers:
        is_mine = one.member_id == sight.actor.member
        one.take_url = (
            reverse("desk:take_key", args=[one.pk]) if is_mine and sight.assessment.state == A.DESIGNED else ""
        )
        one.is_mine = is_mine
    return sight.keepers


def _own(sight: Sight) -> list:
    """My evaluated units, with what they may do."""
    today = timezone.localdate()
    rows = sight.own
    until = sight.assessment.objections_until
    is_time = sight.assessment.state == A.ANNOUNCED and until is not None and today <= until
    for one in rows:
        url = reverse("desk:object", args=[one.pk])
        one.object_url = url if is_time and policy.may_object(sight.actor, one) is None else ""
        one.is_told = sight.assessment.state in TOLD
    return rows


def _objections(sight: Sight) -> list:
    """All for the organiser, one's own for a unit."""
    found = Objection.objects.filter(subject__assessment=sight.assessment)
    if not sight.oversees:
        found = found.filter(subject__in=[one.pk for one in sight.own])
    today = timezone.localdate()
    return [showing.dressed_objection(one, today) for one in found.select_related("subject__org")]


def _units(sight: Sight) -> dict:
    """The evaluated organisations by group, with their parts and awards."""
    found = sight.assessment.subjects.select_related("org").prefetch_related("awards", "parts")
    panels: dict[int, list] = {}
    for one in found:
        one.open_parts = [part for part in one.parts.all() if part.is_open]
        one.shared = sum(part.is_shared for part in one.open_parts)
        panels.setdefault(one.panel, []).append(one)
    return {"panels": sorted(panels.items()), "acts": sight.buttons("enter", "place", "award")}


def _judges(sight: Sight) -> dict:
    """Judges by group: code, unit, what bars them, and how many ballots are in."""
    judges, sums = counted(sight.assessment)
    panels: dict[int, list[Judge]] = {}
    for one in judges:
        one.source_word = showing.source_word(one.source)
        one.recuse_url = reverse("desk:judge_step", args=[one.pk, "recuse"]) if sight.runs else ""
        panels.setdefault(one.panel, []).append(one)
    rows = [
        (panel, {"judges": found, "cast": sum(one.cast for one in found), "due": sum(one.due for one in found)})
        for panel, found in sorted(panels.items())
    ]
    is_time = sight.assessment.is_before_seal
    if not is_time:
        for one in judges:
            one.recuse_url = ""
    shown_sources = len(sight.assessment.rules.sources) > 1
    return {"panels": rows, "sums": sums, "acts": sight.buttons("seat_judge"), "shows_sources": shown_sources}


def _rules(sight: Sight) -> dict:
    """How it is counted, and by which frozen rubric."""
    facts = showing.terms_facts(sight.assessment.rules, sight.assessment)
    rubric_url = reverse("desk:rubric", args=[sight.assessment.rubric_id])
    return {"facts": facts, "acts": sight.buttons("set_terms"), "rubric_url": rubric_url}


SHOWN = {"": _progress, "units": _units, "judges": _judges, "rules": _rules}
