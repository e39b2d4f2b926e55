"""Rubrics and marks: what an item is worth, what a judge may give, what a ballot comes to (REFERENCE M02, §7.3, E12).

Kinds that real rubrics use: additive points, deductions until nothing is left (单项分值扣完为止), levels with a share of the
points (A/B/C/C# = 100/66/33/0 %), vetoes (一票不得分), bonuses with a cap; what does not apply is left out and the rest weighs more.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _

HALF = Decimal("0.5")
ZERO = Decimal(0)
LEVELS = (("A", Decimal(100)), ("B", Decimal(66)), ("C", Decimal(33)), ("C#", ZERO))
"""Shares in per cent, as a published street assessment has them (REFERENCE M02, E12)."""


class ItemKind(StrEnum):
    """How an item is marked."""

    POINTS = "points"
    DEDUCT = "deduct"
    LEVEL = "level"
    VETO = "veto"
    BONUS = "bonus"


COUNTED = (ItemKind.POINTS, ItemKind.DEDUCT, ItemKind.LEVEL)
"""Kinds whose points add up to the total."""


@dataclass(frozen=True)
class Line:
    """Something inside an item that has points of its own: a scoring point, or a deduction."""

    text: str
    points: Decimal

    def as_data(self) -> dict[str, str]:
        return {"text": self.text, "points": plain(self.points)}


@dataclass(frozen=True)
class Item:
    """One item. `veto`: what makes it worth nothing. A VETO item with `vetoes` "" empties the ballot, else that item."""

    no: str
    title: str
    kind: ItemKind = ItemKind.POINTS
    points: Decimal = ZERO
    parts: tuple[Line, ...] = ()
    deductions: tuple[Line, ...] = ()
    levels: tuple[tuple[str, Decimal], ...] = LEVELS
    step: Decimal = HALF
    may_skip: bool = False
    veto: str = ""
    vetoes: str = ""
    how_checked: str = ""
    not_counted: str = ""

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "no": self.no,
            "title": self.title,
            "kind": self.kind.value,
            "points": plain(self.points),
        }
        if self.kind == ItemKind.LEVEL:
            data["levels"] = [[name, plain(share)] for name, share in self.levels]
        data |= {"parts": [one.as_data() for one in self.parts], "step": plain(self.step), "may_skip": self.may_skip}
        data["deductions"] = [one.as_data() for one in self.deductions]
        texts = ("veto", "vetoes", "how_checked", "not_counted")
        return data | {name: getattr(self, name) for name in texts}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Item":
        """From JSON; ValueError or KeyError where it is none."""
        levels = data.get("levels") or [[name, share] for name, share in LEVELS]
        return cls(
            no=str(data["no"]).strip(), title=str(data["title"]).strip(), kind=ItemKind(data.get("kind", "points")),
            points=number(data.get("points", 0)), parts=_lines(data.get("parts", ())),
            deductions=_lines(data.get("deductions", ())), step=number(data.get("step", HALF)),
            levels=tuple((str(name), number(share)) for name, share in levels), may_skip=bool(data.get("may_skip")),
            veto=str(data.get("veto", "")), vetoes=str(data.get("vetoes", "")),
            how_checked=str(data.get("how_checked", "")), not_counted=str(data.get("not_counted", "")),
        )  # fmt: skip


def _lines(rows) -> tuple[Line, ...]:
    return tuple(Line(str(row["text"]).strip(), number(row["points"])) for row in rows)


def number(value: Any) -> Decimal:
    """A decimal number of whatever spells one; ValueError for what is none."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"no number: {value}") from None
    if not found.is_finite():
        raise ValueError(f"no number: {value}")
    return found


def plain(value: Decimal) -> str:
    """A number without exponent and empty decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Rubric:
    """Items that come to `total`; all bonuses together at most `bonus_cap`. `reasons_at`: marks that need a reason."""

    name: str
    version: str
    items: tuple[Item, ...]
    bonus_cap: Decimal = ZERO
    total: Decimal = ZERO
    reasons_at: tuple[str, ...] = ("full", "zero")

    def as_data(self) -> dict[str, Any]:
        return {
            "name": self.name, "version": self.version, "items": [item.as_data() for item in self.items],
            "bonus_cap": plain(self.bonus_cap), "total": plain(self.total), "reasons_at": list(self.reasons_at),
        }  # fmt: skip

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Rubric":
        return cls(
            str(data.get("name", "")), str(data.get("version", "")), tuple(Item.of(one) for one in data["items"]),
            number(data.get("bonus_cap", 0)), number(data.get("total", 0)), tuple(data.get("reasons_at", ("full", "zero"))),
        )  # fmt: skip

    def item(self, no: str) -> Item:
        """The item with this number; KeyError without one."""
        return next(one for one in self.items if one.no == no)


def with_total(data: dict[str, Any]) -> dict[str, Any]:
    """The same content with the total that its items come to."""
    rubric = Rubric.of(data)
    return data | {"total": plain(sum((item.points for item in rubric.items if item.kind in COUNTED), ZERO))}


def digest(data: Any) -> str:
    """SHA-256 over the JSON with sorted keys, without spaces, in UTF-8: what a frozen rubric is known by."""
    written = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def problems(rubric: Rubric) -> list[str]:
    """Why it cannot be frozen, in sentences."""
    if not rubric.items:
        return [_("细则里还没有任务。")]
    numbers = [item.no for item in rubric.items]
    found = [_("编号“{no}”用了两次。").format(no=no) for no in sorted({no for no in numbers if numbers.count(no) > 1})]
    for item in rubric.items:
        found += _problems(item, set(numbers))
    total = sum((item.points for item in rubric.items if item.kind in COUNTED), ZERO)
    if total != rubric.total:
        found.append(_("各项合计{sum}分，和总分{total}分不一致。").format(sum=plain(total), total=plain(rubric.total)))
    if rubric.total <= 0:
        found.append(_("总分要大于0。"))
    return found


def _problems(item: Item, numbers: set[str]) -> list[str]:
    found = []
    if not item.no or not item.title:
        found.append(_("有的任务没有编号或者名称。"))
    if item.kind == ItemKind.VETO:
        return found + (
            [_("“{no}”要否决的任务不存在。").format(no=item.no)] if item.vetoes and item.vetoes not in numbers else []
        )
    if item.points <= 0 or item.step <= 0 or item.points % item.step:
        found.append(_("“{no}”的分值要大于0，并且是{step}分的整数倍。").format(no=item.no, step=plain(item.step)))
    if item.parts and sum((part.points for part in item.parts), ZERO) != item.points:
        found.append(_("“{no}”的得分点加起来不等于{points}分。").format(no=item.no, points=plain(item.points)))
    if item.kind == ItemKind.DEDUCT and not item.deductions:
        found.append(_("“{no}”是扣分项，请写明扣分情形。").format(no=item.no))
    if item.kind == ItemKind.LEVEL and any(not 0 <= share <= 100 for _name, share in item.levels):
        found.append(_("“{no}”各等级的比例在0到100之间。").format(no=item.no))
    return found


@dataclass(frozen=True)
class Mark:
    """What a judge gave for one item."""

    points: Decimal | None = None
    level: str = ""
    deducted: tuple[int, ...] = ()
    is_skipped: bool = False
    is_vetoed: bool = False
    reason: str = ""


def mark_problems(rubric: Rubric, data: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the marks of a ballot, by item: all at once."""
    if not isinstance(data, Mapping):
        return {"": _("评分票的内容读不出来。")}
    found = {
        str(no): _("细则里没有“{no}”这一项。").format(no=no) for no in data if no not in {i.no for i in rubric.items}
    }
    for item in rubric.items:
        problem = _mark_problem(rubric, item, data.get(item.no))
        if problem:
            found[item.no] = problem
    return found


def _mark_problem(rubric: Rubric, item: Item, row: Any) -> str:
    """Why this mark cannot be; empty when it can."""
    if row is None:
        return (
            "" if item.kind in (ItemKind.VETO, ItemKind.BONUS) else _("“{title}”还没有打分。").format(title=item.title)
        )
    if not isinstance(row, Mapping):
        return _("“{title}”的打分读不出来。").format(title=item.title)
    reason = str(row.get("reason") or "").strip()
    if row.get("skipped"):
        if not item.may_skip:
            return _("“{title}”不能选“不适用”。").format(title=item.title)
        return "" if reason else _("“{title}”选了“不适用”，请写明理由。").format(title=item.title)
    if row.get("vetoed"):
        if item.kind != ItemKind.VETO and not item.veto:
            return _("“{title}”没有否决的情形。").format(title=item.title)
        return "" if reason else _("“{title}”一票否决，请写明理由。").format(title=item.title)
    return _value_problem(rubric, item, row, reason)


def _value_problem(rubric: Rubric, item: Item, row: Mapping[str, Any], reason: str) -> str:
    try:
        mark = _read(item, row)
    except Unfit as problem:
        return problem.sentence
    got = _points_of(item, mark)
    ends = {"full": got == item.points, "zero": got == 0}
    needs = item.kind in COUNTED and any(ends[end] for end in rubric.reasons_at if end in ends)
    if item.kind == ItemKind.BONUS and got:
        needs = True
    return _("“{title}”给了满分或者零分，请写一句理由。").format(title=item.title) if needs and not reason else ""


def _read(item: Item, row: Mapping[str, Any]) -> Mark:
    """One mark; Unfit in words."""
    given = {"reason": str(row.get("reason") or "").strip()}
    if row.get("skipped"):
        return Mark(is_skipped=True, **given)
    if row.get("vetoed"):
        return Mark(is_vetoed=True, **given)
    if item.kind == ItemKind.VETO:
        return Mark(**given)
    deducted = _deducted(item, row)
    if item.kind == ItemKind.LEVEL:
        level = str(row.get("level") or "")
        if level not in dict(item.levels):
            names = "、".join(name for name, _share in item.levels)
            raise Unfit(_("“{title}”请在{names}里选一个等级。").format(title=item.title, names=names), item.no)
        return Mark(level=level, deducted=deducted, **given)
    if item.kind == ItemKind.DEDUCT:
        return Mark(deducted=deducted, **given)
    return Mark(points=_points(item, row.get("points")), deducted=deducted, **given)


def _deducted(item: Item, row: Mapping[str, Any]) -> tuple[int, ...]:
    counts = row.get("deducted") or []
    fits = isinstance(counts, Sequence) and not isinstance(counts, str) and len(counts) <= len(item.deductions)
    if not fits or any(isinstance(one, bool) or not isinstance(one, int) or one < 0 for one in counts):
        raise Unfit(_("“{title}”的扣分次数不对，请核对。").format(title=item.title), item.no)
    return tuple(counts)


def _points(item: Item, value: Any) -> Decimal:
    if value in (None, ""):
        raise Unfit(_("“{title}”还没有打分。").format(title=item.title), item.no)
    try:
        points = number(value)
    except ValueError:
        raise Unfit(_("“{title}”的分数不是数字。").format(title=item.title), item.no) from None
    if not 0 <= points <= item.points:
        raise Unfit(_("“{title}”的分数在0到{most}分之间。").format(title=item.title, most=plain(item.points)), item.no)
    if points % item.step:
        raise Unfit(_("“{title}”的分数要是{step}分的整数倍。").format(title=item.title, step=plain(item.step)), item.no)
    return points


def read_marks(rubric: Rubric, data: Mapping[str, Any]) -> dict[str, Mark]:
    """The marks by item; Unfit names the first item that is wrong."""
    wrong = mark_problems(rubric, data)
    if wrong:
        no, sentence = next(iter(wrong.items()))
        raise Unfit(sentence, no or None)
    return {item.no: _read(item, data[item.no]) for item in rubric.items if data.get(item.no) is not None}


@dataclass(frozen=True)
class Scored:
    """What a ballot comes to. `items`: points of each item that applies; `base` is after re-weighting, without bonus."""

    total: Decimal
    base: Decimal
    bonus: Decimal
    items: dict[str, Decimal] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    is_vetoed: bool = False


def score(rubric: Rubric, marks: Mapping[str, Mark]) -> Scored:
    """Sum of the items; what does not apply is left out and the others weigh more; a veto empties the ballot."""
    emptied = {
        item.vetoes
        for item in rubric.items
        if item.kind == ItemKind.VETO and item.no in marks and marks[item.no].is_vetoed
    }
    items, skipped, bonus = {}, [], ZERO
    for item in rubric.items:
        mark = marks.get(item.no)
        if mark is None or item.kind == ItemKind.VETO:
            continue
        if mark.is_skipped:
            skipped.append(item.no)
        elif item.kind == ItemKind.BONUS:
            bonus += _points_of(item, mark)
        else:
            items[item.no] = ZERO if item.no in emptied else _points_of(item, mark)
    left = rubric.total - sum((rubric.item(no).points for no in skipped), ZERO)
    base = sum(items.values(), ZERO) * rubric.total / left if left > 0 else ZERO
    bonus = min(bonus, rubric.bonus_cap)
    if "" in emptied:
        return Scored(ZERO, ZERO, ZERO, dict.fromkeys(items, ZERO), tuple(skipped), True)
    return Scored(half_up(base + bonus), half_up(base), bonus, items, tuple(skipped))


def _points_of(item: Item, mark: Mark) -> Decimal:
    """Never below nothing, whatever is deducted (扣完为止)."""
    if mark.is_vetoed:
        return ZERO
    minus = sum((line.points * count for line, count in zip(item.deductions, mark.deducted, strict=False)), ZERO)
    if item.kind == ItemKind.LEVEL:
        got = item.points * dict(item.levels)[mark.level] / 100
    else:
        got = item.points if item.kind == ItemKind.DEDUCT else mark.points or ZERO
    return max(ZERO, got - minus)


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Rounded as on paper: half a cent up."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


PART = re.compile(r"\s*(.+?)(\d+(?:\.\d+)?)分[；;。]?")
MINUS = re.compile(r"(.*?)(?:每件|每项|每例)?倒?扣(\d+(?:\.\d+)?)分?")


def of_tasks(rows: Sequence[Mapping[str, str]], name: str = "", version: str = "") -> Rubric:
    """A rubric of rows `no, task, points, scoring_points (“…2分；…2分”), how_checked, not_counted` (REFERENCE §8 S.3)."""
    items = tuple(_of_task(row) for row in rows)
    return Rubric(name, version, items, ZERO, sum((item.points for item in items), ZERO))


def _of_task(row: Mapping[str, str]) -> Item:
    parts = tuple(Line(text.strip("；;，, "), number(points)) for text, points in PART.findall(row["scoring_points"]))
    rest = row.get("not_counted", "")
    minus = MINUS.fullmatch(rest.strip())
    deductions = (Line(rest.strip(), number(minus[2])),) if minus else ()
    veto = rest if "一票" in rest or rest.endswith("不得分") else ""
    return Item(
        no=row["no"].strip(), title=row["task"].strip(), points=number(row["points"]), parts=parts, deductions=deductions,
        may_skip=True, veto=veto, how_checked=row.get("how_checked", ""), not_counted=rest,
    )  # fmt: skip
