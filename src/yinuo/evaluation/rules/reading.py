"""Task lists as offices write them, read into a rubric (S.3 inspection_tasks)."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _
from .exact import plain, sure_number
from .items import Item, Part, Rubric, added

PART = re.compile(_(r"(?P<text>.+?)(?P<points>[0-9]+(?:\.[0-9]+)?)分?$"))
LOSS = re.compile(_(r"(?P<text>.*?)(?P<below>倒)?扣(?P<points>[0-9]+(?:\.[0-9]+)?)分?$"))
VETO = re.compile(_(r"(?P<text>.+?)(?:一票)?不得分$"))


def of_tasks(rows: Iterable[Mapping[str, Any]], name: str = "", version: str = "1") -> Rubric:
    """A rubric from rows {"no", "task", "points", "scoring_points", "how_checked", "not_counted"}.

    “…2分；…1分” become scoring points; of what is not counted, “扣0.5”, “倒扣1分” become penalties and “一票不得分”,
    “不得分” what makes the item score 0. The whole sentence stays as it was written. Unfit names the row.
    """
    items = tuple(_item(row) for row in rows)
    return Rubric(name or _("重点任务"), version, items, total=added(items))


def _item(row: Mapping[str, Any]) -> Item:
    no = str(row["no"]).strip()
    not_counted = str(row.get("not_counted") or "").strip()
    penalties, veto = _losses(not_counted)
    return Item(
        no, str(row["task"]).strip(), points=sure_number(row["points"], _("分值"), no),
        parts=tuple(_part(text, no) for text in _clauses(str(row.get("scoring_points") or ""))),
        deductions=penalties, veto=veto, may_skip=True,
        how_checked=str(row.get("how_checked") or "").strip(), not_counted=not_counted,
    )  # fmt: skip


def _clauses(text: str) -> list[str]:
    return [one.strip(" 。\n") for one in re.split("[；;\n]", text) if one.strip(" 。\n")]


def _part(text: str, no: str) -> Part:
    found = PART.fullmatch(text)
    if found is None:
        raise Unfit(_("“{no}”的要点“{text}”没有写分值，请写成“…2分”。").format(no=no, text=text[:40]), no)
    return Part(found["text"], Decimal(plain(Decimal(found["points"]))))


def _losses(text: str) -> tuple[tuple[Part, ...], str]:
    """Penalties, and what makes the item score 0."""
    penalties, vetoes = [], []
    for clause in _clauses(text):
        if loss := LOSS.fullmatch(clause):
            penalties.append(Part(loss["text"], Decimal(loss["points"]), loss["below"] is not None))
        elif veto := VETO.fullmatch(clause):
            vetoes.append(veto["text"])
    return tuple(penalties), "；".join(vetoes)
