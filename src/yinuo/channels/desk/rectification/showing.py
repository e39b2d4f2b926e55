"""Looks of items, campaigns and weekly lists for the templates of this part."""

from datetime import date

from django.utils.translation import gettext as _

from yinuo.duties.flow.rectification import WITH_OFFICE
from yinuo.duties.models import Item
from yinuo.duties.rules import rectification as rules
from yinuo.duties.words.rectification import COLOURS, CampaignState, Colour, ItemState, WeekState

LOOKS = {
    ItemState.LISTED: ("wait", "clipboard-list"), ItemState.PROMISED: ("work", "rubber-stamp"),
    ItemState.IN_PROGRESS: ("work", "tool"), ItemState.SELF_REPORTED: ("claim", "message-report"),
    ItemState.VERIFYING: ("claim", "eye-check"), ItemState.REJECTED: ("warn", "arrow-back-up"),
    ItemState.SOLD_OFF: ("good", "circle-check"), ItemState.CONFIRMED: ("good", "shield-check"),
    ItemState.REBOUNDED: ("late", "rotate-2"), ItemState.DONE_THIS_PERIOD: ("work", "refresh"),
    ItemState.NORMAL: ("good", "flag"), ItemState.STRUCK_OUT: ("quiet", "x"), ItemState.MERGED: ("quiet", "git-merge"),
}  # fmt: skip
CAMPAIGN_LOOKS = {CampaignState.RUNNING: ("work", "tool"), CampaignState.ENDED: ("good", "circle-check")}
WEEK_LOOKS = {
    WeekState.DRAFTED: ("wait", "pencil"), WeekState.ISSUED: ("good", "send"), WeekState.CORRECTED: ("quiet", "history"),
}  # fmt: skip
COLOUR_TONES = {Colour.BLUE: "info", Colour.YELLOW: "warn", Colour.RED: "late"}


def dressed(item: Item, today: date) -> Item:
    """With tone, icon and, where it is late or nearly so, its warning."""
    item.tone, item.icon = LOOKS[ItemState(item.state)]
    colour = rules.colour(item.due_on, today) if item.state in WITH_OFFICE else None
    item.warning, item.warning_tone = (COLOURS[colour], COLOUR_TONES[colour]) if colour else ("", "")
    return item


def is_prolonged(item: Item) -> bool:
    """Whether the promised day has moved; the first one is shown beside it."""
    return item.first_due_on is not None and item.first_due_on != item.due_on


def clearing_words(told: dict[str, int], *, is_cleared: bool) -> str:
    """What may be said about clearing: only what others have checked counts."""
    if is_cleared:
        return _("阶段性任务全部由其他单位验收销号，已经清零。")
    return _("列出{listed}项，责任单位称已整改{said}项，其他单位验收销号{checked}项。").format(**told)
