"""Rulebooks of structure as people write them: TOML with one table per number, read and checked as a whole.

A reader never guesses: an unknown or missing key, a wrong type, a number out of its range are Unfit, and the sentence
names the entry.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _

STRUCTURE = Path(__file__).with_name("structure.toml")
FIELD = "rulebook"
LONGEST_ARTICLE = 200
LARGEST = 1_000_000
LARGEST_NUMBER = 100_000
WHOLE = frozenset(
    {
        "branch.full_min", "branch.members_max", "branch.committee_from", "branch.committee_min",
        "branch.committee_max", "branch.committee_limit", "joint.units_max", "general.members_over",
        "committee.members_from", "term.community_years", "term.other_years", "warn.days", "group.members_min",
        "group.full_min", "group.divide_over", "joint_committee.street_members", "joint_committee.full_time",
        "joint_committee.units_min", "grid.households_min", "grid.households_max", "grid.households_target",
        "grid.members_min", "grid.quiet_quarters", "leave.town_days", "post.unconfirmed_months",
    }
)  # fmt: skip
"""Keys that count something."""
SHARES = frozenset({"staff.full_time_share_min"})
"""Keys between 0 and 1, with two decimals at most."""
RISING = (
    ("branch.full_min", "branch.committee_from"),
    ("branch.full_min", "branch.members_max"),
    ("branch.committee_min", "branch.committee_max"),
    ("branch.committee_max", "branch.committee_limit"),
    ("general.members_over", "committee.members_from"),
    ("group.full_min", "group.members_min"),
    ("grid.households_min", "grid.households_target"),
    ("grid.households_target", "grid.households_max"),
)
"""The first may not be larger than the second."""


@dataclass(frozen=True, slots=True)
class WrittenThreshold:
    """One number with the article it stands on, from a day on."""

    key: str
    value: Decimal
    article: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Written:
    """A rulebook that was read; `sha256` is over what it says, not over its comments."""

    name: str
    version: str
    valid_from: date
    thresholds: tuple[WrittenThreshold, ...]

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def sha256(self) -> str:
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def reference(self) -> dict[str, str]:
        """How the ledger names it."""
        return {"rulebook": self.label, "sha256": self.sha256}


def read(path: Path | None = None) -> Written:
    """Read a rulebook file, the shipped one by default; Unfit names the line or the entry that is wrong."""
    content = Path(path or STRUCTURE).read_bytes()
    if len(content) > LARGEST:
        raise Unfit(_("规则文件太大了，请检查是不是选错了文件。"), FIELD)
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unfit(_("规则文件要用UTF-8编码保存，请另存后再装入。"), FIELD) from None


def read_text(text: str) -> Written:
    """As `read`, from the text itself."""
    try:
        entries = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"line (\d+), column (\d+)", str(problem))
        where = _("第{line}行第{column}列").format(line=place[1], column=place[2]) if place else _("文件末尾")
        raise Unfit(
            _("规则文件的{where}写法不对，读不下去。请检查引号、括号和等号。").format(where=where), FIELD
        ) from None
    return _written(entries)


def _written(entries: dict[str, Any]) -> Written:
    head = {key: value for key, value in entries.items() if not isinstance(value, dict)}
    _checked(head, _("开头"), {"name": (str,), "version": (str,), "valid_from": (date,)})
    if not re.fullmatch(r"[a-z0-9.-]{1,20} [a-z0-9.-]{1,19}", f"{head['name']} {head['version']}"):
        raise _wrong(_("开头"), _("name 和 version 只能用小写字母、数字、点和短横，各不超过19个字符。"))
    rows = tuple(sorted(_thresholds(entries, head["valid_from"]), key=lambda row: row.key))
    if missing := sorted((WHOLE | SHARES) - {row.key for row in rows}):
        raise _wrong(_("少了“{key}”").format(key=missing[0]), _("一本规则要写全每一项，没有改动的照抄上一个版本。"))
    _check_rising({row.key: row.value for row in rows})
    return Written(head["name"], head["version"], head["valid_from"], rows)


def _wrong(where: str, why: str) -> Unfit:
    return Unfit(_("规则文件{where}：{why}").format(where=where, why=why), FIELD)


def _checked(entry: dict[str, Any], where: str, required: dict[str, tuple], optional: dict[str, tuple] | None = None):
    """The entry has the keys it needs, no other ones, and each holds what it should."""
    kinds = required | (optional or {})
    if unknown := sorted(set(entry) - set(kinds)):
        expected = "、".join(kinds)
        raise _wrong(where, _("不认识“{key}”，这里只能写{expected}。").format(key=unknown[0], expected=expected))
    if missing := sorted(set(required) - set(entry)):
        raise _wrong(where, _("缺少“{key}”。").format(key=missing[0]))
    for key, value in entry.items():
        if type(value) not in kinds[key] or value == "":
            raise _wrong(where, _("“{key}”的值不对，请检查是不是漏了引号，或者空着没有填。").format(key=key))


def _thresholds(entries: dict[str, Any], first_day: date) -> Iterator[WrittenThreshold]:
    for group, names in entries.items():
        if not isinstance(names, dict):
            continue
        for name, entry in names.items():
            key = f"{group}.{name}"
            where = _("“{key}”").format(key=key)
            if key not in WHOLE | SHARES:
                raise _wrong(where, _("没有这一项，请检查拼写。"))
            if not isinstance(entry, dict):
                raise _wrong(where, _("要单独写，以 [{key}] 开头，下面写 value 和 article。").format(key=key))
            _checked(entry, where, {"value": (int, Decimal), "article": (str,)}, {"valid_from": (date,)})
            yield _threshold(key, where, entry, first_day)


def _threshold(key: str, where: str, entry: dict[str, Any], first_day: date) -> WrittenThreshold:
    value, since = Decimal(entry["value"]), entry.get("valid_from", first_day)
    if not value.is_finite() or value < 0:
        raise _wrong(where, _("“{value}”要写成零或者大于零的数。").format(value=entry["value"]))
    if key in WHOLE and (value != value.to_integral_value() or value > LARGEST_NUMBER):
        raise _wrong(where, _("“{value}”要写成不超过十万的整数。").format(value=entry["value"]))
    if key in SHARES and (value > 1 or value != round(value, 2)):
        raise _wrong(where, _("“{value}”要写成0到1之间、最多两位小数的数，例如0.01。").format(value=entry["value"]))
    if len(entry["article"]) > LONGEST_ARTICLE:
        raise _wrong(where, _("依据太长了，不能超过{n}字。").format(n=LONGEST_ARTICLE))
    if since < first_day:
        raise _wrong(where, _("生效日期不能早于整本规则的生效日期（{day}）。").format(day=first_day))
    return WrittenThreshold(key, value, entry["article"], since)


def _check_rising(values: dict[str, Decimal]) -> None:
    for low, high in RISING:
        if values[low] > values[high]:
            raise _wrong(
                _("“{key}”").format(key=low),
                _("{low}不能大于“{other}”的{high}。").format(low=values[low], other=high, high=values[high]),
            )
