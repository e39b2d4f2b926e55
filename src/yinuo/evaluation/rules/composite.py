"""From ballots to a result: trimmed means, several sources, correction between groups, bands; the same bytes for everybody.

Standard library only: whoever doubts a result can read this file. Rules: REFERENCE §7.3, E11.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _
from .rubric import ZERO, Rubric, digest, half_up, number, plain, read_marks, score

FORMAT = "yinuo assessment 1"
RESULT = "yinuo result 1"
TOO_FEW = _("样本不足，不评分")
BANDS = ((_("优秀"), Decimal(90)), (_("良好"), Decimal(80)), (_("达标"), Decimal(60)), (_("整改"), ZERO))
FULL = Decimal(100)


@dataclass(frozen=True)
class Terms:
    """How it is counted, fixed before anybody sets out.

    `sources`: what each source of marks weighs (24 + 16 makes 40). `bands`: by points (least per cent of the full points) or by
    places (how many units get it). `trim`: how many highest and lowest are dropped, while `least_ballots` were cast.
    """

    least_ballots: int = 5
    trim: int = 1
    places: int = 2
    sources: tuple[tuple[str, Decimal], ...] = (("judges", FULL),)
    correction: str = "none"
    bands_by: str = "points"
    bands: tuple[tuple[str, Decimal], ...] = BANDS
    award_cap: Decimal = Decimal(5)

    def as_data(self) -> dict[str, Any]:
        return {
            "least_ballots": self.least_ballots, "trim": self.trim, "places": self.places,
            "sources": [[name, plain(weight)] for name, weight in self.sources], "correction": self.correction,
            "bands_by": self.bands_by, "bands": [[name, plain(least)] for name, least in self.bands],
            "award_cap": plain(self.award_cap),
        }  # fmt: skip

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Terms":
        blank = cls()
        return cls(
            int(data.get("least_ballots", 5)), int(data.get("trim", 1)), int(data.get("places", 2)),
            _pairs(data.get("sources")) or blank.sources, str(data.get("correction", "none")),
            str(data.get("bands_by", "points")), _pairs(data.get("bands")) or blank.bands,
            number(data.get("award_cap", blank.award_cap)),
        )  # fmt: skip


def _pairs(rows) -> tuple[tuple[str, Decimal], ...]:
    return tuple((str(name), number(value)) for name, value in rows or ())


def problems(terms: Terms) -> list[str]:
    """Why nothing can be counted by these terms, in sentences."""
    found = []
    if not 1 <= terms.least_ballots <= 100 or not 0 <= terms.trim <= 5:
        found.append(_("最少票数在1到100之间，去掉的最高、最低分各不超过5个。"))
    if terms.least_ballots - 2 * terms.trim < 1:
        found.append(_("去掉最高和最低以后一票也不剩，请把最少票数调高。"))
    if not 0 <= terms.places <= 4:
        found.append(_("小数位数在0到4之间。"))
    if any(weight <= 0 for _name, weight in terms.sources):
        found.append(_("每个打分来源的权重都要大于0。"))
    if terms.correction not in ("none", "median") or terms.bands_by not in ("points", "places"):
        found.append(_("请选择组间校正和分档的办法。"))
    return found + _band_problems(terms)


def _band_problems(terms: Terms) -> list[str]:
    values = [value for _name, value in terms.bands]
    if len({name for name, _value in terms.bands}) < len(terms.bands) or not terms.bands:
        return [_("档次要有名称，不能重名。")]
    if terms.bands_by == "points" and (values != sorted(values, reverse=True) or values[-1] != 0):
        return [_("档次的分数线要从高到低，最后一档从0分起。")]
    if terms.bands_by == "places" and any(value < 1 or value % 1 for value in values):
        return [_("每一档有几个单位，请写整数。")]
    return []


def compute(export: Mapping[str, Any]) -> dict[str, Any]:
    """The result of an exported file; the same for everybody who computes it.

    `{"format", "name", "rubric" + "rubric_digest", "terms" + "terms_digest", "judges": [{"code", "panel", "source",
    "unit"}], "subjects": [{"key", "name", "panel"}], "conflicts": [[judge, subject, why]], "ballots": [{"id", "judge",
    "subject", "part", "marks", "sealed", "cast_at"}], "excluded": [{"id", "why"}], "adjustments": [{"subject",
    "points", "rule"}]}`. Unfit where the file is none, or rubric or terms are not those that were frozen.
    """
    rubric, terms = _frozen(export)
    valid, invalid = _sorted(export, rubric)
    judges = {row["code"]: row for row in export["judges"]}
    rows = [_subject(row, export, valid, judges, rubric, terms) for row in export["subjects"]]
    _correct(rows, terms)
    for row in rows:
        _finish(row, export, terms)
    _band(rows, terms, _full(rubric, terms))
    return {
        "format": RESULT, "name": export["name"], "rubric": f"{rubric.name}（{rubric.version}）",
        "rubric_digest": export["rubric_digest"], "terms_digest": export["terms_digest"], "formula": formula(rubric, terms),
        "total": plain(rubric.total), "subjects": rows, "order": _order(rows), "invalid": invalid,
        "counts": {"cast": len(export["ballots"]), "valid": len(valid), "invalid": len(invalid)},
    }  # fmt: skip


def _frozen(export: Mapping[str, Any]) -> tuple[Rubric, Terms]:
    if export.get("format") != FORMAT:
        raise Unfit(_("这不是评价导出的文件。"))
    if digest(export["rubric"]) != export["rubric_digest"]:
        raise Unfit(_("细则和冻结时的指纹不一致，在冻结以后被改过，不能计分。"))
    if digest(export["terms"]) != export["terms_digest"]:
        raise Unfit(_("计分规则和冻结时的指纹不一致，在冻结以后被改过，不能计分。"))
    return Rubric.of(export["rubric"]), Terms.of(export["terms"])


def _sorted(export: Mapping[str, Any], rubric: Rubric) -> tuple[list[dict], list[dict]]:
    """Valid ballots with what they come to, and invalid ones with the reason; in the order of their numbers."""
    judges, subjects = {row["code"] for row in export["judges"]}, {row["key"] for row in export["subjects"]}
    barred = {(judge, subject) for judge, subject, _why in export["conflicts"]}
    excluded = {row["id"]: row["why"] for row in export["excluded"]}
    valid, invalid, met = [], [], set()
    for ballot in sorted(export["ballots"], key=lambda row: (row["cast_at"], len(row["id"]), row["id"])):
        key = (ballot["judge"], ballot["subject"], ballot["part"])
        total, why, items = None, excluded.get(ballot["id"], ""), {}
        if not why:
            why = _barred(key, judges, subjects, barred, met)
        if not why:
            try:
                scored = score(rubric, read_marks(rubric, ballot["marks"]))
                total, items = scored.total, scored.items
            except Unfit as problem:
                why = problem.sentence
        row = {"id": ballot["id"], "judge": ballot["judge"], "subject": ballot["subject"], "part": ballot["part"]}
        if why:
            invalid.append(row | {"why": why})
        else:
            met.add(key)
            valid.append(row | {"total": total, "items": items})
    return valid, invalid


def _barred(key, judges: set, subjects: set, barred: set, met: set) -> str:
    judge, subject, _part = key
    if judge not in judges or subject not in subjects:
        return _("评委或者单位不在名单里")
    if (judge, subject) in barred:
        return _("按回避规定不能打分")
    return _("同一位评委对同一点位的第二张票") if key in met else ""


def _subject(row, export, valid: list[dict], judges: Mapping, rubric: Rubric, terms: Terms) -> dict[str, Any]:
    """One unit: every judge's value, what is dropped, the mean of each source, their weighted sum."""
    mine = [ballot for ballot in valid if ballot["subject"] == row["key"]]
    own = [ballot for ballot in mine if judges[ballot["judge"]]["panel"] == row["panel"]]
    values: dict[str, list[Decimal]] = {}
    for ballot in own:
        values.setdefault(ballot["judge"], []).append(ballot["total"])
    means = {judge: sum(totals, ZERO) / len(totals) for judge, totals in sorted(values.items())}
    sources = [_source(name, weight, means, judges, rubric, terms) for name, weight in terms.sources]
    enough = all(source["mean"] is not None for source in sources)
    mean = sum((number(source["weighted"]) for source in sources), ZERO) if enough else None
    return {
        "key": row["key"], "name": row["name"], "panel": row["panel"], "sources": sources,
        "ballots": len(own), "judges": len(means), "linking": len(mine) - len(own), "items": _items(own, rubric),
        "mean": None if mean is None else _text(mean, terms), "note": "" if enough else TOO_FEW,
    }  # fmt: skip


def _source(
    name, weight: Decimal, means: Mapping[str, Decimal], judges, rubric: Rubric, terms: Terms
) -> dict[str, Any]:
    mine = [(value, code) for code, value in means.items() if judges[code]["source"] == name]
    ranked = sorted(mine)
    dropped = _dropped(ranked, terms)
    kept = [value for value, code in ranked if code not in dropped]
    enough = len(ranked) >= terms.least_ballots and bool(kept)
    mean = half_up(sum(kept, ZERO) / len(kept), terms.places) if enough else None
    scale = sum((w for _name, w in terms.sources), ZERO)
    weighted = None if mean is None else mean if len(terms.sources) == 1 else mean * weight / rubric.total
    return {
        "source": name, "weight": plain(weight), "of": plain(scale), "valid": len(ranked),
        "values": [
            {"judge": code, "value": _text(value, terms), "dropped": dropped.get(code, "")} for value, code in sorted(mine, key=lambda one: one[1])
        ],
        "mean": None if mean is None else _text(mean, terms),
        "weighted": None if weighted is None else plain(half_up(weighted, terms.places + 2)),
    }  # fmt: skip


def _dropped(ranked: Sequence[tuple[Decimal, str]], terms: Terms) -> dict[str, str]:
    """Judges whose values are dropped, once enough were cast and at least three remain (REFERENCE §7.3)."""
    if len(ranked) < max(5, terms.least_ballots) or len(ranked) - 2 * terms.trim < 3 or not terms.trim:
        return {}
    return {code: "lowest" for _value, code in ranked[: terms.trim]} | {
        code: "highest" for _value, code in ranked[-terms.trim :]
    }


def _items(ballots: Sequence[Mapping], rubric: Rubric) -> dict[str, str]:
    """Mean of each item over the ballots to which it applied: an explanation, no rank."""
    found = {}
    for item in rubric.items:
        given = [ballot["items"][item.no] for ballot in ballots if item.no in ballot["items"]]
        if given:
            found[item.no] = plain(half_up(sum(given, ZERO) / len(given)))
    return found


def _correct(rows: list[dict], terms: Terms) -> None:
    """Groups that judged different units: minus the median of the group plus the median of all (REFERENCE §7.3.4)."""
    scored = [row for row in rows if row["mean"] is not None]
    for row in rows:
        row["correction"] = None
    if terms.correction != "median" or len({row["panel"] for row in scored}) < 2:
        return
    overall = median([number(row["mean"]) for row in scored])
    for panel in {row["panel"] for row in scored}:
        mine = [row for row in scored if row["panel"] == panel]
        middle = median([number(row["mean"]) for row in mine])
        for row in mine:
            row["correction"] = _text(overall - middle, terms)


def _finish(row: dict, export: Mapping[str, Any], terms: Terms) -> None:
    """Awards by their rules, capped together; the total on paper."""
    awards = [
        {"points": one["points"], "rule": one["rule"]} for one in export["adjustments"] if one["subject"] == row["key"]
    ]
    added = sum((number(one["points"]) for one in awards), ZERO)
    row["awards"] = awards
    row["awarded"] = plain(max(-terms.award_cap, min(terms.award_cap, added)))
    total = (
        None if row["mean"] is None else number(row["mean"]) + number(row["correction"] or 0) + number(row["awarded"])
    )
    row["total"] = None if total is None else _text(max(ZERO, total), terms)


def _text(value: Decimal, terms: Terms) -> str:
    return f"{half_up(value, terms.places):f}"


def _order(rows: Sequence[dict]) -> list[list[str]]:
    """Groups of units with the same total, highest first; ties stay ties."""
    totals = sorted({number(row["total"]) for row in rows if row["total"] is not None}, reverse=True)
    return [
        [row["key"] for row in rows if row["total"] is not None and number(row["total"]) == total] for total in totals
    ]


def _full(rubric: Rubric, terms: Terms) -> Decimal:
    """The most that a unit can have without awards."""
    return rubric.total if len(terms.sources) == 1 else sum((weight for _name, weight in terms.sources), ZERO)


def _band(rows: list[dict], terms: Terms, full: Decimal) -> None:
    """By points against the lines fixed before, or by places; who ties at a border gets the better band."""
    for row in rows:
        row["band"] = "" if row["total"] is None or terms.bands_by != "points" else _band_of(row, terms, full)
    if terms.bands_by != "places":
        return
    by_key, taken, waiting = {row["key"]: row for row in rows}, 0, [[name, int(many)] for name, many in terms.bands]
    for keys in _order(rows):
        while len(waiting) > 1 and taken >= waiting[0][1]:
            taken -= waiting.pop(0)[1]
        for key in keys:
            by_key[key]["band"] = waiting[0][0]
        taken += len(keys)


def _band_of(row: dict, terms: Terms, full: Decimal) -> str:
    share = number(row["total"]) * 100 / full
    return next(name for name, least in terms.bands if share >= least)


def formula(rubric: Rubric, terms: Terms) -> str:
    """How it was counted, in one sentence with its version."""
    parts = [_("每位评委对一个单位各点位的得分取平均")]
    if terms.trim:
        parts.append(
            _("满{n}票时去掉{k}个最高、{k}个最低，其余取平均").format(n=max(5, terms.least_ballots), k=terms.trim)
        )
    if len(terms.sources) > 1:
        weights = "+".join(plain(weight) for _name, weight in terms.sources)
        parts.append(_("按来源加权{weights}").format(weights=weights))
    if terms.correction == "median":
        parts.append(_("各组减本组中位数、加全体中位数（校正）"))
    parts.append(_("有效票少于{n}张的不评分").format(n=terms.least_ballots))
    parts.append(_("四舍五入到{n}位小数，同分不分先后").format(n=terms.places))
    version = _("（细则{name}第{version}版，满分{total}分；计分规则{digest}）")
    return "；".join(parts) + version.format(
        name=rubric.name, version=rubric.version, total=plain(rubric.total), digest=digest(terms.as_data())[:8]
    )


def result_bytes(result: Mapping[str, Any]) -> bytes:
    """The result as it is kept and signed: sorted, indented, in plain Chinese; the same input gives the same bytes."""
    return (json.dumps(result, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def digest_of(content: str | bytes) -> str:
    """SHA-256 of a kept result."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
