"""A ballot on a PC: the rubric as fields that work without JavaScript, and what they say as marks. Nothing of it is kept."""

from decimal import Decimal
from typing import Any

from yinuo.evaluation.rules.exact import plain
from yinuo.evaluation.rules.rubric import Item, Rubric, mark_problems

from ..showing import item_row

LONGEST = 500
MOST_TIMES = 999


class Ballot:
    """The fields of one ballot. `posted` is what the browser sent; `rows` what the template draws."""

    def __init__(self, rubric: Rubric, posted=None):
        self.rubric, self.posted = rubric, posted
        self.problems: dict[str, str] = {}

    def marks(self) -> dict[str, dict[str, Any]]:
        """What was filled in, as `rules.mark_problems` reads it."""
        return {
            item.no: mark for at, item in enumerate(self.rubric.items) if (mark := self._mark(at, item)) is not None
        }

    def is_whole(self) -> bool:
        """Whether nothing is wrong; else every item that is says so."""
        self.problems = mark_problems(self.rubric, self.marks())
        return not self.problems

    def _said(self, at: int, name: str) -> str:
        return (self.posted.get(f"i{at}-{name}", "") if self.posted is not None else "").strip()

    def _mark(self, at: int, item: Item) -> dict[str, Any] | None:
        mark: dict[str, Any] = {"reason": self._said(at, "reason")}
        if self._said(at, "skipped"):
            return mark | {"skipped": True}
        if item.kind == "veto":
            said = self._said(at, "vetoed")
            return mark | {"vetoed": said == "yes"} if said else (mark if mark["reason"] else None)
        if self._said(at, "vetoed"):
            return mark | {"vetoed": True}
        if item.losses:
            mark["deducted"] = [_times(self._said(at, f"deducted{n}")) for n in range(len(item.losses))]
        if item.kind == "level":
            return mark | {"level": self._said(at, "level")}
        if item.kind == "deduct":
            return mark
        return mark | {"points": self._said(at, "points")}

    def rows(self) -> list[dict]:
        """Every item with its fields and, after a try, what is wrong with it."""
        names = {item.no: item.title for item in self.rubric.items}
        return [self._row(at, item, names) for at, item in enumerate(self.rubric.items)]

    def _row(self, at: int, item: Item, names: dict[str, str]) -> dict:
        losses = [
            {"name": f"i{at}-deducted{n}", "text": part.text, "points": plain(part.points), "is_below": part.is_below,
             "value": self._said(at, f"deducted{n}")}
            for n, part in enumerate(item.losses)
        ]  # fmt: skip
        return item_row(item, names) | {
            "id": f"i{at}", "losses": losses, "value": self._said(at, "points"), "level": self._said(at, "level"),
            "vetoed": self._said(at, "vetoed"), "skipped": self._said(at, "skipped"), "reason": self._said(at, "reason"),
            "problem": self.problems.get(item.no, ""), "step": plain(item.step), "kind_key": item.kind.value,
            "veto": item.veto if item.can_veto else "", "may_skip": item.may_skip and item.kind.value != "bonus",
            "levels": [(one.name, plain(one.percent), plain(one.percent * item.points / Decimal(100))) for one in item.levels],
        }  # fmt: skip

    def wrong(self) -> list[dict]:
        """What is wrong, in the order of the page, for the summary above."""
        places = {item.no: f"i{at}" for at, item in enumerate(self.rubric.items)}
        return [{"id": places.get(no, ""), "said": said} for no, said in self.problems.items()]


def _times(said: str) -> Any:
    """How often; an empty field is none. What is no number is left as it is, and refused by the rules."""
    if not said:
        return 0
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else said
