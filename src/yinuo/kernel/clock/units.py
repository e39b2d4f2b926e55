"""The five units in which Chinese rules give time, and a limit as an amount of one of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from unicodedata import normalize

from ..errors import Unfit
from ..words import _


class Unit(StrEnum):
    """REFERENCE §4.7: office hours, hours through nights and holidays, working days, calendar days, legal days."""

    WORKING_HOUR = "working_hour"
    URGENT_HOUR = "urgent_hour"
    WORKING_DAY = "working_day"
    URGENT_DAY = "urgent_day"
    NATURAL_DAY = "natural_day"


UNIT_LABELS: Mapping[Unit, str] = {
    Unit.WORKING_HOUR: _("工作时"),
    Unit.URGENT_HOUR: _("紧急工作时"),
    Unit.WORKING_DAY: _("工作日"),
    Unit.URGENT_DAY: _("紧急工作日"),
    Unit.NATURAL_DAY: _("自然日"),
}

_WRITTEN = {label: unit for unit, label in UNIT_LABELS.items()} | {
    "工作小时": Unit.WORKING_HOUR,
    "紧急工作小时": Unit.URGENT_HOUR,
    "小时": Unit.URGENT_HOUR,
    "日": Unit.NATURAL_DAY,
    "天": Unit.NATURAL_DAY,
}
_LIMIT = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)个?(" + "|".join(sorted(_WRITTEN, key=len, reverse=True)) + ")")


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of one unit. Calendar days are whole; hours and working days may be fractions (1.5 工作时).

    `rolls`: a limit of natural days whose last day is a day off ends on the next working day (Civil Code art. 203).
    """

    amount: Decimal | int
    unit: Unit
    rolls: bool = True

    def __post_init__(self) -> None:
        whole = self.unit in (Unit.URGENT_DAY, Unit.NATURAL_DAY)
        if not Decimal(self.amount).is_finite() or self.amount < 0:
            raise Unfit(_("时限不能是负数。"), field="amount")
        if whole and self.amount != int(self.amount):
            raise Unfit(_("按自然日或紧急工作日计算的时限要填整数。"), field="amount")

    def __str__(self) -> str:
        """As a rule prints it: 5个工作日."""
        return f"{self.amount}个{UNIT_LABELS[self.unit]}"


def read_limit(text: str) -> Limit:
    """Read “5个工作日”, “1.5 工作时”, “24小时” (hours through the night) or “60日”; Unfit when it is none of these."""
    found = _LIMIT.fullmatch(re.sub(r"\s", "", normalize("NFKC", text)))
    if found is None:
        raise Unfit(_("看不懂时限“{text}”。请写成“5个工作日”“4个工作时”“24小时”或“60日”的样子。").format(text=text))
    amount = Decimal(found[1])
    return Limit(int(amount) if amount == int(amount) else amount, _WRITTEN[found[2]])
