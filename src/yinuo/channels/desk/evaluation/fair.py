"""The severity-adjusted result beside the official one, in words that can be added up by hand; never a list of judges."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yinuo.evaluation.models import Result

from .seeing import Sight

STEP = 12
"""Width of one place in the drawing of a rank interval."""


def fair_shown(result: Result, sight: Sight, rows: list[dict]) -> dict[str, Any]:
    """What `Result.fair` says of the units that the reader sees; each row gets its own line as `fair`.

    Places are shown only to those who see every unit: a unit is told its points, not where it stands.
    """
    fair, names = result.fair or {}, {row["key"]: row["name"] for row in rows}
    if "units" not in fair:
        return {"has_rows": False, "refused": _refused(fair)} | _islands(fair, sight, names)
    known = {one["unit"]: one for one in fair["units"]}
    many = len(fair["units"])
    for row in rows:
        row["fair"] = _line(known[row["key"]], many, sight) if row["key"] in known else None
    ties = [[names.get(key, "") for key in keys] for keys in fair["ties"]] if sight.sees_all else []
    return {
        "has_rows": any(row["fair"] for row in rows), "refused": "", "ties": [one for one in ties if all(one)],
        "rows": [row for row in rows if row["fair"]], "places": sight.sees_all, "of": many,
        "level": round(fair["level"] * 100), "visits": fair["visits"],
    }  # fmt: skip


def _line(one: dict, many: int, sight: Sight) -> dict[str, Any]:
    low, high = one["ranks"]
    places = _("第{n}位").format(n=low) if low == high else _("第{low}到第{high}位").format(low=low, high=high)
    return {
        "raw": plain(one["raw"]), "adjusted": plain(one["adjusted"]), "score": plain(one["score"]),
        "severity": added(one["severity"]), "missed": added(one["missed"]),
        "shrinkage": added(one["shrinkage"]), "visits": one["visits"], "said": _met(one["severity"]),
        "missed_said": _missed(one["missed"]), "places": places if sight.sees_all else "",
        "bar": _bar(low, high, one["rank"], many) if sight.sees_all else None,
    }  # fmt: skip


def plain(value: float) -> str:
    """Points to two places."""
    return f"{Decimal(repr(value)):.2f}"


def added(value: float) -> str:
    """An addend with its sign: +0.20, -0.14, +0.00."""
    return f"{Decimal(repr(value)) + 0:+.2f}"


def _met(severity: float) -> str:
    """Whether those who came gave less or more than all judges do, taken together; nobody is named."""
    size = plain(abs(severity))
    if severity > 0:
        return _("来看的评委总的偏严，平均少给{n}分，加回来").format(n=size)
    if severity < 0:
        return _("来看的评委总的偏松，平均多给{n}分，减下去").format(n=size)
    return _("来看的评委不偏严也不偏松")


def _missed(missed: float) -> str:
    return _("有的点位去的评委少，按每个点位一样重补平") if missed else _("各点位去的评委一样多，不用补")


def _bar(low: int, high: int, rank: int, many: int) -> dict[str, int]:
    """The interval as a bar on a line of all places."""
    return {
        "whole": many * STEP, "x": (low - 1) * STEP, "width": (high - low + 1) * STEP, "at": rank * STEP - STEP // 2
    }  # fmt: skip


def _refused(fair: dict) -> str:
    """Why there is no adjusted result, in a sentence."""
    told = {
        "unlinked": _(
            "各组看的单位不一样，又没有各组都看过的点位，也没有互换过评委。这样分不清是单位有高低，还是评委有松紧，硬算出来的"
            "数没有意义，所以不作校正，各组的分也不能放在一起比。下一次请安排2到4个各组都看的点位。"
        ),
        "too_few": _("票太少，分不清评委的松紧，所以不作校正。"),
    }  # fmt: skip
    return told.get(fair.get("refused", ""), _("这次没有算校正参考。"))


def _islands(fair: dict, sight: Sight, names: dict[str, str]) -> dict[str, Any]:
    """Which units can be compared with each other, and with no others."""
    islands = fair.get("islands", ()) if sight.sees_all else ()
    return {"islands": [[names.get(key, key) for key in island] for island in islands]}
