"""What templates need to look like one house: icons, badges, Chinese dates, form controls, grouped numbers."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select
from django.forms.utils import flatatt
from django.forms.widgets import CheckboxSelectMultiple
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yinuo.channels.days import long_day, short_day
from yinuo.kernel.codes import show_slip, spoken
from yinuo.matters.words import STATES, State

register = template.Library()


@register.filter
def dial(phone: str) -> str:
    """What a telephone dials of a number as it is written: “19900000235（公务手机）” is 19900000235."""
    return "".join(character for character in str(phone).partition("（")[0] if character in "+0123456789-")


class Look(NamedTuple):
    """How a state is shown: its tone (a CSS class) and its icon. Its word is the flow's."""

    tone: str
    icon: str


PLAIN = Look("quiet", "circle-dot")
"""For a state this table does not know: shown with its word all the same, never hidden."""

LOOKS: dict[str, Look] = {
    State.RECEIVED: Look("wait", "inbox"),
    State.REGISTERED: Look("wait", "inbox"),
    State.ACCEPTED: Look("wait", "clipboard-check"),
    State.NOT_ACCEPTED: Look("quiet", "circle-x"),
    State.REDIRECTED: Look("quiet", "scale"),
    State.TRANSFERRED: Look("late", "urgent"),
    State.MERGED: Look("quiet", "git-merge"),
    State.DISPATCHED: Look("wait", "send"),
    State.ESCALATED: Look("wait", "arrow-bar-up"),
    State.REFUSED: Look("warn", "corner-up-left"),
    State.ADJUDICATING: Look("warn", "gavel"),
    State.IN_PROGRESS: Look("work", "tool"),
    State.WAITING: Look("warn", "hourglass"),
    State.RESOLVED: Look("claim", "flag"),
    State.VERIFIED: Look("good", "eye-check"),
    State.FEEDBACK_GIVEN: Look("good", "message-circle"),
    State.REOPEN_ASKED: Look("late", "rotate-2"),
    State.CLOSED: Look("good", "circle-check"),
    State.WITHDRAWN: Look("quiet", "arrow-back-up"),
}


@register.simple_tag
@lru_cache(maxsize=1000)  # a list of fifty has three hundred
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Decorative unless `label` says what it means."""
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address)


@register.simple_tag
def badge(state: str, word: str = "") -> SafeString:
    """A matter's state as icon + word + tone; `word` replaces the flow's own word where the page needs another."""
    return _badge(str(state), str(word), get_language())


@lru_cache(maxsize=1000)
def _badge(state: str, word: str, _language: str | None) -> SafeString:
    look = LOOKS.get(state, PLAIN)
    word = word or (_(STATES[State(state)]) if state in LOOKS else state)
    return render_to_string("partials/badge.html", {"tone": look.tone, "icon": look.icon, "word": word})


@register.inclusion_tag("partials/due.html")
def due(due_on: date | datetime | None, left: int | None = None, unit: str = "working") -> dict:
    """A due day with what is left of it: `left` in whole days (negative when over), counted by the caller's clock."""
    return {"due_on": due_on, "left": left, "unit": unit, "tone": due_tone(left)}


@register.filter
def due_tone(left: int | None) -> str:
    """late when over, warn when one day or less is left, else quiet."""
    if left is None:
        return "quiet"
    if left < 0:
        return "late"
    return "warn" if left <= 1 else "calm"


@register.filter
def days_left(left: int | None, unit: str = "working") -> str:
    """还剩 2 个工作日 / 今天到期 / 已超期 3 个工作日; `unit` is "working" or "natural"."""
    if left is None:
        return ""
    if left == 0:
        return _("今天到期")
    count = abs(left)
    if unit == "working":
        days = ngettext("%(count)d 个工作日", "%(count)d 个工作日", count) % {"count": count}
    else:
        days = ngettext("%(count)d 天", "%(count)d 天", count) % {"count": count}
    return (_("还剩 %(days)s") if left > 0 else _("已超期 %(days)s")) % {"days": days}


@register.filter(expects_localtime=True)
def day(value: date | datetime | None) -> str:
    """11月22日 周日"""
    return short_day(value) if value else ""


@register.filter(expects_localtime=True)
def full_day(value: date | datetime | None) -> str:
    """2026年11月22日 周日"""
    return long_day(value) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """11月22日 周日 14:05; a plain day is shown without an hour."""
    return f"{day(value)} {_hour(value)}".strip()


@register.filter(expects_localtime=True)
def full_moment(value: datetime | None) -> str:
    """2026年11月22日 周日 14:05"""
    return f"{full_day(value)} {_hour(value)}".strip()


@register.filter(expects_localtime=True)
def month(value: date | datetime | None) -> str:
    """2026年11月"""
    return _("%(year)d年%(month)d月") % {"year": value.year, "month": value.month} if value else ""


@register.filter(expects_localtime=True)
def machine_day(value: date | datetime | None) -> str:
    """ISO 8601, for the datetime attribute of <time>."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value or "")


@register.filter
def slip(number: str) -> str:
    """A slip as printed: 7K3M-9QWD-2XH."""
    return show_slip(number) if number else ""


@register.filter
def slip_spoken(number: str) -> str:
    """A slip as a screen reader should say it: character by character."""
    return spoken(number) if number else ""


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget of a form field in the house's dress; Django ties help and error by aria-describedby itself."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return field.as_widget()
    if isinstance(widget, CheckboxInput):
        name = "form-check-input"
    elif isinstance(widget, Select):
        name = "form-select"
    else:
        name = "form-control"
    name = f"{name} is-invalid" if field.errors else name
    kept = widget.attrs.get("class", "")
    attrs = {"class": f"{kept} {name}".strip()}
    return _select(field, attrs) if type(widget) is Select else field.as_widget(attrs=attrs)


def _select(field: BoundField, attrs: dict) -> SafeString:
    """What Django's own templates make of a list of choices, which they render one by one: half the time of a page."""
    widget = field.field.widget
    attrs = widget.build_attrs(widget.attrs, {"id": field.auto_id} | field.build_widget_attrs(attrs, widget))
    wanted = set(widget.format_value(field.value()))
    options = mark_safe("".join(_options(widget.choices, wanted)))
    return format_html('<select name="{}"{}>{}</select>', field.html_name, flatatt(attrs), options)


def _options(choices: Iterable, wanted: set[str]) -> Iterator[str]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield f'<optgroup label="{escape(str(value))}">{"".join(_options(label, wanted))}</optgroup>'
        else:
            value = "" if value is None else str(value)
            yield f'<option value="{escape(value)}"{" selected" if value in wanted else ""}>{escape(str(label))}</option>'


@register.filter
def control_kind(field: BoundField) -> str:
    """choices, tick, file or line: which part of partials/field.html draws the field."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, FileInput) else "line"


@register.simple_tag
def language_tag() -> str:
    """The lang attribute: browsers choose Chinese glyphs by zh-CN, not by Django's zh-hans."""
    code = get_language() or "zh-hans"
    return "zh-CN" if code.startswith("zh") else code


def _hour(value: date | datetime | None) -> str:
    return f"{value:%H:%M}" if isinstance(value, datetime) else ""
