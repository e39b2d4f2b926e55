"""How ballots are counted: fixed before anybody sets out, frozen by hash (REFERENCE §7.3, E11)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _
from .exact import plain, sure_number
from .items import HUNDRED, ZERO

Pairs = tuple[tuple[str, Decimal], ...]

BANDS: Pairs = ((_("优秀"), Decimal(90)), (_("良好"), Decimal(80)), (_("达标"), Decimal(60)), (_("整改"), ZERO))
TRIM_FROM, KEPT = 5, 3
"""Highest and lowest are dropped from five judges on, and only while three remain (REFERENCE §7.3.3)."""


@dataclass(frozen=True)
class Terms:
    """How it is counted.

    `sources`: name and weight of each source of marks, in order (24 + 16 make 40); with one, the points stay those of the
    rubric. `least_ballots`: judges that each source needs. `trim`: how many highest and lowest values are dropped.
    `bands`: by "points" the least share of the full points in percent, by "places" how many organisations. `correction`:
    "none" or "median" between panels that judged different organisations. `award_cap`: bonuses and penalties together.
    """

    least_ballots: int = 5
    trim: int = 1
    places: int = 2
    sources: Pairs = (("judges", HUNDRED),)
    correction: str = "none"
    bands_by: str = "points"
    bands: Pairs = BANDS
    award_cap: Decimal = Decimal(5)

    @property
    def weight(self) -> Decimal:
        """Of all sources together."""
        return sum((weight for _name, weight in self.sources), ZERO)

    def as_data(self) -> dict[str, Any]:
        return {
            "least_ballots": self.least_ballots, "trim": self.trim, "places": self.places,
            "sources": [[name, plain(weight)] for name, weight in self.sources], "correction": self.correction,
            "bands_by": self.bands_by, "bands": [[name, plain(least)] for name, least in self.bands],
            "award_cap": plain(self.award_cap),
        }  # fmt: skip

    @classmethod
    def of(cls, data: Any) -> "Terms":
        """From JSON; what is left out has its default. Unfit when it is none."""
        default = cls()
        try:
            return cls(
                _whole(data, "least_ballots", default.least_ballots), _whole(data, "trim", default.trim),
                _whole(data, "places", default.places), _pairs(data.get("sources")) or default.sources,
                str(data.get("correction", default.correction)), str(data.get("bands_by", default.bands_by)),
                _pairs(data.get("bands")) or default.bands,
                sure_number(data.get("award_cap", default.award_cap), _("加减分上限"), "award_cap"),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Unfit(_("计分规则读不出来：少了必须有的内容，或者格式不对。"), "terms") from None


def _whole(data: Mapping[str, Any], name: str, default: int) -> int:
    value = data.get(name, default)
    if isinstance(value, bool) or int(value) != value:
        raise ValueError(name)
    return int(value)


def _pairs(rows: Any) -> Pairs:
    """From [[name, number], …], or {name: number}."""
    pairs: Iterable = rows.items() if isinstance(rows, Mapping) else rows or ()
    return tuple((str(name).strip(), sure_number(value, str(name))) for name, value in pairs)


def problems(terms: Terms) -> list[str]:
    """Why nothing can be counted by these terms, in sentences; empty when they are sound."""
    return [*_count_problems(terms), *_source_problems(terms), *_band_problems(terms)]


def _count_problems(terms: Terms) -> Iterator[str]:
    if not 1 <= terms.least_ballots <= 100:
        yield _("最少票数在1到100之间。")
    if not 0 <= terms.trim <= 5:
        yield _("去掉的最高、最低分各不超过5个。")
    if not 0 <= terms.places <= 4:
        yield _("小数位数在0到4之间。")
    if terms.correction not in ("none", "median"):
        yield _("请选择组间校正的办法。")
    if terms.award_cap < 0:
        yield _("加减分上限不能是负数。")


def _source_problems(terms: Terms) -> Iterator[str]:
    names = [name for name, _weight in terms.sources]
    if not names or "" in names or len(set(names)) < len(names):
        yield _("打分来源要有名称，不能重名。")
    if any(weight <= 0 for _name, weight in terms.sources):
        yield _("每个打分来源的权重都要大于0。")


def _band_problems(terms: Terms) -> Iterator[str]:
    names, values = [name for name, _value in terms.bands], [value for _name, value in terms.bands]
    if not names or "" in names or len(set(names)) < len(names):
        yield _("档次要有名称，不能重名。")
    elif terms.bands_by == "points":
        if values != sorted(set(values), reverse=True) or values[-1] != 0:
            yield _("档次的分数线要从高到低，最后一档从0起。")
    elif terms.bands_by == "places":
        if any(value < 1 or value % 1 for value in values):
            yield _("每一档有几个单位，请写大于0的整数。")
    else:
        yield _("请选择按分数还是按名额分档。")
