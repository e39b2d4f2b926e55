"""Words and looks of branch life for the templates of this part."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.meetings.models import BranchActivity, DemonstrationPost, SecretaryReport
from yinuo.meetings.queries import BranchYear
from yinuo.meetings.rules import reports as report_rules
from yinuo.meetings.rules.activities import review_due
from yinuo.meetings.rules.life import Cell, Line
from yinuo.meetings.words.activities import ActivityState, DemonstrationState
from yinuo.meetings.words.life import CADENCES, MEETING_KINDS, STANDINGS, Cadence, MeetingKind, Standing
from yinuo.meetings.words.online import DiscussionState, LetterState
from yinuo.meetings.words.reports import ItemState, ReportState

from ..walking import buttons
from .verbs import VERBS

STANDING_LOOKS = {
    Standing.KEPT: ("good", "check"), Standing.MISSING: ("late", "circle-x"), Standing.DUE: ("warn", "clock"),
    Standing.AHEAD: ("quiet", "circle-dashed"), Standing.NOT_ASKED: ("quiet", "minus"),
}  # fmt: skip
ACTIVITY_LOOKS = {
    ActivityState.PLANNED: ("wait", "calendar-event"), ActivityState.HELD: ("good", "check"),
    ActivityState.FOLLOWED_UP: ("good", "circle-check"), ActivityState.CALLED_OFF: ("quiet", "x"),
}  # fmt: skip
REPORT_LOOKS = {
    ReportState.WRITTEN: ("wait", "file-text"), ReportState.HEARD: ("work", "list-check"),
    ReportState.COUNTED: ("claim", "chart-bar"), ReportState.FOLLOWED: ("good", "circle-check"),
}  # fmt: skip
DISCUSSION_LOOKS = {
    DiscussionState.OPEN: ("work", "message-circle"), DiscussionState.ARCHIVED: ("quiet", "clipboard-check"),
}  # fmt: skip
LETTER_LOOKS = {LetterState.WAITING: ("warn", "mail"), LetterState.ANSWERED: ("good", "check")}
ITEM_LOOKS = {ItemState.OPEN: ("work", "tool"), ItemState.DONE: ("good", "circle-check")}
POST_LOOKS = {
    DemonstrationState.NAMED: ("good", "flag"), DemonstrationState.WITHDRAWN: ("quiet", "x"),
}  # fmt: skip


def acts_on(actor: Actor, subject, verbs: Iterable[str], name: str) -> list[dict]:
    """The buttons this person has now."""
    return buttons(
        actor, subject, list(verbs), lambda verb: reverse(f"desk:{name}", args=[subject.pk, verb]), "meetings", VERBS
    )


def led(acts: list[dict]) -> list[dict]:
    """The same buttons, the first one standing out."""
    if acts and not acts[0]["tone"]:
        acts[0]["tone"] = "primary"
    return acts


def dressed(row, looks: dict):
    """With its tone and icon."""
    row.tone, row.icon = looks[row.state]
    return row


def line_row(line: Line) -> dict:
    """One kind through the year, as a row of the glance."""
    return {
        "word": MEETING_KINDS[line.kind], "kind": line.kind, "cadence": CADENCES[line.rule.every], "article": line.rule.article,
        "span": {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.YEAR: 12}[line.rule.every],
        "cells": [cell_row(cell, line) for cell in line.cells], "kept": line.count(Standing.KEPT), "over": line.over,
    }  # fmt: skip


def cell_row(cell: Cell, line: Line) -> dict:
    tone, icon = STANDING_LOOKS[cell.standing]
    month = cell.starts_on.month
    names = {Cadence.MONTH: _("{n}月").format(n=month), Cadence.QUARTER: _("第{n}季度").format(n=(month + 2) // 3)}
    groups = (
        _("{kept}/{asked}个小组").format(kept=cell.kept, asked=cell.asked)
        if line.rule.per_group and cell.asked > 1
        else ""
    )
    return {
        "name": names.get(line.rule.every, _("全年")), "word": STANDINGS[cell.standing], "tone": tone, "icon": icon,
        "late": cell.late, "groups": groups, "due": cell.due_on if cell.standing == Standing.DUE else None,
    }  # fmt: skip


def due_rows(year: BranchYear, actor: Actor, record_url: str) -> list[dict]:
    """What is due now, each with the button that begins its record."""
    rows = []
    for line in year.lines:
        for cell in line.cells:
            if cell.standing == Standing.DUE:
                rows.append({
                    "word": MEETING_KINDS[line.kind], "due": cell.due_on, "url": f"{record_url}?kind={line.kind}" if record_url else "",
                    "cadence": CADENCES[line.rule.every],
                })  # fmt: skip
    return rows


def kinds_of(words: Iterable[MeetingKind]) -> str:
    return "、".join(_(MEETING_KINDS[kind]) for kind in words)


def branch_row(one: BranchYear) -> dict:
    """A branch in the list of the superior: counts and what is missing, no order by them."""
    found = one.sum
    return {
        "branch": one.branch, "kept": found.kept, "over": found.over, "late": found.late, "due": kinds_of(found.due),
        "missing": kinds_of(found.missing), "needs_a_hand": found.needs_a_hand,
    }  # fmt: skip


def bands_row(bands: dict | None) -> list[tuple[str, int]]:
    """A democratic review as words and counts."""
    if not bands:
        return []
    words = {
        "excellent": _("优秀"), "qualified": _("合格"), "basic": _("基本合格"), "unqualified": _("不合格"),
        "probationary": _("预备党员（不评等次）"),
    }  # fmt: skip
    return [(word, bands[name]) for name, word in words.items()]


def hearing_row(hearing, report: SecretaryReport, actor: Actor):
    """One meeting with its count: told as a distribution once the superior has settled it."""
    count = getattr(hearing, "count", None)
    hearing.counted, hearing.bands, hearing.acts = count, None, []
    if count is None:
        hearing.acts = acts_on(actor, hearing, ["enter_count"], "hearing_step")
    elif count.confirmed_at is None:
        verb = "recount" if actor.member == count.first_id else "confirm_count"
        hearing.acts = acts_on(actor, count, [verb], "count_step")
    hearing.is_told = report.settled_at is not None and count is not None
    if hearing.is_told:
        numbers = count.counted
        hearing.valid, hearing.invalid, hearing.handed_out = numbers.valid, numbers.invalid, numbers.handed_out
        hearing.bands = report_rules.distribution(numbers)
    return hearing


def activity_row(activity: BranchActivity) -> BranchActivity:
    return dressed(activity, ACTIVITY_LOOKS)


def post_row(post: DemonstrationPost, actor: Actor, today: date) -> DemonstrationPost:
    """A demonstration post with when it is looked at next."""
    dressed(post, POST_LOOKS)
    post.looked = [one.on for one in post.reviews.all()]
    post.due = review_due(post.named_on, post.looked)
    post.is_due = post.state == DemonstrationState.NAMED and (post.due - today).days <= 60
    verbs = ["review_demonstration"] if post.is_due else []
    post.acts = acts_on(actor, post, [*verbs, "withdraw_demonstration"], "demonstration_step")
    return post
