"""Rulebooks as people write them: TOML with categories, limits and lists of duties, read and checked as a whole.

A reader never guesses: an unknown key, a unit nobody knows or two rules for the same case are Unfit, and the sentence
names the entry.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ...kernel.clock import Unit, read_limit
from ...kernel.errors import Unfit
from ...kernel.words import _
from ..words import Urgency

DEFAULT = Path(__file__).with_name("default.toml")
FIELD = "rulebook"
LONGEST_STAGE, LONGEST_SOURCE, LONGEST_BASIS = 20, 120, 200
LARGEST = 1_000_000
MOST_SLACK = 30
WORDS = frozenset({"minors", "urgencies", "stages", "allowed"})
"""Keys that hold a list of words."""


@dataclass(frozen=True, slots=True)
class WrittenCategory:
    code: str
    name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class WrittenLimit:
    """One row: one stage (empty for the whole) of one category (code prefix, empty for all) and urgency."""

    category: str
    urgency: str
    region: str
    stage: str
    order: int
    amount: Decimal
    unit: Unit
    source: str


@dataclass(frozen=True, slots=True)
class WrittenDuty:
    """A category is the duty of an office (by its path), or, with an empty path, may be given to any community."""

    category: str
    region: str
    office: str
    basis: str


@dataclass(frozen=True, slots=True)
class Written:
    """A rulebook that was read: in force from `valid_from`; `sha256` is over what it says, not over its comments."""

    name: str
    version: str
    valid_from: date
    categories: tuple[WrittenCategory, ...]
    limits: tuple[WrittenLimit, ...]
    duties: tuple[WrittenDuty, ...]
    task_slack: int | None = None
    """Working days by which a task given down the chain may be due before the giver's own due (REFERENCE M08)."""

    @property
    def label(self) -> str:
        """How its rows name it."""
        return f"{self.name} {self.version}"

    @property
    def sha256(self) -> str:
        said = {name: value for name, value in asdict(self).items() if value is not None}
        content = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def reference(self) -> dict[str, str]:
        """How the ledger names it."""
        return {"rulebook": self.label, "sha256": self.sha256}


def read(path: Path | None = None) -> Written:
    """Read a rulebook file, the shipped one by default; Unfit names the line or the entry that is wrong."""
    content = Path(path or DEFAULT).read_bytes()
    if len(content) > LARGEST:
        raise Unfit(_("规则文件太大了，请检查是不是选错了文件。"), FIELD)
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unfit(_("规则文件要用UTF-8编码保存，请另存后再装入。"), FIELD) from None


def read_text(text: str) -> Written:
    """As `read`, from the text itself."""
    try:
        entries = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"line (\d+), column (\d+)", str(problem))
        where = _("第{line}行第{column}列").format(line=place[1], column=place[2]) if place else _("文件末尾")
        raise Unfit(
            _("规则文件的{where}写法不对，读不下去。请检查引号、括号和等号。").format(where=where), FIELD
        ) from None
    return _written(entries)


def _written(entries: dict[str, Any]) -> Written:
    sections = {"task_slack": int, "categories": list, "limits": list, "duties": list, "community_list": dict}
    head = _checked(entries, _("开头"), {"name": str, "version": str, "valid_from": date}, sections)
    if not re.fullmatch(r"[a-z0-9.-]{1,20} [a-z0-9.-]{1,19}", f"{head['name']} {head['version']}"):
        raise _wrong(_("开头"), _("name 和 version 只能用小写字母、数字、点和短横，各不超过19个字符。"))
    if not 0 <= head.get("task_slack", 0) <= MOST_SLACK:
        raise _wrong(_("开头"), _("task_slack 是工作日数，要在0到{most}之间。").format(most=MOST_SLACK))
    categories = tuple(_categories(_tables(head, "categories")))
    known = Names(categories)
    return Written(
        head["name"],
        head["version"],
        head["valid_from"],
        categories,
        tuple(_limits(_tables(head, "limits"), known)),
        tuple(_duties(_tables(head, "duties"), known)) + tuple(_community_list(head.get("community_list"), known)),
        head.get("task_slack"),
    )


def _wrong(where: str, why: str) -> Unfit:
    return Unfit(_("规则文件{where}：{why}").format(where=where, why=why), FIELD)


def _tables(head: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = head.get(name, [])
    if not all(isinstance(row, dict) for row in rows):
        raise _wrong(name, _("每一条要单独写，以 [[{name}]] 开头。").format(name=name))
    return rows


def _checked(
    entry: dict[str, Any], where: str, required: Mapping[str, type], optional: Mapping[str, type]
) -> dict[str, Any]:
    """The entry itself, when it has the keys it needs, no other ones, and each holds what it should."""
    kinds = {**required, **optional}
    if unknown := sorted(set(entry) - set(kinds)):
        expected = "、".join(kinds)
        raise _wrong(where, _("不认识“{key}”，这里只能写{expected}。").format(key=unknown[0], expected=expected))
    if missing := sorted(set(required) - set(entry)):
        raise _wrong(where, _("缺少“{key}”。").format(key=missing[0]))
    for key, value in entry.items():
        if type(value) is not kinds[key] or value == "":
            raise _wrong(where, _("“{key}”的值不对，请检查是不是漏了引号或者方括号，或者空着没有填。").format(key=key))
        if key in WORDS and not all(isinstance(word, str) for word in value):
            raise _wrong(where, _("“{key}”里的每一项都要加引号。").format(key=key))
    return entry


def _categories(rows: list[dict[str, Any]]) -> Iterator[WrittenCategory]:
    seen: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        where = _("分类第{n}条（{name}）").format(n=number, name=row.get("name", ""))
        _checked(row, where, {"code": str, "name": str}, {"minors": list})
        yield _category(where, seen, row["code"], row["name"], "")
        for minor in row.get("minors", []):
            code, _space, name = minor.partition(" ")
            yield _category(where, seen, row["code"] + code, name.strip(), f"{row['name']}/", code)


def _category(where: str, seen: dict[str, str], code: str, name: str, above: str, own: str = "") -> WrittenCategory:
    if not re.fullmatch(r"[0-9]{2}", own or code) or not 0 < len(name) <= 40 or "/" in name:
        raise _wrong(
            where, _("“{text}”不对，编码要两位数字，小类写成“01 井盖”的样子。").format(text=f"{own or code} {name}")
        )
    full_name = above + name
    for key in (code, full_name):
        if key in seen:
            raise _wrong(where, _("“{key}”重复了，前面已经用于“{other}”。").format(key=key, other=seen[key]))
    seen[code] = seen[full_name] = full_name
    return WrittenCategory(code, name, full_name)


class Names:
    """Codes of categories by code or by full name."""

    def __init__(self, categories: Iterable[WrittenCategory]):
        self.codes = {key: row.code for row in categories for key in (row.code, row.full_name)}

    def code(self, text: str, where: str) -> str:
        """The code; a book without categories of its own writes codes of another one."""
        if text in self.codes:
            return self.codes[text]
        if not self.codes and re.fullmatch(r"([0-9]{2}){1,2}", text):
            return text
        raise _wrong(where, _("没有“{text}”这个分类。请写编码，或者“大类/小类”的全称。").format(text=text))


def _region(row: dict[str, Any], where: str) -> str:
    region = row.get("region", "")
    if not re.fullmatch(r"|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}", region):
        raise _wrong(where, _("“{region}”不是区划代码。").format(region=region))
    return region


def _limits(rows: list[dict[str, Any]], known: Names) -> Iterator[WrittenLimit]:
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(rows, 1):
        where = _("时限第{n}条（{name}）").format(n=number, name=row.get("category", _("全部分类")))
        optional = {"category": str, "urgencies": list, "region": str, "limit": str, "stages": list}
        _checked(row, where, {"source": str}, optional)
        if len(row["source"]) > LONGEST_SOURCE:
            raise _wrong(where, _("依据太长了，不能超过{n}字。").format(n=LONGEST_SOURCE))
        category = known.code(row["category"], where) if "category" in row else ""
        region = _region(row, where)
        stages = list(_stages(row, where))
        for urgency in _urgencies(row, where):
            earlier = seen.setdefault((category, urgency, region), number)
            if earlier != number:
                raise _wrong(where, _("和第{n}条管的是同一种情形，请只留一条。").format(n=earlier))
            for order, (stage, amount, unit) in enumerate(stages, 1):
                yield WrittenLimit(category, urgency, region, stage, order, amount, unit, row["source"])


def _urgencies(row: dict[str, Any], where: str) -> list[str]:
    """The urgencies a rule is for; without any it is for all that have no rule of their own."""
    if "urgencies" not in row:
        return [""]
    known = [urgency.value for urgency in Urgency]
    if not row["urgencies"] or len(set(row["urgencies"])) < len(row["urgencies"]) or set(row["urgencies"]) - set(known):
        raise _wrong(where, _("urgencies 只能从{known}里选，不能重复。").format(known="、".join(known)))
    return row["urgencies"]


def _stages(row: dict[str, Any], where: str) -> Iterator[tuple[str, Decimal, Unit]]:
    """(stage, amount, unit): one without a name for `limit`, else each of `stages`, counted one after the other."""
    if ("limit" in row) == ("stages" in row):
        raise _wrong(where, _("limit 和 stages 要写一个，也只能写一个。"))
    if "limit" in row:
        yield "", *_limit(row["limit"], where)
        return
    names = set()
    for text in row["stages"]:
        name, _space, limit = text.partition(" ")
        if not 0 < len(name) <= LONGEST_STAGE or name in names:
            raise _wrong(where, _("阶段“{name}”太长或者写了两次。").format(name=name))
        names.add(name)
        yield name, *_limit(limit, where)
    if len(names) < 2:
        raise _wrong(where, _("分阶段的时限至少要有两个阶段；只有一个的，请改用 limit。"))


def _limit(text: str, where: str) -> tuple[Decimal, Unit]:
    try:
        limit = read_limit(text)
    except Unfit as problem:
        raise _wrong(where, problem.sentence) from None
    amount = Decimal(limit.amount)
    if not 0 < amount < 10_000 or amount != round(amount, 1):
        raise _wrong(where, _("时限“{text}”要大于零，最多一位小数。").format(text=text))
    return amount, limit.unit


def _duties(rows: list[dict[str, Any]], known: Names) -> Iterator[WrittenDuty]:
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, 1):
        where = _("职责第{n}条（{name}）").format(n=number, name=row.get("category", ""))
        _checked(row, where, {"category": str, "office": str, "basis": str}, {"region": str})
        duty = WrittenDuty(known.code(row["category"], where), _region(row, where), row["office"], _basis(row, where))
        earlier = seen.setdefault((duty.category, duty.region), number)
        if earlier != number:
            raise _wrong(where, _("和第{n}条管的是同一种情形，请只留一条。").format(n=earlier))
        yield duty


def _community_list(entry: dict[str, Any] | None, known: Names) -> Iterator[WrittenDuty]:
    if entry is None:
        return
    where = _("社区职责清单")
    _checked(entry, where, {"allowed": list, "basis": str}, {"region": str})
    taken: dict[str, str] = {}
    for name in entry["allowed"]:
        code = known.code(name, where)
        for other, other_name in taken.items():
            if code.startswith(other) or other.startswith(code):
                raise _wrong(where, _("“{a}”和“{b}”重叠了，请只留一个。").format(a=other_name, b=name))
        taken[code] = name
        yield WrittenDuty(code, _region(entry, where), "", _basis(entry, where))


def _basis(row: dict[str, Any], where: str) -> str:
    if len(row["basis"]) > LONGEST_BASIS:
        raise _wrong(where, _("依据太长了，不能超过{n}字。").format(n=LONGEST_BASIS))
    return row["basis"]
