"""Exported files for tests of counting: judges give totals, and the ballots say them in marks of a rubric of one item."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from yinuo.evaluation.rules import composite
from yinuo.evaluation.rules.rubric import Item, Rubric, digest

SEALED = "ab" * 32


def rubric(total: str = "100", step: str = "0.01") -> dict:
    """One item of so many points: a judge's total is what he gives for it."""
    item = Item("T01", "全部工作", points=Decimal(total), step=Decimal(step), may_skip=True)
    return Rubric("观摩细则", "2021", (item,), total=Decimal(total), reasons_at=()).as_data()


def export(given: Mapping[str, Iterable[Any]], *, of: str = "100", terms: Mapping[str, Any] | None = None) -> dict:
    """Name of the unit → totals of judges 01, 02, … (None: no ballot). Everybody in panel 1."""
    rows = {unit: list(totals) for unit, totals in given.items()}
    judges = [f"{n:02}" for n in range(1, max(map(len, rows.values())) + 1)]
    ballots = [
        ballot(f"{len(rows)}{index:03}{judge}", judge, unit, total)
        for index, (unit, totals) in enumerate(rows.items())
        for judge, total in zip(judges, totals, strict=False)
        if total is not None
    ]
    return whole({
        "judges": [{"code": code, "panel": 1, "source": "judges", "unit": "0001"} for code in judges],
        "subjects": [{"key": unit, "name": unit, "panel": 1} for unit in rows],
        "ballots": ballots,
    }, of=of, terms=terms)  # fmt: skip


def whole(data: Mapping[str, Any], *, of: str = "100", terms: Mapping[str, Any] | None = None) -> dict:
    """The file around judges, subjects and ballots, frozen."""
    content, rules = rubric(of), composite.Terms.of(terms or {}).as_data()
    return {
        "format": composite.FORMAT, "name": "观摩", "rubric": content, "rubric_digest": digest(content), "terms": rules,
        "terms_digest": composite.digest(rules), "conflicts": [], "excluded": [], "adjustments": [],
    } | dict(data)  # fmt: skip


def ballot(
    number: str, judge: str, unit: str, total: Any, part: str = "", at: str = "2021-09-28T10:00:00+00:00"
) -> dict:
    """One opened ballot."""
    marks = {"T01": {"points": str(total), "reason": ""}}
    return {
        "id": number, "judge": judge, "subject": unit, "part": part, "marks": marks, "sealed": SEALED, "cast_at": at,
    }  # fmt: skip


def row(result: Mapping[str, Any], unit: str) -> dict:
    """What the result says of a unit."""
    return next(one for one in result["subjects"] if one["key"] == unit)
