"""Inspection tours as everybody may see them: tasks, units, the lot that anybody can repeat, the meeting, published bands."""

import json
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...evaluation.models import Assessment, Result
from ...evaluation.words import AssessmentState, Form
from ...inspection.models import Round
from .. import lots
from ..doors import ANYONE, open_to

PER_PAGE = 20


def all_rounds():
    """Every round, the newest first: that one was ordered is no secret (REFERENCE M01, 层层观摩)."""
    return Round.objects.select_related("org__place", "assessment__rubric").order_by("-starts_on", "-pk")


@require_safe
@open_to(ANYONE)
def rounds(request: HttpRequest) -> HttpResponse:
    """Which rounds there are: who ordered them, when, how many units."""
    found = all_rounds().annotate(unit_count=Count("assessment__subjects", distinct=True))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    earlier = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    later = f"?page={page.next_page_number()}" if page.has_next() else ""
    return render(request, "portal/rounds.html", {"page": page, "earlier_url": earlier, "later_url": later})


@require_safe
@open_to(ANYONE)
def round_(request: HttpRequest, pk: int) -> HttpResponse:
    """One round. Marks of judges, notes and contacts of hosts are nowhere on it."""
    round = get_object_or_404(all_rounds(), pk=pk)
    drawn = lots.lots_of(round) if round.seed else []
    subjects = round.assessment.subjects.select_related("org__place").order_by("panel", "org__path")
    shown = {
        "round": round,
        "tasks": round.assessment.rubric.content["items"],
        "panels": [(panel, list(units)) for panel, units in groupby(subjects, key=lambda one: one.panel)],
        "is_grouped": round.state not in ("listing", "drawn"),
        "lots": drawn,
        "command": lots.command(round, drawn[0]) if drawn else "",
        "speakers": round.speakers.select_related("org__place"),
        "result": published(round.assessment),
    }
    return render(request, "portal/round.html", shown)


def published(assessment: Assessment) -> dict | None:
    """What of the result is everybody's: bands with their counts; points only where they were released to everybody."""
    if assessment.state != AssessmentState.PUBLISHED:
        return None
    row = Result.objects.filter(assessment=assessment).order_by("-number").first()
    if row is None:
        return None
    content = json.loads(row.content)
    has_points = assessment.form == Form.POINTS and _("社会") in assessment.audience
    order = [name for name, _least in assessment.terms.get("bands", [])]
    bands = [(band, [one for one in content["subjects"] if one["band"] == band]) for band in order]
    places = dict(assessment.subjects.values_list("org__path", "org__place__name"))
    for one in content["subjects"]:
        one["place"] = places.get(one["key"], one["name"])
    return {
        "bands": [(band, units) for band, units in bands if units],
        "unscored": [one for one in content["subjects"] if not one["band"]],
        "has_points": has_points,
        "counts": content["counts"],
        "formula": content["formula"],
        "digest": row.digest,
        "number": row.number,
        "why": row.why,
    }
