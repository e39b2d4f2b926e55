"""My branch, the superior's list of branches, one meeting."""

from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.meetings.models import ActivityPhoto, BranchMeeting, MeetingPhoto
from yinuo.meetings.queries import branches_of, overseen_by, years_of

from .. import showing
from ..parts import SHOWN
from ..sight import PARTS, crumbs_to, sight_of

PER_PAGE = 50


@open_to(MEMBERS)
def branch_life(request: HttpRequest) -> HttpResponse:
    """Who oversees branches sees all as counts; who has one branch is led to it."""
    today = timezone.localdate()
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and 2000 <= int(text) <= today.year else today.year
    overseen = overseen_by(request.actor, today)
    page = Paginator(overseen, PER_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        return _own(request, today)
    rows = [showing.branch_row(one) for one in years_of(page.object_list, year, today)]
    is_hand = request.GET.get("hand") == "1"
    shown = {
        "rows": [row for row in rows if row["needs_a_hand"]] if is_hand else rows, "page": page, "year": year, "before": year - 1,
        "after": year + 1 if year < today.year else None, "kept": f"year={year}", "is_hand": is_hand,
        "hand": sum(row["needs_a_hand"] for row in rows), "late": sum(row["late"] for row in rows),
        "kept_sum": sum(row["kept"] for row in rows), "over_sum": sum(row["over"] for row in rows),
    }  # fmt: skip
    return render(request, "desk/branchlife/branch_life.html", shown)


def _own(request: HttpRequest, today) -> HttpResponse:
    mine = list(branches_of(request.actor, today)[:PER_PAGE])
    if len(mine) == 1:
        return redirect("desk:branch", pk=mine[0].pk)
    return render(request, "desk/branchlife/branch_life.html", {"mine": mine})


@open_to(MEMBERS)
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """One branch, one part of it at a time; on a phone first of all what is due and its button."""
    sight = sight_of(request.actor, pk, timezone.localdate())
    part = request.GET.get("part", "year")
    part = part if part in PARTS and (part != "online" or sight.is_own) else "year"
    shown = {
        "branch": sight.branch, "sight": sight, "part": part, "tabs": sight.tabs(part),
        "part_template": f"desk/branchlife/parts/{part}.html",
    }  # fmt: skip
    return render(request, "desk/branchlife/branch.html", shown | SHOWN[part](sight, request.GET))


def meeting_of(request: HttpRequest, pk: int) -> BranchMeeting:
    """A record of a branch that he may open."""
    seen = branches_of(request.actor, timezone.localdate()).values("pk")
    found = BranchMeeting.objects.filter(branch__in=seen).select_related("branch__place", "group")
    return get_object_or_404(found, pk=pk)


@open_to(MEMBERS)
def branch_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One record with its warnings, corrections and photos."""
    meeting = meeting_of(request, pk)
    shown = {
        "meeting": meeting, "branch": meeting.branch, "crumbs": crumbs_to(meeting.branch, "meetings"),
        "bands": showing.bands_row(meeting.bands), "corrections": meeting.corrections.all(), "photos": meeting.photos.all(),
        "acts": showing.acts_on(request.actor, meeting, ["correct_meeting", "add_meeting_photo"], "branch_meeting_step"),
    }  # fmt: skip
    return render(request, "desk/branchlife/branch_meeting.html", shown)


@open_to(MEMBERS)
def branch_photo(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A photo of a meeting or an activity of a branch that one may open."""
    seen = branches_of(request.actor, timezone.localdate()).values("pk")
    rows = {
        "meeting": MeetingPhoto.objects.filter(meeting__branch__in=seen),
        "activity": ActivityPhoto.objects.filter(activity__branch__in=seen),
    }
    if kind not in rows:
        raise Http404
    path = Path(settings.MEDIA_ROOT) / get_object_or_404(rows[kind], pk=pk).file
    if not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="image/jpeg", filename=f"{pk}{path.suffix}")
    answer["Cache-Control"] = "private, max-age=300"
    return answer
