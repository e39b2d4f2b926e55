"""Rows of the core in the shape the house's parts want: promise cards, three truths, list rows, days left."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ...kernel import privacy
from ...kernel.calendar import Calendar, CalendarMissing
from ...matters.flow import DONE, ENDS
from ...matters.models import Matter, Promise
from ...matters.queries import Moment
from ...matters.words import OUTCOMES, Outcome, Rating, State, Urgency
from .choosing import community_names

STOPPED = frozenset({State.WAITING}) | ENDS
LONGEST_COUNT = 400


def without_personal(text: str) -> str:
    """The text with what surely is personal data masked, for pages that everybody sees (DESIGN §4)."""
    return privacy.mask(text, [one for one in privacy.scan(text) if not one.is_weak])


def left(due_at: datetime | None, now: datetime, table: Calendar) -> tuple[int | None, str]:
    """Days left (negative when over) and their unit: working days, or natural ones where no working day lies."""
    if due_at is None:
        return None, "working"
    today, last = timezone.localtime(now).date(), timezone.localtime(due_at).date()
    natural = (last - today).days
    if abs(natural) > LONGEST_COUNT:
        return natural, "natural"
    first, final = sorted((today, last))
    try:
        working = sum(table.is_working(first + timedelta(n + 1)) for n in range((final - first).days))
    except CalendarMissing:
        return natural, "natural"
    if working == 0:
        return natural, "natural"
    return (working if natural > 0 else -working), "working"


def cards(
    promises: Iterable[Promise], matter: Matter, now: datetime, table: Calendar, *, is_public: bool
) -> list[dict]:
    """Promise cards, newest first; `promises` with office and extensions prefetched. First due days stay."""
    safe = without_personal if is_public else str
    return [_card(one, matter, now, table, safe) for one in sorted(promises, key=lambda p: p.at, reverse=True)]


def _card(promise: Promise, matter: Matter, now, table, safe) -> dict:
    is_running = promise.kept_at is None and matter.state not in STOPPED
    days, unit = left(promise.due_at, now, table) if is_running else (None, "working")
    return {
        "office": promise.office.name,
        "stage": promise.stage,
        "text": safe(promise.text),
        "made_on": promise.at,
        "first_due_on": promise.first_due_at,
        "due_on": promise.due_at,
        "extension_reason": safe(_why_later(promise)),
        "kept_on": promise.kept_at,
        "left": days,
        "unit": unit,
    }


def _why_later(promise: Promise) -> str:
    if promise.due_at == promise.first_due_at:
        return ""
    approved = [one for one in promise.extensions.all() if one.is_approved]
    if approved:
        return approved[-1].reason
    return _("等诉求人补充材料的这段时间不计入期限。")


def truths(matter: Matter, moments: list[Moment], *, is_public: bool) -> dict:
    """The three truths with who said so and when; context of partials/three_truths.html."""
    is_done = matter.state in DONE
    return {
        "office": _office_says(matter),
        "resident": _resident_says(matter, moments, is_done),
        "check": _check_says(matter, moments, is_done),
    }


def _office_says(matter: Matter) -> dict | None:
    who = matter.office.name if matter.office else ""
    if matter.resolved_at:
        note = _("结果：{outcome}").format(outcome=OUTCOMES[matter.outcome]) if matter.outcome else ""
        said = "no" if matter.outcome in (Outcome.EXPLAINED_NOT_AGREED, Outcome.UNRESOLVABLE) else "yes"
        return {"said": said, "on": matter.resolved_at, "who": who, "note": note}
    return {"said": "waiting", "who": who} if matter.office else None


def _resident_says(matter: Matter, moments: list[Moment], is_done: bool) -> dict | None:
    if matter.rating == Rating.NOT_RATED:
        return {"said": "waiting"} if is_done else None
    said = {Rating.SATISFIED: "yes", Rating.BASICALLY: "yes"}.get(matter.rating, "no")
    rated = [m for m in moments if m.verb == "rate" or (m.verb == "call_back" and m.entry.given.get("has_reached"))]
    who = "" if not rated else (_("凭单号评价") if rated[-1].verb == "rate" else _("电话回访"))
    note = _("基本满意") if matter.rating == Rating.BASICALLY else ""
    return {"said": said, "on": rated[-1].entry.at if rated else None, "who": who, "note": note}


def _check_says(matter: Matter, moments: list[Moment], is_done: bool) -> dict | None:
    checks = [m for m in moments if m.verb in ("verify", "send_back", "look_back", "rebound")]
    last = checks[-1] if checks else None
    if matter.held_at and last:
        return {"said": "yes", "on": matter.held_at, "who": last.office, "note": _("回头看：仍然好着")}
    if matter.verified_at and last:
        return {"said": "yes", "on": matter.verified_at, "who": last.office}
    if is_done:
        return {"said": "waiting"}
    if last and last.verb in ("send_back", "rebound"):
        note = _("回头看：又出了问题") if last.verb == "rebound" else ""
        return {"said": "no", "on": last.entry.at, "who": last.office, "note": note}
    return None


def gap(told: dict) -> str:
    """A sentence about the difference between the three truths; empty when there is none."""
    said = {name: (one or {}).get("said") for name, one in told.items()}
    if said["office"] == "yes" and said["resident"] == "no":
        return _("单位说办完了，居民说没办好。两种说法都公开。")
    if said["check"] == "no":
        return _("另一单位复查，没有办好，已退回继续办。")
    if said["resident"] == "yes" and said["check"] == "waiting":
        return _("居民说办好了，还在等另一单位复查。")
    return ""


def rows(matters: list[Matter], now: datetime, table: Calendar) -> list[dict]:
    """List rows of public matters; context of partials/matter_table.html. One query for the names of communities."""
    names = community_names({one.place_code for one in matters})
    return [_row(one, names, now, table) for one in matters]


def _row(matter: Matter, names: dict[str, str], now: datetime, table: Calendar) -> dict:
    is_running = matter.state not in STOPPED and matter.state not in DONE
    days, unit = left(matter.due_at, now, table) if is_running else (None, "working")
    return {
        "url": reverse("portal:public", args=[matter.number]),
        "title": without_personal(matter.title),
        "number": matter.number,
        "category": matter.category.full_name if matter.category else "",
        "state": matter.state,
        "due_on": matter.due_at,
        "first_due_on": matter.first_due_at,
        "left": days,
        "unit": unit,
        "place": names.get(matter.place_code[:12], ""),
        "office": matter.office.name if matter.office else "",
        "received_at": matter.received_at,
        "is_urgent": matter.urgency != Urgency.NORMAL,
    }
