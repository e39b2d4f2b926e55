"""Words and looks of listening days and opinions for the templates of this part."""

from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.rules import listening as rules
from yinuo.meetings.words.listening import STEPS, TO_BE_DONE, Answer, DayState, Step

from ..walking import buttons
from .verbs import VERBS

LOOKS = {
    DayState.PLANNED: ("wait", "calendar"), DayState.ANNOUNCED: ("work", "speakerphone"),
    DayState.OPEN: ("warn", "messages"), DayState.CLOSED: ("good", "circle-check"), DayState.CALLED_OFF: ("quiet", "x"),
}  # fmt: skip
ANSWER_LOOKS = {
    "": ("late", "alert-circle"), Answer.ON_SPOT: ("good", "check"), Answer.LIMITED_TIME: ("work", "clock"),
    Answer.TRANSFERRED: ("claim", "corner-up-right"), Answer.EXPLAINED: ("quiet", "message-circle"),
}  # fmt: skip


def dressed(day: ListeningDay) -> ListeningDay:
    """With tone and icon."""
    day.tone, day.icon = LOOKS[DayState(day.state)]
    return day


def known_url(name: str, *args) -> str:
    """An address of another channel; empty where that is not built in."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def day_buttons(actor: Actor, day: ListeningDay) -> list[dict]:
    """What may be done with the day now; the next natural step stands out."""
    verbs = {
        DayState.PLANNED: ["announce_listening", "move_listening", "call_off_listening"],
        DayState.ANNOUNCED: ["open_listening", "move_listening", "call_off_listening"],
        DayState.OPEN: ["add_opinion", "close_listening"],
        DayState.CLOSED: ["add_opinion"] if is_late_open(day, timezone.localtime()) else [],
    }.get(DayState(day.state), [])
    acts = buttons(
        actor, day, verbs, lambda verb: reverse("desk:listening_step", args=[day.pk, verb]), "meetings", VERBS
    )
    for one in acts[:1]:
        one["tone"] = one["tone"] or "primary"
        one["direct"] = one["verb"] == "open_listening"
    return acts


def is_late_open(day: ListeningDay, now: datetime) -> bool:
    """Whether opinions are still taken after the end; paper may be typed some days later."""
    return day.ended_at is not None and (now - day.ended_at).days < 7


def opinion_row(one: Opinion, actor: Actor, now: datetime) -> Opinion:
    """One opinion with its five steps, its answer, what may be done."""
    done = rules.steps_done(asking.facts_of(one))
    one.steps = [(STEPS[step], step in done) for step in Step]
    one.tone, one.icon = ANSWER_LOOKS[one.answer and Answer(one.answer)]
    one.answer_word = one.get_answer_display() if one.answer else _("还没有答复方式")
    one.is_open = one.answer in TO_BE_DONE and not asking.is_done(one.matter)
    one.feedback_due = asking.feedback_due(one)
    one.is_feedback_late = one.feedback_due is not None and one.feedback_due < now
    verbs = ["answer_opinion"] if not one.answer else ["tell_raiser"] if one.feedback_due else []
    one.acts = buttons(
        actor, one, verbs, lambda verb: reverse("desk:opinion_step", args=[one.pk, verb]), "meetings", VERBS
    )
    return one


def month_words(months: list[date]) -> str:
    """“1、2、4月”."""
    return _("{months}月").format(months="、".join(str(one.month) for one in months)) if months else ""


def calendar_rows(orgs: list, days: list[ListeningDay], year: int, today: date) -> list[dict]:
    """Communities with what was held in a year, what is missing, what comes next."""
    by_place: dict[int, list[ListeningDay]] = {}
    for one in days:
        by_place.setdefault(one.place_id, []).append(one)
    return [_calendar_row(org, by_place.get(org.place_id, []), year, today) for org in orgs]


def _calendar_row(org, days: list[ListeningDay], year: int, today: date) -> dict:
    held = [one for one in days if one.state == DayState.CLOSED]
    coming = [one for one in days if one.state in (DayState.PLANNED, DayState.ANNOUNCED, DayState.OPEN)]
    on = [timezone.localdate(one.starts_at) for one in held]
    counts = [one.opinion_count for one in reversed(held)]
    this_month = today.replace(day=1)
    planned = {timezone.localdate(one.starts_at).replace(day=1) for one in days}
    return {
        "org": org,
        "held": len(held),
        "opinions": sum(counts),
        "months": month_words(sorted({day.replace(day=1) for day in on})),
        "missing": month_words(rules.months_without(on, year, today)),
        "next": coming[0] if coming else None,
        "is_unplanned": year == today.year and this_month not in planned,
        "wants_change": rules.wants_another_place(counts),
    }
