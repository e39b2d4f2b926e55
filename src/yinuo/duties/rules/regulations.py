"""Which problem a rule closes, when it is looked at again, and the figure 建立、完善、精简 (M35). Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from ...kernel.codes import read_matter_number
from ...kernel.errors import Unfit
from ...kernel.words import _
from ..words.regulations import CHANGE_KINDS, ChangeKind

MATTER_LIKE = re.compile(r"^\d{4}[-‐–—－]?\d{7,9}[-‐–—－]?[\dXx]$")
LONGEST = 60


def problem_of(text: str) -> tuple[str, str]:
    """(number of a matter, number of a rectification item) in what was typed; one of the two is empty. Unfit for neither."""
    typed = text.strip()
    if not typed:
        raise Unfit(
            _("每项制度都要写明解决的是哪个问题：填事项编号或者整改项编号。没有对应问题的制度，不建。"), "problem"
        )
    if number := read_matter_number(typed):
        return number, ""
    if MATTER_LIKE.match(typed):
        raise Unfit(_("“{typed}”像事项编号，但校验位不对，请核对。").format(typed=typed), "problem")
    if len(typed) > LONGEST or not any(sign.isdigit() for sign in typed):
        raise Unfit(_("请填编号，例如事项编号 2026-0000123-7，或者整改项编号；问题的内容写在“原因”里。"), "problem")
    return "", typed


def next_review(day: date) -> date:
    """A year later (REFERENCE 2.Z M35)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def counted_words(kinds: Iterable[str]) -> str:
    """“建立3项、完善2项、精简4项”: made, improved and abolished count alike; empty when nothing was changed."""
    counts = Counter(ChangeKind(kind) for kind in kinds)
    if not counts:
        return ""
    return "、".join(_("{word}{n}项").format(word=word, n=counts[kind]) for kind, word in CHANGE_KINDS.items())
