"""What the pages of suggestion boxes show of a box, an opening and a letter."""

from datetime import date

import segno
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.matters.box_policy import is_keeper
from yinuo.matters.box_words import BoxState, LetterState, OpeningState
from yinuo.matters.models import Box, BoxMonth, Letter, Opening

LETTER_LOOKS = {
    LetterState.REGISTERED: ("work", "inbox"), LetterState.KEPT: ("calm", "paperclip"),
    LetterState.PASSED: ("claim", "send"), LetterState.ANSWERED: ("good", "circle-check"),
}  # fmt: skip
OPENING_LOOKS = {
    OpeningState.OPENED: ("wait", "hourglass"), OpeningState.CONFIRMED: ("work", "pencil"),
    OpeningState.DENIED: ("late", "circle-x"), OpeningState.ENTERED: ("good", "circle-check"),
}  # fmt: skip


def dressed(box: Box, today: date, actor: Actor) -> Box:
    """With the word of how it stands: due, forgotten, in order."""
    box.is_mine = is_keeper(actor, box)
    if box.state == BoxState.TAKEN_DOWN:
        box.tone, box.icon, box.word = "calm", "x", _("已撤下")
    elif box.forgotten_on <= today:
        box.tone, box.icon, box.word = "late", "alert-triangle", _("两期没有开箱记录")
    elif box.next_on < today:
        box.tone, box.icon, box.word = "warn", "clock", _("该开箱了，已过{n}天").format(n=(today - box.next_on).days)
    elif box.next_on == today:
        box.tone, box.icon, box.word = "wait", "calendar-due", _("今天该开箱")
    else:
        box.tone, box.icon, box.word = "good", "circle-check", _("按期")
    return box


def dressed_opening(opening: Opening) -> Opening:
    opening.tone, opening.icon = OPENING_LOOKS[OpeningState(opening.state)]
    return opening


def dressed_letter(letter: Letter) -> Letter:
    """With its look; of one that was passed on only to whom."""
    letter.tone, letter.icon = LETTER_LOOKS[LetterState(letter.state)]
    letter.photo_url = reverse("desk:letter_photo", args=[letter.pk]) if letter.file else ""
    return letter


def month_word(month: BoxMonth) -> str:
    """2026年3月, and which correction."""
    word = _("{year}年{month}月").format(year=month.month.year, month=month.month.month)
    return word if month.number == 1 else _("{month}（第{n}次更正）").format(month=word, n=month.number - 1)


def square_code(text: str) -> str:
    """A QR code as inline SVG."""
    drawn = segno.make(text, error="m").svg_inline(omitsize=True, border=2, dark="#14211f")
    return mark_safe(drawn)  # drawn here: no input reaches the markup
