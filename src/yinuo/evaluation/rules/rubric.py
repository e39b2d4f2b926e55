"""Rubrics: whether one is sound, and what a ballot's marks are worth by it (M02, REFERENCE §7.3). All names of rubrics are here."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from ...kernel.words import _
from .exact import WIDE, digest, half_up, number, plain
from .items import (
    ALL,
    COUNTED,
    ITEM_KINDS,
    LEVELS,
    ZERO,
    Item,
    ItemKind,
    Level,
    Part,
    Rubric,
    added,
    with_total,
)  # fmt: skip
from .marks import Mark, mark_problems, read_marks
from .reading import of_tasks

__all__ = [
    "ALL", "COUNTED", "ITEM_KINDS", "LEVELS", "ZERO", "Item", "ItemKind", "Level", "Mark", "Part", "Rubric", "Scored", "digest",
    "half_up", "mark_problems", "number", "of_tasks", "plain", "problems", "read_marks", "score", "with_total",
]  # fmt: skip

KNOWN_REASONS = frozenset({"full", "zero", "bonus", "veto", "skip"})


@dataclass(frozen=True, slots=True)
class Scored:
    """What a ballot is worth. `total` is rounded to two places, everything else exact.

    `base` is the sum of the counted items, re-weighted for those that do not apply; `bonus` what the cap leaves of the
    bonuses. `items` are the points of each item that applies (a veto item: 0).
    """

    total: Decimal
    base: Decimal
    bonus: Decimal
    items: dict[str, Decimal]
    skipped: tuple[str, ...] = ()
    is_vetoed: bool = False


def score(rubric: Rubric, marks: Mapping[str, Mark]) -> Scored:
    """Marks as `read_marks` gives them, counted.

    Items that do not apply are taken out of the whole: sum × total ÷ (total − their points). Nothing is below zero.
    """
    with localcontext(WIDE):
        zeroed = {item.vetoes for item in rubric.items if item.kind is ItemKind.VETO and marks[item.no].is_vetoed}
        items, skipped = {}, []
        for item in rubric.items:
            mark = marks[item.no]
            if f"item:{item.no}" in zeroed:
                items[item.no] = ZERO
            elif mark.is_skipped:
                skipped.append(item)
            else:
                items[item.no] = mark.value(item)
        rest = rubric.total - sum((item.points for item in skipped), ZERO)
        found = sum((items.get(item.no, ZERO) for item in rubric.items if item.kind in COUNTED), ZERO)
        base = max(ZERO, found * rubric.total / rest) if rest > 0 else ZERO
        bonuses = sum((items.get(item.no, ZERO) for item in rubric.items if item.kind is ItemKind.BONUS), ZERO)
        bonus = max(ZERO, min(bonuses, rubric.bonus_cap))
        is_vetoed = ALL in zeroed
        total = ZERO if is_vetoed else base + bonus
        return Scored(half_up(total), base, bonus, items, tuple(item.no for item in skipped), is_vetoed)


def problems(rubric: Rubric) -> list[str]:
    """What stands against using it, as sentences; empty when it is sound."""
    return list(_problems(rubric))


def _problems(rubric: Rubric) -> Iterator[str]:
    counted = [item for item in rubric.items if item.kind in COUNTED]
    if not counted:
        yield _("细则里还没有计分的项目。")
    for no, times in Counter(item.no for item in rubric.items).items():
        if times > 1:
            yield _("序号“{no}”用了{n}次，每项要有自己的序号。").format(no=no, n=times)
    for item in rubric.items:
        yield from _item_problems(rubric, item)
    if counted and added(rubric.items) != rubric.total:
        yield _("各项相加是{sum}分，和总分{total}分不一致。").format(
            sum=plain(added(rubric.items)), total=plain(rubric.total)
        )
    yield from _frame_problems(rubric)


def _frame_problems(rubric: Rubric) -> Iterator[str]:
    has_bonus = any(item.kind is ItemKind.BONUS for item in rubric.items)
    if rubric.bonus_cap < 0 or (has_bonus and not rubric.bonus_cap):
        yield _("有加分项时，请写明加分合计最多多少分。")
    if unknown := sorted(set(rubric.reasons_at) - KNOWN_REASONS):
        yield _("要写理由的情形里没有“{names}”。").format(names="、".join(unknown))


def _item_problems(rubric: Rubric, item: Item) -> Iterator[str]:
    name = item.no or item.title or "?"
    if not item.no or not item.title:
        yield _("“{name}”没有写全序号和名称。").format(name=name)
    yield from _value_problems(item, name)
    yield from _list_problems(item, name)
    if item.kind is ItemKind.VETO and item.vetoes != ALL:
        wanted = {f"item:{one.no}" for one in rubric.items if one.kind in COUNTED}
        if item.vetoes not in wanted:
            yield _("“{name}”否决的是“{target}”，细则里没有这个计分项。").format(name=name, target=item.vetoes)


def _value_problems(item: Item, name: str) -> Iterator[str]:
    numbers = [item.points, item.step, *(part.points for part in (*item.parts, *item.losses))]
    numbers += [level.percent for level in item.levels]
    if any(one != half_up(one) for one in numbers):
        yield _("“{name}”的分值最多写两位小数。").format(name=name)
    if item.kind is ItemKind.VETO:
        if item.points:
            yield _("“{name}”是否决项，不占分值。").format(name=name)
    elif item.points <= 0:
        yield _("“{name}”的分值要大于0。").format(name=name)
    if item.step <= 0:
        yield _("“{name}”给分的间隔要大于0。").format(name=name)
    elif item.points % item.step:
        yield _("“{name}”是{points}分，不是{step}分的整数倍。").format(
            name=name, points=plain(item.points), step=plain(item.step)
        )


def _list_problems(item: Item, name: str) -> Iterator[str]:
    if item.parts and sum((part.points for part in item.parts), ZERO) != item.points:
        added_up = plain(sum((part.points for part in item.parts), ZERO))
        yield _("“{name}”的要点相加是{sum}分，和分值{points}分不一致。").format(
            name=name, sum=added_up, points=plain(item.points)
        )
    if any(part.points <= 0 for part in (*item.parts, *item.losses)):
        yield _("“{name}”的要点和扣分都要写成大于0的分数。").format(name=name)
    if item.kind is ItemKind.DEDUCT and not item.deductions:
        yield _("“{name}”是扣分项，请列出扣分的情形。").format(name=name)
    if item.kind is ItemKind.LEVEL:
        names = [level.name for level in item.levels]
        if len(set(names)) < len(names) or "" in names or not all(0 <= one.percent <= 100 for one in item.levels):
            yield _("“{name}”的等级不能重名，百分比在0到100之间。").format(name=name)
