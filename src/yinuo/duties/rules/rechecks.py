"""A checklist as it is pasted, its score by A, B, C, C#, the day of the look-back, and what may be called cleared (M13). Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ...kernel.words import _
from ..words.campaigns import CLEARED, ChecklistState, Grade
from .campaigns import forbidden

SHARES = {Grade.A: Decimal(1), Grade.B: Decimal("0.66"), Grade.C: Decimal("0.33"), Grade.NOT: Decimal(0)}
CENT = Decimal("0.01")
MOST_ROWS, LONGEST, LONGEST_CODE = 500, 300, 20
SPLIT = re.compile(r"\t|\s{2,}|[|｜]")
HEADINGS = {
    "code": (_("编号"), _("序号"), _("指标"), _("代码")),
    "text": (_("内容"), _("测评内容"), _("标准"), _("要求"), _("项目")),
    "points": (_("分值"), _("分数"), _("满分")),
    "owner": (_("责任单位"), _("牵头单位"), _("单位")),
}
ORDER = ("code", "text", "points", "owner")


@dataclass(frozen=True)
class Row:
    """One line of a checklist; `number` is the line as it was pasted, from 1."""

    number: int
    code: str
    text: str
    points: Decimal
    owner: str


def read(pasted: str) -> tuple[list[Row], list[str]]:
    """The rows of a pasted list and, for each line that cannot be read, a sentence. Columns: 编号、内容、分值、责任单位."""
    lines = [(number, line) for number, line in enumerate(pasted.splitlines(), 1) if line.strip()]
    order, rows, wrong, seen = ORDER, [], [], {}
    for number, line in lines:
        cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else SPLIT.split(line.strip()))]
        if heading := _heading(cells):
            order = heading
            continue
        found = _row(number, dict(zip(order, cells, strict=False)))
        if isinstance(found, str):
            wrong.append(found)
        elif found.code in seen:
            wrong.append(
                _("第{n}行：编号“{code}”和第{first}行重复。").format(n=number, code=found.code, first=seen[found.code])
            )
        else:
            seen[found.code] = number
            rows.append(found)
    if len(rows) > MOST_ROWS:
        wrong.append(_("一次最多导入{n}行，请分几次。").format(n=MOST_ROWS))
    if not lines:
        wrong.append(_("还没有粘贴内容。"))
    return rows, wrong


def _heading(cells: Sequence[str]) -> tuple[str, ...]:
    """The order of the columns, when this line names them."""
    found = [next((key for key, words in HEADINGS.items() if cell in words), "") for cell in cells]
    return tuple(found) if "text" in found else ()


def _row(number: int, cells: dict[str, str]) -> Row | str:
    code, text = cells.get("code", ""), cells.get("text", "")
    points, owner = cells.get("points", ""), cells.get("owner", "")
    if not code or not text:
        return _("第{n}行：要有编号和内容，各列用制表符（从表格里复制就是）或者竖线隔开。").format(n=number)
    if len(code) > LONGEST_CODE or len(text) > LONGEST:
        return _("第{n}行：编号不超过{code}字，内容不超过{text}字。").format(n=number, code=LONGEST_CODE, text=LONGEST)
    try:
        value = Decimal(points or "1")
    except InvalidOperation:
        return _("第{n}行（{code}）：分值“{points}”不是数。").format(n=number, code=code, points=points[:20])
    if not value.is_finite() or not 0 < value <= 1000 or value != value.quantize(CENT):
        return _("第{n}行（{code}）：分值要在0到1000之间，最多两位小数。").format(n=number, code=code)
    if not owner:
        return _("第{n}行（{code}）：没有责任单位。每一项都要有单位负责。").format(n=number, code=code)
    if found := forbidden(text):
        return _("第{n}行（{code}）：{why}").format(n=number, code=code, why=found[1])
    return Row(number, code, text, value, owner)


def score(points: Decimal, grade: str) -> Decimal:
    """What an item gets: A 100 %, B 66 %, C 33 %, C# nothing."""
    return (points * SHARES[Grade(grade)]).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Total:
    """`got` of `possible` points over the `graded` of `all` items; items that do not apply are in neither."""

    got: Decimal
    possible: Decimal
    graded: int
    all: int

    @property
    def percent(self) -> Decimal | None:
        """Of the graded items, re-weighted to 100; None before anything was graded."""
        if not self.possible:
            return None
        return (self.got * 100 / self.possible).quantize(CENT, ROUND_HALF_UP)


def total(items: Iterable[tuple[Decimal, str, str]]) -> Total:
    """Of (points, grade, state)."""
    found = [(points, grade) for points, grade, state in items if state != ChecklistState.EXEMPT]
    graded = [(points, grade) for points, grade in found if grade]
    got = sum((score(points, grade) for points, grade in graded), Decimal(0))
    return Total(got, sum((points for points, _grade in graded), Decimal(0)), len(graded), len(found))


def is_cleared(states: Iterable[str]) -> bool:
    """清零: every item that applies was checked by others and has not come back. Nothing at all is not cleared."""
    applying = [state for state in states if state != ChecklistState.EXEMPT]
    return bool(applying) and all(state in CLEARED for state in applying)


def look_back_on(visited_on: date, days: int) -> date:
    """The first day on which the second check counts."""
    return visited_on + timedelta(days=days)
