"""The clocks of the 信访工作条例 (2022) as data (REFERENCE §4.6)."""

from dataclasses import dataclass

from ..words import _
from .units import Limit, Unit


@dataclass(frozen=True, slots=True)
class PetitionClock:
    """One step of a petition: its limit, the article it rests on, and how far it may be extended with approval."""

    name: str
    label: str
    limit: Limit
    article: int
    extension: Limit | None = None


def _days(amount: int) -> Limit:
    return Limit(amount, Unit.NATURAL_DAY)


PETITION_CLOCKS: tuple[PetitionClock, ...] = (
    PetitionClock("register", _("信访部门登记并转送、交办"), _days(15), 22),
    PetitionClock("tell_raiser", _("有关机关告知是否受理"), _days(15), 23),
    PetitionClock("object", _("对转送、交办提出异议"), Limit(5, Unit.WORKING_DAY), 23),
    PetitionClock("decide", _("办理申诉求决类事项"), _days(60), 34, extension=_days(30)),
    PetitionClock("ask_review", _("请求复查"), _days(30), 35),
    PetitionClock("review", _("作出复查意见"), _days(30), 35),
    PetitionClock("ask_re_review", _("请求复核"), _days(30), 36),
    PetitionClock("re_review", _("作出复核意见（听证所需时间不计算在内）"), _days(30), 36),
)
"""After the re-review the same facts are not accepted again (art. 36)."""
