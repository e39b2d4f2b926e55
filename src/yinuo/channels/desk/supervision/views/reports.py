"""Months handed in and missing, one month, the yearly review with its sheets, questions about records."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.supervision.actions.reports import report_due
from yinuo.supervision.queries import likeness_of, reporting_units, reports_of, reviews_of
from yinuo.supervision.rules.plans import month_span

from ...inspection.sight import known_url
from ...orgs.seeing import kept
from .. import showing
from ..forms.reports import last_months
from .plans import PER_PAGE, own_unit, today


def _span(asked: str) -> tuple[int, int]:
    """The month asked for, else the last one that is over."""
    known = [key for key, _word in last_months(today())]
    year, _dash, month = (asked if asked in known else known[0]).partition("-")
    return int(year), int(month)


@open_to(MEMBERS)
def monthly_reports(request: HttpRequest) -> HttpResponse:
    """Which units have handed in the month, which are late, which have not: my own, or those I oversee."""
    year, month = _span(request.GET.get("month", ""))
    first, last = month_span(year, month)
    units = list(reporting_units(request.actor, first, last))
    reports = {one.unit_id: one for one in reports_of(request.actor).filter(year=year, month=month)}
    due_on = report_due(year, month)
    for unit in units:
        unit.report = reports.get(unit.pk)
        unit.is_missing = unit.report is None and today() > due_on
    own = own_unit(request.actor)
    acts = (
        showing.acts_on(request.actor, own, "supervision_org_step", ["hand_in_report"], ("hand_in_report",))
        if own
        else []
    )
    here = f"{year}-{month:02}"
    shown = {
        "units": units, "due_on": due_on, "month": here, "missing": sum(one.is_missing for one in units),
        "tabs": [{"word": word, "url": f"?month={key}", "here": key == here} for key, word in last_months(today())],
        "acts": [one | {"url": f"{one['url']}?span={here}"} for one in acts if own.pk not in reports and own in units],
    }  # fmt: skip
    return render(request, "desk/supervision/monthly_reports.html", shown)


@open_to(MEMBERS)
def monthly_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One month of one unit."""
    report = get_object_or_404(reports_of(request.actor), pk=pk)
    return render(request, "desk/supervision/monthly_report.html", {"report": report})


@open_to(MEMBERS)
def annual_reviews(request: HttpRequest) -> HttpResponse:
    """The years."""
    return render(request, "desk/supervision/annual_reviews.html", {"reviews": reviews_of(request.actor)})


@open_to(MEMBERS)
def annual_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts of each unit side by side; a unit sees its own sheet."""
    review = get_object_or_404(reviews_of(request.actor), pk=pk)
    sheets = review.sheets.select_related("unit").order_by("unit__path")
    is_whole = review.org.path.startswith(request.actor.org)
    if not is_whole:
        seen = [sheet for sheet in sheets if request.actor.belongs_to(sheet.unit.path)]
        sheets = seen or list(sheets)
    files = [(word, known_url("excel:annual_file", pk, kind)) for word, kind in (("Word", "docx"), ("Excel", "xlsx"))]
    shown = {
        "review": review, "sheets": sheets, "heads": [word for _key, word, _n in sheets[0].facts] if sheets else [],
        "assessment_url": known_url("desk:assessment", review.assessment_id), "files": files if is_whole else [],
    }  # fmt: skip
    return render(request, "desk/supervision/annual_review.html", shown)


@open_to(MEMBERS)
def likeness_questions(request: HttpRequest) -> HttpResponse:
    """Questions to my unit; those of others only when they were answered, or ten working days have passed."""
    found = likeness_of(request.actor, today()).order_by("-asked_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.is_own = request.actor.belongs_to(one.unit.path)
        one.left = (one.alone_until - today()).days
        one.answer_url = ""
        if one.is_own and one.answered_at is None:
            one.answer_url = reverse("desk:likeness_step", args=[one.pk, "answer_likeness"])
    return render(request, "desk/supervision/likeness_questions.html", {"page": page, "kept": kept(request)})
