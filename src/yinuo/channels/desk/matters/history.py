"""The history of a matter as its people at the desk read it: every act, by which office, with its words."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.acts.models import Entry
from yinuo.kernel.clock.pauses import CAUSE_LABELS
from yinuo.matters.models import Matter
from yinuo.matters.queries import Moment
from yinuo.matters.words import CHANNELS, DENIALS, METHODS, OUTCOMES, RATINGS, REFUSALS
from yinuo.orgs.models import Organisation

from .verbs import VERBS, Verb

SAID = ("text", "reason", "asked", "note", "words", "tried", "basis")
"""Words of acts that are shown, in this order; a raiser's first words stand above the history, not in it."""


class Line(NamedTuple):
    """One line: `facts` are what was chosen, `text` what was written; `is_late` marks what was entered later (补录)."""

    at: datetime
    recorded_at: datetime
    who: str
    verb: str
    text: str
    facts: str
    icon: str
    kind: str
    is_late: bool


def lines(moments: list[Moment], matter: Matter) -> list[Line]:
    """The history, newest first. At most one query, for names of offices that were chosen and changed again.

    What the house suggests is left out: it is shown with its probability above, and decides nothing.
    """
    offices = _offices(moments, matter)
    return [_line(one, offices) for one in reversed(moments) if one.verb != "suggest"]


def _line(moment: Moment, offices: dict[str, str]) -> Line:
    entry, verb = moment.entry, VERBS.get(moment.verb, Verb("", moment.verb, "circle-dot"))
    said = [_said(moment, name) for name in SAID if moment.words.get(name)] if moment.verb != "raise" else []
    facts = [told for name, teller in FACTS.items() if (told := teller(entry.given.get(name)))]
    if told := _other(moment) or offices.get(str(entry.given.get("office", ""))):
        facts.insert(0, told)
    return Line(
        entry.at, entry.recorded_at, _who(moment), str(verb.told), "\n".join(said), " · ".join(map(str, facts)),
        verb.icon, verb.mark, entry.is_late,
    )  # fmt: skip


def _said(moment: Moment, name: str) -> str:
    label = LABELS.get((moment.verb, name))
    return f"{label}{moment.words[name]}" if label else moment.words[name]


LABELS = {("escalate", "tried"): gettext_lazy("已经做过："), ("escalate", "basis"): gettext_lazy("为什么要上报：")}
"""What stands before words that could be taken for others."""


def _other(moment: Moment) -> str:
    """The other office of the act: to which it was raised or given, or to which the result went back."""
    told = {"escalate": _("上报给{office}"), "assign": _("交办给{office}")}.get(moment.verb, _("结果已返回{office}"))
    return told.format(office=moment.other) if moment.other else ""


def _who(moment: Moment) -> str:
    if moment.office:
        return moment.office
    return {"house": _("系统"), "slip": _("诉求人"), "resident": _("诉求人")}.get(moment.entry.actor, "")


def _offices(moments: list[Moment], matter: Matter) -> dict[str, str]:
    named = {str(m.entry.given["office"]) for m in moments if m.entry.given.get("office")}
    known = {f"organisation:{one.pk}": one.name for one in (matter.office, matter.first_office) if one}
    missing = [int(name.partition(":")[2]) for name in named - set(known)]
    if missing:
        found = Organisation.objects.filter(pk__in=missing).values_list("pk", "name")
        known |= {f"organisation:{pk}": name for pk, name in found}
    return known


def _labelled(labels) -> Callable:
    return lambda value: _(labels[value]) if isinstance(value, str) and value in labels else ""


def _until(value) -> str:
    if not isinstance(value, str):
        return ""
    moment = timezone.localtime(datetime.fromisoformat(value))
    return _("到 {month}月{day}日 {hour}").format(month=moment.month, day=moment.day, hour=f"{moment:%H:%M}")


def _legal(value) -> str:
    return _(CHANNELS[value][0]) if isinstance(value, str) and value in CHANNELS else ""


FACTS: dict[str, Callable] = {
    "due_at": _until,
    "outcome": _labelled(OUTCOMES),
    "rating": lambda value: (
        _(RATINGS[value]) if isinstance(value, str) and value in RATINGS and value != "not_rated" else ""
    ),
    "method": _labelled(METHODS),
    "kind": _labelled(METHODS),
    "basis": _labelled(REFUSALS),
    "reason": _labelled(DENIALS),
    "cause": _labelled(CAUSE_LABELS),
    "channel": _legal,
    "service": lambda value: value if isinstance(value, str) else "",
    "is_approved": lambda value: {True: _("同意"), False: _("不同意")}.get(value, ""),
    "has_reached": lambda value: {True: _("联系上了"), False: _("没有联系上")}.get(value, ""),
}
"""What was chosen, by the name of the act's parameter."""


def since(matter: Matter, seen: int) -> list[Entry]:
    """What has happened after the entry that somebody had looked at."""
    return list(Entry.objects.filter(subject=f"matter:{matter.pk}", sequence__gt=seen).order_by("sequence"))
