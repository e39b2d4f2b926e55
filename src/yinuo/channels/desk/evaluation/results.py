"""A result in words and rows: how each unit was counted, as far as the reader may see it, and what was published."""

import json
from decimal import Decimal

from django.utils.translation import gettext as _

from yinuo.evaluation.models import Result, Subject
from yinuo.evaluation.rules.composite import Terms
from yinuo.evaluation.rules.exact import plain
from yinuo.evaluation.words import Form

from .seeing import Sight
from .showing import signed, source_word

BAND_TONES = ("good", "work", "wait", "warn")


def units(result: Result, sight: Sight) -> list[dict]:
    """The units whose count is open to the reader, in the order of organisations."""
    content = json.loads(result.content)
    terms = Terms.of(json.loads(result.export)["terms"])
    rows = content["subjects"]
    if not sight.sees_all:
        rows = [row for row in rows if row["key"] in sight.own_keys]
    titles = {item["no"]: item["title"] for item in json.loads(result.export)["rubric"]["items"]}
    medians = {one["panel"]: one["median"] for one in content["panels"]}
    return [_unit(row, terms, titles) | {"median": medians.get(row["panel"])} for row in rows]


def _unit(row: dict, terms: Terms, titles: dict[str, str]) -> dict:
    several = len(row["sources"]) > 1
    return row | {
        "tone": band_tone(row["band"], terms),
        "sources": [_source(one, several) for one in row["sources"]],
        "several": several,
        "correction_said": signed(row["correction"]),
        "awarded_said": signed(row["awarded"]) if row["awards"] else "",
        "awards": [one | {"said": signed(one["points"])} for one in row["awards"]],
        "items": [(no, titles.get(no, ""), value) for no, value in row["items"].items()],
        "sum": _sum(row),
        "anchor": f"unit-{row['key']}",
    }


def _source(row: dict, several: bool) -> dict:
    """Every judge's value, and the mean of those kept as a sum that a person can do again."""
    kept = [one["value"] for one in row["values"] if not one["dropped"]]
    words = {"lowest": _("最低，去掉"), "highest": _("最高，去掉")}
    total = plain(sum((Decimal(value) for value in kept), Decimal(0)))
    return row | {
        "word": source_word(row["source"]),
        "values": [one | {"why": words.get(one["dropped"], "")} for one in row["values"]],
        "kept": len(kept),
        "dropped": len(row["values"]) - len(kept),
        "added": total,
        "several": several,
    }


def _sum(row: dict) -> str:
    """88.12 +1.5（校正） +2（加减分） = 91.62"""
    if row["total"] is None:
        return ""
    if not row["correction"] and not row["awards"]:
        return row["total"]
    said = row["mean"]
    if row["correction"]:
        said += _("　{n}（校正）").format(n=signed(row["correction"]))
    if row["awards"]:
        said += _("　{n}（加减分）").format(n=signed(row["awarded"]))
    return f"{said} = {row['total']}"


def band_tone(band: str, terms: Terms) -> str:
    """A tone for the band by its place; the word says the same."""
    names = [name for name, _least in terms.bands]
    place = names.index(band) if band in names else -1
    if place < 0:
        return "quiet"
    return BAND_TONES[min(place, 2)] if place < len(names) - 1 else BAND_TONES[-1]


def invalid(result: Result, sight: Sight) -> list[dict]:
    """Ballots that did not count, with the reason; a unit sees its own."""
    content = json.loads(result.content)
    names = {row["key"]: row["name"] for row in content["subjects"]}
    parts = _part_names(sight) if content["invalid"] else {}
    return [
        one | {"name": names.get(one["subject"], one["subject"]), "where": parts.get((one["subject"], one["part"]), "")}
        for one in content["invalid"]
        if sight.sees_all or one["subject"] in sight.own_keys
    ]


def _part_names(sight: Sight) -> dict:
    found = Subject.objects.filter(assessment=sight.assessment).values_list("org__path", "parts__key", "parts__name")
    return {(path, key): name for path, key, name in found}


def published(sight: Sight) -> dict | None:
    """What the chosen form lets everybody inside see: bands, points, or places with ties; None before."""
    if not sight.is_published:
        return None
    result = sight.assessment.results.first()
    content = json.loads(result.content)
    form, terms = Form(sight.assessment.form), sight.assessment.rules
    places = _places(content["orders"]) if form == Form.RANKING else {}
    rows = [
        {
            "name": row["name"], "band": row["band"], "note": row["note"], "tone": band_tone(row["band"], terms),
            "total": row["total"] if form != Form.BANDS else "", "place": places.get(row["key"]), "key": row["key"],
            "panel": row["panel"],
        }
        for row in content["subjects"]
    ]  # fmt: skip
    if form == Form.RANKING:
        apart = len(content["orders"]) > 1
        rows.sort(key=lambda row: (row["panel"] if apart else 0, row["place"] is None, row["place"] or 0, row["key"]))
    return {
        "form": form.value, "rows": rows, "bands": _bands(rows, terms) if form == Form.BANDS else [],
        "counts": content["counts"], "formula": content["formula"], "result": result, "of": len(rows),
        "apart": len(content["orders"]) > 1, "scored": sum(not row["note"] for row in rows),
    }  # fmt: skip


def _bands(rows: list[dict], terms: Terms) -> list[dict]:
    """The units of each band, in the order of organisations: no places inside a band."""
    found = [
        {"name": name, "tone": band_tone(name, terms), "units": [row["name"] for row in rows if row["band"] == name]}
        for name, _least in terms.bands
    ]
    for word, units in (
        (_("没有列档"), [row["name"] for row in rows if not row["band"] and not row["note"]]),
        (_("样本不足，不评分"), [row["name"] for row in rows if row["note"]]),
    ):
        found += [{"name": word, "tone": "quiet", "units": units}] if units else []
    return found


def _places(orders: list[dict]) -> dict[str, int]:
    """Places as they are told: two at the second place, and the next is the fourth; in each group that stands by itself."""
    found: dict[str, int] = {}
    for one in orders:
        place = 1
        for keys in one["order"]:
            found |= dict.fromkeys(keys, place)
            place += len(keys)
    return found
