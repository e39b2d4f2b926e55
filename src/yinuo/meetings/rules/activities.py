"""What an outcome is, and when a demonstration post is looked at again (M40). Pure."""

from datetime import date

from ...kernel.errors import Unfit
from ...kernel.words import _
from ..rulebooks.patterns import BREAKS, EMPTY_WORDS

LEAST = 10


def fit_outcome(text: str) -> str:
    """One sentence of what came of it: whom it helped with what, or what was changed; phrases alone are none."""
    rest = BREAKS.sub("", EMPTY_WORDS.sub("", text))
    if len(rest) < LEAST:
        raise Unfit(
            _("写一句看得见的结果：帮了谁（单位、多少户）什么忙，或者定下了什么、改了什么。只写“圆满成功”不算。"),
            "outcome",
        )
    return text.strip()


def review_due(named_on: date, reviews: list[date]) -> date:
    """A year after it was named or looked at last."""
    last = max([named_on, *reviews])
    return last.replace(year=last.year + 1, day=min(last.day, 28)) if (last.month, last.day) == (2, 29) else last.replace(
        year=last.year + 1
    )  # fmt: skip
