"""The Monday lists: all of them, and one on its one page."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import WeeklyList
from yinuo.duties.queries import rectification as reading
from yinuo.duties.rules.rectification import is_report_day
from yinuo.duties.words.rectification import WeekState
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Unfit
from yinuo.places.queries import calendar

from ...inspection.views.rounds import organised
from ...orgs.seeing import kept
from ...walking import buttons
from .. import showing
from ..verbs import VERBS

HEADINGS = {
    "due": _("本周到期"),
    "overdue": _("已经过期"),
    "sold_off": _("上期以来新销号"),
    "stuck": _("卡住的"),
    "rebounded": _("反弹的"),
}


def week_of(actor: Actor, pk: int) -> WeeklyList:
    """A list that he sees; 404 for all others."""
    return get_object_or_404(reading.weeks_of(actor).select_related("corrects"), pk=pk)


@open_to(MEMBERS)
def weeks(request: HttpRequest) -> HttpResponse:
    """Monday lists, the newest first."""
    page = Paginator(reading.weeks_of(request.actor), 30).get_page(request.GET.get("page"))
    for one in page:
        one.tone, one.icon = showing.WEEK_LOOKS[WeekState(one.state)]
    shown = {"page": page, "kept": kept(request), "orgs": organised(request.actor) if _is_day() else []}
    return render(request, "desk/rectification/weeks.html", shown)


def _is_day() -> bool:
    try:
        return is_report_day(timezone.localdate(), calendar())
    except Unfit:
        return False


@open_to(MEMBERS)
def week(request: HttpRequest, pk: int) -> HttpResponse:
    """One list as it goes out: counted rows, one page."""
    found = week_of(request.actor, pk)
    found.tone, found.icon = showing.WEEK_LOOKS[WeekState(found.state)]
    content = found.content
    parts = [
        {"word": word, "number": content[name]["number"], "rows": [_row(row) for row in content[name]["rows"]],
         "more": content[name]["number"] - len(content[name]["rows"])}
        for name, word in HEADINGS.items()
    ]  # fmt: skip
    url = lambda verb: reverse("desk:week_step", args=[found.pk, verb])  # noqa: E731
    acts = buttons(request.actor, found, ["issue_week", "redraft_week", "correct_week"], url, "duties", VERBS)
    for one in acts:
        one["tone"] = "primary" if one["verb"] == "issue_week" else one["tone"]
    shown = {
        "week": found,
        "parts": parts,
        "counts": content["counts"],
        "acts": acts,
        "until": date.fromisoformat(content["until"]),
    }
    return render(request, "desk/rectification/week.html", shown)


def _row(row: dict) -> dict:
    """Days of a stored row as days."""
    return row | {name: date.fromisoformat(row[name]) if row[name] else None for name in ("due", "first_due")}
