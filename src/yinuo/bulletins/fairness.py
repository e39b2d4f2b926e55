"""The severity-adjusted reference beside the official result: a line for each unit that a person can check by hand."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ..evaluation.models import Result
from ..inspection.models import Round
from ..kernel.words import _
from .papers import CENTRE, Cell, Column, Grid, Level, Line, Page

CENT = Decimal("0.01")
SUMS = (
    Column(_("单位"), 34), Column(_("打分次数"), 14, CENTRE), Column(_("①原始平均"), 17, CENTRE), Column(_("②评委宽严"), 17, CENTRE),
    Column(_("③漏看点位"), 17, CENTRE), Column(_("④校正分"), 17, CENTRE), Column(_("⑤收缩"), 17, CENTRE),
    Column(_("⑥参考分"), 17, CENTRE), Column(_("误差范围"), 22, CENTRE), Column(_("遇到的评委（代号×次数、宽严）"), 53),
)  # fmt: skip


def annex(round: Round, result: Result, rows: Sequence[dict], *, is_whole: bool) -> Page:
    """The reference for these units of the result, or why there is none. `is_whole`: all units are shown."""
    title = _("附件　{name}评委宽严校正参考").format(name=round.name)
    name, fair = _("校正参考"), result.fair
    if "units" not in fair:
        return Page(name, title, [Line(text, Level.NOTE) for text in _refusal(fair, rows, is_whole)], is_landscape=True)
    units = {one["unit"]: one for one in fair["units"]}
    cells = [_sum(row["name"], units[row["key"]]) for row in rows if row["key"] in units]
    said = (
        _("本表只作参考，不代替正式结果。评委有宽有严，各单位遇到的评委不同；把遇到的评委的宽严补回来，就可以相比。"),
        _(
            "手工核对：①+②+③=④，④+⑤=⑥。②是遇到的评委宽严按次数的平均（打分偏严的为正）；③是各点位一样重以后的差；⑤是样本少时向平均靠拢。"
        ),
    )
    lines = [Line(text, Level.NOTE) for text in said]
    ties = [Line(text, Level.NOTE) for text in _ties(fair, rows)] if is_whole else []
    return Page(name, title, lines, Grid(SUMS, cells, height=9), ties, is_landscape=True)


def _sum(name: str, one: dict) -> list[Cell]:
    figures = [_points(one[key]) for key in ("raw", "severity", "missed", "adjusted", "shrinkage", "score")]
    met = "；".join(f"{each['observer']}×{each['visits']}（{each['severity']:+.2f}）" for each in one["met"])
    return [name, one["visits"], *figures, f"{_points(one['low'])}～{_points(one['high'])}", met]


def _points(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP)


def _ties(fair: dict, rows: Sequence[dict]) -> Iterator[str]:
    """Units that cannot be told apart, each run in the order of the table: nothing says who is first."""
    for tie in fair.get("ties", ()):
        names = [row["name"] for row in rows if row["key"] in tie]
        if len(names) > 1:
            yield _("这{n}个单位按校正分分不出先后：{names}。").format(n=len(names), names="、".join(names))


def _refusal(fair: dict, rows: Sequence[dict], is_whole: bool) -> Iterator[str]:
    """Why there is no reference."""
    if fair.get("refused") != "unlinked":
        yield _("没有计算校正参考：有效票太少，分不开评委的宽严和单位的差别。")
        return
    yield _("没有计算校正参考：各组看的单位不同，也没有共看的点位，分不开是评委严还是单位差，组与组之间不能相比。")
    yield _("下一轮请在出发以前选两到四个各组都看的点位。")
    if is_whole:
        names = {row["key"]: row["name"] for row in rows}
        for number, island in enumerate(fair.get("islands", ()), 1):
            yield _("互不相连的第{n}片：{units}。").format(
                n=number, units="、".join(names.get(key, key) for key in island)
            )
