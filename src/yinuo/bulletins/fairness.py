"""The severity-adjusted reference beside the official result: a line for each unit that a person can check by hand."""

from collections.abc import Iterator, Sequence

from ..evaluation.models import Result
from ..inspection.models import Round
from ..kernel.words import _
from .papers import Level, Line, Page


def annex(round: Round, result: Result, rows: Sequence[dict]) -> Page:
    """The reference for these units of the result, or why there is none."""
    title = _("附件　{name}评委宽严校正参考").format(name=round.name)
    return Page(_("校正参考"), title, [Line(text, Level.NOTE) for text in _refusal(result.fair)], is_landscape=True)


def _refusal(fair: dict) -> Iterator[str]:
    """Why the numbers of the groups cannot be compared."""
    if fair.get("refused") == "unlinked":
        yield _("没有计算校正参考：各组看的单位没有交集，也没有共看的点位，组与组之间的宽严分不开。")
        for number, island in enumerate(fair.get("islands", ()), 1):
            yield _("互不相连的第{n}片：{units}。").format(n=number, units="、".join(island))
        yield _("下一轮请在出发以前选两到四个共看点位。")
    else:
        yield _("没有计算校正参考：有效票太少。")
