"""From ballots to a result: trimmed means, several sources, correction between panels, bands; the same bytes for everybody.

Standard library only: whoever doubts a result can read this. Every number in a result is what is counted on with, rounded
half up to the places of the terms, so that each step can be repeated by hand (REFERENCE §7.3, E11).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from ...kernel.words import _
from .exact import digest, half_up, plain
from .exported import FORMAT, Counted, Export, Subject, counted
from .items import ZERO
from .sharing import band, orders
from .terms import BANDS, KEPT, TRIM_FROM, Terms, problems

__all__ = [
    "BANDS", "FORMAT", "RESULT", "TOO_FEW", "Terms", "compute", "digest", "digest_of", "formula", "problems", "result_bytes",
]  # fmt: skip

RESULT, FORMULA = "yinuo result 1", "1"
TOO_FEW = _("样本不足，不评分")
FEW_UNITS = 3


@dataclass
class Tally:
    """What is being counted: the file, its ballots, and sentences that a reader must know."""

    export: Export
    ballots: Sequence[Counted]
    notes: list[str] = field(default_factory=list)

    @property
    def terms(self) -> Terms:
        return self.export.terms

    @property
    def full(self) -> Decimal:
        """The most without bonuses: of the rubric, or of the weights of several sources."""
        return self.export.rubric.total if len(self.terms.sources) == 1 else self.terms.weight

    def rounded(self, value: Decimal | Fraction) -> Decimal:
        return half_up(value, self.terms.places)

    def text(self, value: Decimal | Fraction) -> str:
        return f"{self.rounded(value):f}"


def compute(export: Mapping[str, Any]) -> dict[str, Any]:
    """The result of an exported file; the same for everybody who computes it, in whatever order its rows stand.

    The file: `{"format": "yinuo assessment 1", "name", "rubric", "rubric_digest", "terms", "terms_digest", "judges":
    [{"code", "panel": 1, "source", "unit"}], "subjects": [{"key", "name", "panel": 1}], "conflicts": [[judge, subject,
    why]], "ballots": [{"id", "judge", "subject", "part", "marks": {…}, "sealed": hex, "cast_at"}], "excluded": [{"id",
    "why"}], "adjustments": [{"subject", "points", "rule"}]}`. Unfit where it is none, or where rubric or terms are not
    those that were frozen.

    The result: `formula`, `full`, `counts`, `invalid` ballots each with `reason` and `why`, `notes`, `panels` with their
    medians, `orders` (groups of equal totals of each panel; panel 0: all together), `order` (those of panel 0; empty
    where panels cannot be compared), `linking` ballots of other panels and `subjects`, each with all that it was counted from. A number is a text; None
    where there is none.
    """
    read = Export.of(export)
    tally = Tally(read, list(counted(read)))
    rows = [_subject(tally, one) for one in read.subjects]
    panels = _correct(tally, rows)
    for row in rows:
        _finish(tally, row)
    is_whole = len({row["panel"] for row in rows}) < 2 or tally.terms.correction == "median"
    ranked = orders(rows, is_whole=is_whole)
    tally.notes += band(rows, ranked, tally.terms, tally.full)
    return {
        "format": RESULT, "name": read.name, "rubric": f"{read.rubric.name}（{read.rubric.version}）",
        "rubric_digest": read.rubric_digest, "terms_digest": read.terms_digest, "terms": read.terms.as_data(),
        "ballots_digest": digest(sorted([one.id, one.sealed] for one in read.ballots)),
        "formula": formula(tally), "formula_version": FORMULA, "total": plain(read.rubric.total), "full": plain(tally.full),
        "subjects": rows, "panels": panels, "orders": ranked, "order": ranked[0]["order"] if is_whole and ranked else [],
        "invalid": _invalid(tally), "linking": _linking(tally), "counts": _counts(tally), "notes": tally.notes,
    }  # fmt: skip


def _invalid(tally: Tally) -> list[dict[str, str]]:
    return [
        {
            "id": one.ballot.id, "judge": one.ballot.judge, "subject": one.ballot.subject, "part": one.ballot.part,
            "reason": one.reason, "why": one.why,
        }
        for one in tally.ballots
        if one.reason
    ]  # fmt: skip


def _linking(tally: Tally) -> list[dict[str, str]]:
    """Valid ballots of judges of another panel (shared parts): they link the panels, and count for no mean here."""
    panels = {one.key: one.panel for one in tally.export.subjects}
    return [
        {
            "id": one.ballot.id, "judge": one.ballot.judge, "subject": one.ballot.subject, "part": one.ballot.part,
            "total": f"{one.worth.total:f}",
        }
        for one in tally.ballots
        if not one.reason and tally.export.judges[one.ballot.judge].panel != panels[one.ballot.subject]
    ]  # fmt: skip


def _counts(tally: Tally) -> dict[str, Any]:
    reasons = Counter(one.reason for one in tally.ballots if one.reason)
    cast, invalid = len(tally.ballots), sum(reasons.values())
    return {"cast": cast, "valid": cast - invalid, "invalid": invalid, "reasons": dict(reasons)}


def _subject(tally: Tally, subject: Subject) -> dict[str, Any]:
    """One organisation: what each judge gave, what is dropped, the mean of each source, their weighted sum."""
    mine = [one for one in tally.ballots if one.ballot.subject == subject.key]
    valid = [one for one in mine if not one.reason]
    judges = tally.export.judges
    own = [one for one in valid if judges[one.ballot.judge].panel == subject.panel]
    values = _values(tally, own)
    sources = [_source(tally, name, values) for name, _weight in tally.terms.sources]
    is_enough = all(source["mean"] is not None for source in sources)
    mean = sum((Decimal(source["weighted"]) for source in sources), ZERO) if is_enough else None
    return {
        "key": subject.key, "name": subject.name, "panel": subject.panel, "sources": sources, "cast": len(mine),
        "ballots": len(own), "judges": len(values), "linking": len(valid) - len(own),
        "dropped": sum(bool(one["dropped"]) for source in sources for one in source["values"]),
        "invalid": dict(Counter(one.reason for one in mine if one.reason)), "items": _items(tally, own),
        "mean": None if mean is None else tally.text(mean), "note": "" if is_enough else TOO_FEW,
    }  # fmt: skip


def _values(tally: Tally, own: Sequence[Counted]) -> dict[str, dict[str, Any]]:
    """Code of the judge → his value and the ballots it comes from: the mean of those for several parts."""
    given: dict[str, list[Counted]] = {}
    for one in sorted(own, key=lambda one: (one.ballot.judge, one.ballot.part)):
        given.setdefault(one.ballot.judge, []).append(one)
    return {
        judge: {
            "judge": judge,
            "value": tally.text(_mean([one.worth.total for one in ballots])),
            "dropped": "",
            "ballots": [
                {"id": one.ballot.id, "part": one.ballot.part, "total": f"{one.worth.total:f}"} for one in ballots
            ],
        }
        for judge, ballots in given.items()
    }


def _mean(values: Sequence[Decimal]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0)) / len(values)


def _source(tally: Tally, name: str, values: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The values of the judges of one source, and their mean without the highest and lowest."""
    terms = tally.terms
    mine = [one for code, one in values.items() if tally.export.judges[code].source == name]
    ranked = sorted(mine, key=lambda one: (Decimal(one["value"]), one["judge"]))
    trim = trimmed(len(ranked), terms)
    for one in ranked[:trim]:
        one["dropped"] = "lowest"
    for one in ranked[len(ranked) - trim :]:
        one["dropped"] = "highest"
    kept = [Decimal(one["value"]) for one in ranked if not one["dropped"]]
    mean = tally.rounded(_mean(kept)) if len(ranked) >= max(1, terms.least_ballots) else None
    weight = dict(terms.sources)[name]
    scale = Fraction(1) if len(terms.sources) == 1 else Fraction(weight) / Fraction(tally.export.rubric.total)
    return {
        "source": name, "weight": plain(weight), "of": plain(terms.weight), "valid": len(ranked), "values": mine,
        "mean": None if mean is None else tally.text(mean),
        "weighted": None if mean is None else tally.text(Fraction(mean) * scale),
    }  # fmt: skip


def trimmed(number: int, terms: Terms) -> int:
    """How many highest and how many lowest of so many values are dropped (REFERENCE §7.3.3)."""
    return min(terms.trim, (number - KEPT) // 2) if number >= TRIM_FROM else 0


def _items(tally: Tally, own: Sequence[Counted]) -> dict[str, str]:
    """Mean of each item over the ballots to which it applied: an explanation, no rank."""
    found = {}
    for item in tally.export.rubric.items:
        given = [one.worth.items[item.no] for one in own if item.no in one.worth.items]
        if given:
            found[item.no] = tally.text(_mean(given))
    return found


def _correct(tally: Tally, rows: Sequence[dict]) -> list[dict[str, Any]]:
    """Panels that judged different organisations: minus the panel's median, plus that of all (REFERENCE §7.3.4)."""
    means = {row["key"]: Decimal(row["mean"]) for row in rows if row["mean"] is not None}
    numbers = sorted({row["panel"] for row in rows})
    is_on = tally.terms.correction == "median" and len(numbers) > 1 and bool(means)
    overall, panels = median(means.values()) if means else ZERO, []
    for number in numbers:
        mine = [row for row in rows if row["panel"] == number]
        scored = [means[row["key"]] for row in mine if row["key"] in means]
        middle = tally.rounded(median(scored)) if scored else None
        shift = tally.text(tally.rounded(overall) - middle) if is_on and middle is not None else None
        for row in mine:
            row["correction"] = shift if row["mean"] is not None else None
        if is_on and len(scored) < FEW_UNITS:
            tally.notes.append(
                _("第{n}组只有{units}个单位有得分，校正的依据很弱。").format(n=number, units=len(scored))
            )
        panels.append({"panel": number, "median": None if middle is None else f"{middle:f}", "correction": shift})
    return panels


def _finish(tally: Tally, row: dict) -> None:
    """Bonuses and penalties by their rules, together up to the cap; the total, never below zero."""
    mine = [(points, rule) for subject, points, rule in tally.export.awards if subject == row["key"]]
    added, cap = sum((points for points, _rule in mine), ZERO), tally.terms.award_cap
    awarded = max(-cap, min(cap, added))
    row["awards"] = [{"points": plain(points), "rule": rule} for points, rule in mine]
    row["awarded"], row["is_capped"], row["total"] = plain(awarded), awarded != added, None
    if row["mean"] is not None:
        row["total"] = tally.text(max(ZERO, Decimal(row["mean"]) + Decimal(row["correction"] or 0) + awarded))


def formula(tally: Tally) -> str:
    """How it was counted, in one sentence with its version."""
    terms, rubric = tally.terms, tally.export.rubric
    said = [_("每位评委对一个单位各点位的得分取平均")]
    if terms.trim:
        said.append(
            _("有{n}位以上评委时去掉{k}个最高、{k}个最低（至少留{kept}个），其余取平均").format(
                n=TRIM_FROM, k=terms.trim, kept=KEPT
            )
        )
    else:
        said.append(_("各评委的得分取平均"))
    if len(terms.sources) > 1:
        weights = "+".join(plain(weight) for _name, weight in terms.sources)
        said.append(_("各来源的得分率分别乘以权重再相加（{weights}）").format(weights=weights))
    if terms.correction == "median":
        said.append(_("各组减本组中位数、加全体中位数（校正）"))
    said.append(_("加减分合计不超过{cap}分").format(cap=plain(terms.award_cap)))
    said.append(_("任何一个来源的有效评委少于{n}位的不评分").format(n=terms.least_ballots))
    said.append(_("每一步四舍五入到{n}位小数，相同分数不分先后").format(n=terms.places))
    version = _("（第{formula}版公式；细则{name}第{version}版，满分{total}分；计分规则{digest}）").format(
        formula=FORMULA,
        name=rubric.name,
        version=rubric.version,
        total=plain(tally.full),
        digest=tally.export.terms_digest[:8],
    )
    return "；".join(said) + version


def result_bytes(result: Mapping[str, Any]) -> bytes:
    """The result as it is kept and signed: sorted, indented, in plain Chinese; the same input gives the same bytes."""
    return (json.dumps(result, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def digest_of(content: str | bytes) -> str:
    """SHA-256 of a kept result, in hex."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
