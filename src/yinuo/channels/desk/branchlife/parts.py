"""The parts of a branch's page: what each asks for, and nothing more."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse

from yinuo.meetings.models import BranchActivity, BranchCustom, BranchMeeting
from yinuo.meetings.queries import years_of
from yinuo.meetings.words.activities import SignUpState

from . import showing
from .sight import Sight

PER_PAGE = 20
RECENT = 5
WRITE_TO_KEEPER = ("record_meeting", "settle_custom")


def step_acts(sight: Sight, *verbs: str) -> list[dict]:
    return showing.acts_on(sight.actor, sight.branch, verbs, "branch_step")


def year(sight: Sight, asked: dict) -> dict:
    """Months by kinds, what is due now with its button, the newest records."""
    number = _number(asked.get("year"), sight.today.year)
    [found] = years_of([sight.branch], number, sight.today)
    record = reverse("desk:branch_step", args=[sight.branch.pk, "record_meeting"]) if sight.keeps else ""
    recent = BranchMeeting.objects.filter(branch=sight.branch).select_related("group")[:RECENT]
    custom = BranchCustom.objects.filter(branch=sight.branch).first()
    return {
        "number": number, "before": number - 1, "after": number + 1 if number < sight.today.year else None,
        "lines": [showing.line_row(line) for line in found.lines], "sum": found.sum, "months": range(1, 13), "custom": custom,
        "due": showing.due_rows(found, sight.actor, record) if number == sight.today.year else [], "record_url": record,
        "recent": recent, "acts": step_acts(sight, *WRITE_TO_KEEPER),
    }  # fmt: skip


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and 2000 <= int(text) <= usual else usual


def meetings(sight: Sight, asked: dict) -> dict:
    """Every record, the newest first."""
    rows = BranchMeeting.objects.filter(branch=sight.branch).select_related("group")
    rows = rows.annotate(corrected=Count("corrections")).order_by("-held_on", "-pk")
    return {
        "page": Paginator(rows, PER_PAGE).get_page(asked.get("page")), "kept": "part=meetings",
        "acts": step_acts(sight, "record_meeting"),
    }  # fmt: skip


def online(sight: Sight, asked: dict) -> dict:
    """Notices, topics, letters: the branch's own space."""
    branch, actor = sight.branch, sight.actor
    notices = branch.branch_notices.filter(Q(until=None) | Q(until__gte=sight.today))[:PER_PAGE]
    letters = branch.letters.select_related("member__org")
    if not sight.keeps:
        letters = letters.filter(member_id=actor.member)
    topics = [
        showing.dressed(one, showing.DISCUSSION_LOOKS)
        for one in branch.discussions.annotate(said=Count("remarks")).order_by("-state", "-begun_at")[:PER_PAGE]
    ]
    shown = [showing.dressed(one, showing.LETTER_LOOKS) for one in letters[:PER_PAGE]]
    for one in shown:
        one.branch = branch
        one.acts = showing.acts_on(actor, one, ["answer_letter"], "branch_letter_step")
    verbs = ("post_branch_notice", "begin_discussion", "remind_dues", "write_to_branch")
    return {"notices": notices, "topics": topics, "letters": shown, "acts": step_acts(sight, *verbs)}


def activities(sight: Sight, asked: dict) -> dict:
    """Activities with what came of them, and the demonstration posts."""
    coming = Count("sign_ups", filter=Q(sign_ups__state=SignUpState.SIGNED_UP))
    rows = BranchActivity.objects.filter(branch=sight.branch).annotate(coming=coming).order_by("-planned_on", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    for one in page:
        showing.activity_row(one)
    posts = list(sight.branch.demonstrations.prefetch_related("reviews"))
    for one in posts:
        one.branch = sight.branch
        showing.post_row(one, sight.actor, sight.today)
    return {
        "page": page, "kept": "part=activities", "posts": posts,
        "acts": step_acts(sight, "plan_activity", "name_demonstration"),
    }  # fmt: skip


def reports(sight: Sight, asked: dict) -> dict:
    """The yearly reports."""
    rows = [showing.dressed(one, showing.REPORT_LOOKS) for one in sight.branch.secretary_reports.all()]
    return {"reports": rows, "acts": step_acts(sight, "write_report")}


SHOWN: dict[str, Callable[[Sight, dict], dict]] = {
    "year": year, "meetings": meetings, "online": online, "activities": activities, "reports": reports,
}  # fmt: skip
