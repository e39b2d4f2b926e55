"""Items of a rubric as score sheets print them. Pure."""

from collections.abc import Iterator

from ..evaluation.rules.exact import plain
from ..evaluation.rules.rubric import COUNTED, Item, ItemKind
from ..kernel.words import _
from .papers import Cell


def told_item(item: Item) -> list[Cell]:
    """Number, task with its points, scoring points, how it is checked, what does not count, boxes to tick; then room."""
    parts = "\n".join(_("{text} {points}分").format(text=one.text, points=plain(one.points)) for one in item.parts)
    return [item.no, title_of(item), parts, item.how_checked, item.not_counted, "\n".join(_boxes(item)), "", ""]


def title_of(item: Item) -> str:
    """The task with what it is worth."""
    if item.kind == ItemKind.VETO:
        return _("{title}（一票否决）").format(title=item.title)
    if item.kind == ItemKind.BONUS:
        return _("{title}（加分，最多{points}分）").format(title=item.title, points=plain(item.points))
    return _("{title}（{points}分）").format(title=item.title, points=plain(item.points))


def _boxes(item: Item) -> Iterator[str]:
    """What is ticked or counted by hand: levels, deductions, a veto, not applicable. What the sheet says already is not repeated."""
    if item.kind == ItemKind.LEVEL:
        yield "　".join(f"□{level.name} {plain(level.percent)}%" for level in item.levels)
    for loss in item.losses:
        word = _("倒扣{points}分×＿＿次") if loss.is_below else _("扣{points}分×＿＿次")
        said = word.format(points=plain(loss.points))
        yield said if loss.text in item.not_counted else f"{loss.text}：{said}"
    if item.can_veto:
        yield _("□否决") if item.veto in item.not_counted else _("□否决：{why}").format(why=item.veto)
    if item.may_skip and item.kind in COUNTED:
        yield _("□不适用")
