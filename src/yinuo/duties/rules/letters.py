"""How much of a list was there last year already (M38, 照抄上年). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from rapidfuzz import fuzz, process

ALIKE = 90
"""Percent from which an item is shown as the same as last year's."""

NOISE = re.compile(
    r"\d+\u5e74\u5ea6?|[\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]{4}\u5e74|[^\w]|_"
)
"""Years in digits, or in four Chinese numerals before the word for year; marks and spaces."""


@dataclass(frozen=True)
class Likeness:
    """`percents` for each item, with the place of the nearest item of last year (-1: none); `overall` weighs by length."""

    percents: list[int]
    nearest: list[int]
    overall: int

    @property
    def alike(self) -> int:
        """Items that are the same, or nearly."""
        return sum(percent >= ALIKE for percent in self.percents)


def plain(text: str) -> str:
    """The text without marks, spaces and years, so that 2025年 and 2026年 do not make two texts."""
    return NOISE.sub("", normalize("NFKC", text)).lower()


def likeness(new: Sequence[str], old: Sequence[str]) -> Likeness | None:
    """Each new item against the nearest old one; None where there is nothing to compare."""
    if not new or not old:
        return None
    known = [plain(one) for one in old]
    percents, nearest = [], []
    for text in new:
        found = process.extractOne(plain(text), known, scorer=fuzz.ratio)
        percents.append(int(found[1]) if found else 0)
        nearest.append(found[2] if found and found[1] >= ALIKE else -1)
    weights = [max(1, len(plain(text))) for text in new]
    overall = sum(p * w for p, w in zip(percents, weights, strict=True)) // sum(weights)
    return Likeness(percents, nearest, overall)
