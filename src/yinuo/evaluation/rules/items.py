"""What a rubric is made of, and its form as JSON (M02)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _
from .exact import plain, sure_number

HALF, HUNDRED, ZERO = Decimal("0.5"), Decimal(100), Decimal(0)
ALL = "all"
"""What a veto item vetoes unless it names an item as "item:T03"."""


class ItemKind(StrEnum):
    """How an item is counted (M02, REFERENCE §9 E12)."""

    POINTS = "points"
    DEDUCT = "deduct"
    LEVEL = "level"
    VETO = "veto"
    BONUS = "bonus"


ITEM_KINDS = {
    ItemKind.POINTS: _("按要点给分"),
    ItemKind.DEDUCT: _("扣分，扣完为止"),
    ItemKind.LEVEL: _("按等级给分"),
    ItemKind.VETO: _("一票否决"),
    ItemKind.BONUS: _("加分"),
}
COUNTED = frozenset({ItemKind.POINTS, ItemKind.DEDUCT, ItemKind.LEVEL})
"""Kinds whose points make up the total of the rubric."""


@dataclass(frozen=True, slots=True)
class Part:
    """A scoring point or a deduction: text and points (positive).

    A deduction with `is_below` (倒扣) is taken off even when nothing is left of the item.
    """

    text: str
    points: Decimal
    is_below: bool = False

    def as_data(self) -> dict[str, Any]:
        found = {"text": self.text, "points": plain(self.points)}
        return found | {"below": True} if self.is_below else found

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Part":
        return cls(_text(data, "text"), sure_number(data["points"], _("分值"), "points"), data.get("below") is True)


@dataclass(frozen=True, slots=True)
class Level:
    """A level and its share of the item's points, in percent."""

    name: str
    percent: Decimal


LEVELS = (Level("A", HUNDRED), Level("B", Decimal(66)), Level("C", Decimal(33)), Level("C#", ZERO))
"""文明创建街道测评 (taowenge, REFERENCE M02)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `points` is the most it gives; `veto` says what makes it score 0, `vetoes` what a veto item makes 0.

    `deductions` are all there is to a deduct item; of other kinds they are penalties on what was given.
    """

    no: str
    title: str
    kind: ItemKind = ItemKind.POINTS
    points: Decimal = ZERO
    parts: tuple[Part, ...] = ()
    deductions: tuple[Part, ...] = ()
    levels: tuple[Level, ...] = LEVELS
    step: Decimal = HALF
    may_skip: bool = False
    veto: str = ""
    vetoes: str = ALL
    how_checked: str = ""
    not_counted: str = ""

    @property
    def losses(self) -> tuple[Part, ...]:
        """What `Mark.deducted` counts."""
        return self.deductions

    @property
    def penalties(self) -> tuple[Part, ...]:
        """Deductions on points that were given first."""
        return () if self.kind is ItemKind.DEDUCT else self.deductions

    @property
    def can_veto(self) -> bool:
        return self.kind is ItemKind.VETO or (self.kind in COUNTED and bool(self.veto))

    def as_data(self) -> dict[str, Any]:
        """As JSON: only what its kind uses, so that two ways of leaving a field empty have one hash."""
        data: dict[str, Any] = {
            "no": self.no, "title": self.title, "kind": self.kind.value, "points": plain(self.points),
            "step": plain(self.step), "may_skip": self.may_skip, "how_checked": self.how_checked,
            "not_counted": self.not_counted,
        }  # fmt: skip
        for name in ("parts", "deductions"):
            if found := getattr(self, name):
                data[name] = [part.as_data() for part in found]
        if self.kind is ItemKind.LEVEL:
            data["levels"] = [[level.name, plain(level.percent)] for level in self.levels]
        if self.veto:
            data["veto"] = self.veto
        if self.kind is ItemKind.VETO:
            data["vetoes"] = self.vetoes
        return data

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Item":
        """From JSON; what is left out has its default. KeyError, TypeError or Unfit when it is none."""
        return cls(
            no=_text(data, "no"),
            title=_text(data, "title"),
            kind=_kind(data.get("kind", ItemKind.POINTS)),
            points=sure_number(data.get("points", "0"), _("分值"), "points"),
            parts=_parts(data, "parts"),
            deductions=_parts(data, "deductions") + _parts(data, "penalties"),
            levels=tuple(_level(one) for one in data.get("levels") or ()) or LEVELS,
            step=sure_number(data.get("step", HALF), _("给分的间隔"), "step"),
            may_skip=data.get("may_skip") is True,
            veto=_text(data, "veto", ""),
            vetoes=_target(_text(data, "vetoes", ALL)),
            how_checked=_text(data, "how_checked", ""),
            not_counted=_text(data, "not_counted", ""),
        )


REASONS_AT = ("full", "zero", "bonus")


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric in one version. `total` is what its counted items add up to; bonuses come on top, together up to `bonus_cap`.

    `reasons_at` says which points need a reason: "full", "zero", "bonus" (any points of a bonus). A veto and a skipped
    item always need one (REFERENCE M01).
    """

    name: str
    version: str
    items: tuple[Item, ...] = ()
    bonus_cap: Decimal = ZERO
    total: Decimal = ZERO
    reasons_at: tuple[str, ...] = field(default=REASONS_AT)

    def as_data(self) -> dict[str, Any]:
        return {
            "name": self.name, "version": self.version, "items": [item.as_data() for item in self.items],
            "bonus_cap": plain(self.bonus_cap), "total": plain(self.total), "reasons_at": list(self.reasons_at),
        }  # fmt: skip

    @classmethod
    def of(cls, data: Any) -> "Rubric":
        """From JSON; Unfit when it is no rubric. Without a total it is the sum of the items."""
        try:
            items = tuple(Item.of(one) for one in data["items"])
            return cls(
                _text(data, "name"), _text(data, "version"), items,
                sure_number(data.get("bonus_cap", "0"), _("加分上限"), "bonus_cap"),
                sure_number(data["total"], _("总分"), "total") if "total" in data else added(items),
                tuple(str(one) for one in data.get("reasons_at", REASONS_AT)),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            raise Unfit(_("细则读不出来：少了必须有的内容，或者格式不对。"), "content") from None


def added(items: tuple[Item, ...]) -> Decimal:
    """Points of all counted items."""
    return sum((item.points for item in items if item.kind in COUNTED), ZERO)


def with_total(data: Mapping[str, Any]) -> dict[str, Any]:
    """The rubric as JSON with its total set to the sum of its items."""
    rubric = Rubric.of(data)
    return rubric.as_data() | {"total": plain(added(rubric.items))}


def _kind(value: Any) -> ItemKind:
    try:
        return ItemKind(value)
    except ValueError:
        raise Unfit(_("没有“{kind}”这种计分方式。").format(kind=str(value)[:20]), "kind") from None


def _level(data: Any) -> Level:
    """["A", "100"]; {"name", "percent"} is read too."""
    name, percent = (data["name"], data["percent"]) if isinstance(data, Mapping) else data
    return Level(str(name).strip(), sure_number(percent, _("百分比"), "levels"))


def _target(text: str) -> str:
    """What a veto item vetoes: everything, or "item:T03"; a bare number is read too."""
    if text in ("", ALL):
        return ALL
    return text if text.startswith("item:") else f"item:{text}"


def _text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    found = data[name] if default is None else data.get(name, default)
    if not isinstance(found, str):
        raise TypeError(name)
    return found.strip()


def _parts(data: Mapping[str, Any], name: str) -> tuple[Part, ...]:
    return tuple(Part.of(one) for one in data.get(name) or ())
