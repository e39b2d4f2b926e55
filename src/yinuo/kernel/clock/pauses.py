"""Times in which a clock stands still, each with a cause that can be told to the raiser."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..errors import Unfit
from ..words import _
from .axes import in_china


class Cause(StrEnum):
    """Why a clock may stand still; being busy is not among the causes."""

    WAITING_FOR_RAISER = "waiting_for_raiser"
    DISASTER = "disaster"
    LEGAL_PROCEDURE = "legal_procedure"
    EXPERT_OPINION = "expert_opinion"
    HEARING = "hearing"


CAUSE_LABELS: Mapping[Cause, str] = {
    Cause.WAITING_FOR_RAISER: _("等待诉求人补充"),
    Cause.DISASTER: _("灾害或恶劣天气"),
    Cause.LEGAL_PROCEDURE: _("正在走法定程序"),
    Cause.EXPERT_OPINION: _("等待检测、鉴定或评估"),
    Cause.HEARING: _("听证期间"),
}


@dataclass(frozen=True, slots=True)
class Pause:
    """From `since` until `until`; None while it still lasts."""

    since: datetime
    until: datetime | None
    cause: Cause

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise Unfit(_("暂停的结束时间不能早于开始时间。"), field="until")


def merged(pauses: Iterable[Pause]) -> list[tuple[datetime, datetime | None]]:
    """Pauses as separate spans of Chinese time in order; overlapping ones count once."""
    spans: list[tuple[datetime, datetime | None]] = []
    for pause in sorted(pauses, key=lambda p: p.since):
        since, until = in_china(pause.since), pause.until and in_china(pause.until)
        if not spans or (spans[-1][1] is not None and spans[-1][1] < since):
            spans.append((since, until))
            continue
        first, last = spans[-1]
        spans[-1] = (first, None if last is None or until is None else max(last, until))
    return spans
