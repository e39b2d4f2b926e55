"""Numbers as they were published: 120余万元 stays 120余万元, and a share keeps what it was a share of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from unicodedata import normalize

from .errors import Unfit
from .words import _

SMALLEST_SAMPLE = 10
SCALES: Mapping[str, int] = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}


class Qualifier(StrEnum):
    """How a published number meant itself (REFERENCE §0.1, 5)."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"


BEFORE: Mapping[str, Qualifier] = {
    "超过": Qualifier.OVER,
    "超": Qualifier.OVER,
    "逾": Qualifier.OVER,
    "将近": Qualifier.NEARLY,
    "接近": Qualifier.NEARLY,
    "近": Qualifier.NEARLY,
    "大约": Qualifier.ABOUT,
    "约": Qualifier.ABOUT,
}
AFTER: Mapping[str, Qualifier] = {"余": Qualifier.OVER, "多": Qualifier.OVER, "左右": Qualifier.ABOUT}
USUAL: Mapping[Qualifier, str] = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "余",
    Qualifier.NEARLY: "近",
    Qualifier.ABOUT: "约",
}

_SCALE = "百万|万|亿|千|百"
_QUANTITY = re.compile(
    rf"(?P<before>{'|'.join(BEFORE)})?(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<early>余|多)?(?P<scale>{_SCALE})?(?P<late>余|多)?"
    rf"(?P<unit>[^\W\d_余多]{{0,6}}?)(?P<end>左右)?"
)
_FOUND_UNIT = "个|名|人|件|次|项|条|户|眼|支|级|场|元|万元|天|小时|家|处|面|份|名|位|篇|方面|人次|亩|公里|米|吨"
_IN_TEXT = re.compile(
    rf"(?:{'|'.join(BEFORE)})?(?<![0-9])[0-9]+(?:\.[0-9]+)?(?:余|多)?(?:{_SCALE})?(?:余|多)?"
    rf"(?:{'|'.join(sorted(_FOUND_UNIT.split('|'), key=len, reverse=True))})(?:左右)?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, how it was meant, and what it counts. Two are equal when all three are.

    `scale` is the step it was written in (万; None: chosen when printed), `mark` the word it was qualified with
    (余 or 多, 近 or 将近; empty: the usual one). Both only serve to print it back exactly; only zeros at the end of a
    decimal fraction (1.50) are lost.
    """

    value: Decimal | int
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    scale: str | None = field(default=None, compare=False)
    mark: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.value < 0:
            raise Unfit(_("数量不能是负数。"), field="value")
        if self.scale is not None and self.scale not in SCALES:
            raise Unfit(_("数量的进位只能是百、千、万、百万或亿。"), field="scale")

    def __str__(self) -> str:
        """As published: 860余次, 120余万元, 近20万元, 3200名."""
        scale = self._printed_scale()
        number = Decimal(self.value) / SCALES[scale]
        digits = format(number.quantize(Decimal(1)) if number == int(number) else number.normalize(), "f")
        mark = self.mark or USUAL[self.qualifier]
        if mark in BEFORE:
            return f"{mark}{digits}{scale}{self.unit}"
        if mark == "左右":
            return f"{digits}{scale}{self.unit}{mark}"
        return f"{digits}{mark}{scale}{self.unit}"

    def _printed_scale(self) -> str:
        if self.scale is not None:
            return self.scale
        return next((s for s in ("亿", "万") if self.value and self.value % SCALES[s] == 0), "")

    def __add__(self, other: "Quantity") -> "Quantity":
        """The sum of two numbers of the same thing; Unfit for different things (次 and 件) or over with nearly."""
        if not isinstance(other, Quantity):
            return NotImplemented
        if self.unit != other.unit:
            raise Unfit(
                _("“{one}”和“{other}”数的不是同一样东西，不能相加。").format(one=self, other=other), field="unit"
            )
        kinds = {self.qualifier, other.qualifier} - {Qualifier.EXACT}
        if len(kinds) > 1:
            raise Unfit(_("“{one}”和“{other}”的约数方向不同，不能相加。").format(one=self, other=other))
        return Quantity(self.value + other.value, next(iter(kinds), Qualifier.EXACT), self.unit)


def read_quantity(text: str) -> Quantity:
    """Read “120余万元”, “860余次”, “近20万元”, “3200名”, “约5千”; Unfit when it is no such number.

    Numbers written in Chinese characters (三十余) are not read: they are typed again as digits by a person.
    """
    typed = re.sub(r"[\s,]", "", normalize("NFKC", text))
    found = _QUANTITY.fullmatch(typed)
    marks = [m for m in found.group("before", "early", "late", "end") if m] if found else []
    if found is None or len(marks) > 1:
        raise Unfit(_("看不懂数量“{text}”。请写成“3200名”“860余次”或“近20万元”的样子。").format(text=text[:40]))
    mark = marks[0] if marks else ""
    scale = found["scale"] or ""
    value = Decimal(found["digits"]) * SCALES[scale]
    qualifier = BEFORE.get(mark) or AFTER.get(mark) or Qualifier.EXACT
    whole = int(value) if value == int(value) else value
    return Quantity(whole, qualifier, found["unit"], scale, mark)


def quantities_in(text: str) -> list[Quantity]:
    """The numbers with a unit that a text mentions, in order; years and bare numbers are left out."""
    return [read_quantity(found[0]) for found in _IN_TEXT.finditer(normalize("NFKC", text))]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole and the words (with version) that define both. A ratio is never kept without them."""

    numerator: int
    denominator: int
    definition: str

    def __post_init__(self) -> None:
        if self.numerator < 0 or self.denominator < 0:
            raise Unfit(_("比率的分子和分母都不能是负数。"))

    def percent(self) -> Decimal | None:
        """To two decimals, half up; None when fewer than ten cases make a percentage say too much (REFERENCE §7.1)."""
        if self.denominator < SMALLEST_SAMPLE:
            return None
        exact = Decimal(100 * self.numerator) / self.denominator
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

    def __str__(self) -> str:
        """“96.16%（23974/24932）”, or the counts alone: “3/7”."""
        percent, counts = self.percent(), f"{self.numerator}/{self.denominator}"
        return counts if percent is None else f"{percent}%（{counts}）"
