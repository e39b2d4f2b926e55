"""The severity-adjusted result beside the official one, and what judges are asked (optimise.ratings)."""

import json
from collections.abc import Iterator

from ...kernel.errors import Unfit
from ..rules import rubric as rules


def rated(export: dict) -> list:
    """The valid opened ballots as ratings: one for each judge and part. Those in conflict, excluded or unreadable are left out."""
    return list(_rated(export))


def _rated(export: dict) -> Iterator:
    from ...optimise import ratings  # here, because it brings scipy along

    rubric = rules.Rubric.of(export["rubric"])
    panels = {one["code"]: one["panel"] for one in export["judges"]}
    barred = {(judge, subject) for judge, subject, _kind in export["conflicts"]}
    out = {one["id"] for one in export["excluded"]}
    met = set()
    for one in export["ballots"]:
        key = (one["judge"], one["subject"], one["part"])
        if one["id"] in out or key[:2] in barred or key in met or one["judge"] not in panels:
            continue
        try:
            scored = rules.score(rubric, rules.read_marks(rubric, one["marks"]))
        except Unfit:
            continue
        met.add(key)
        site = f"{one['subject']}/{one['part']}"
        tasks = tuple(float(scored.items[item.no]) for item in rubric.items if item.no in scored.items)
        yield ratings.Rating(one["judge"], site, one["subject"], str(panels[one["judge"]]), float(scored.total), tasks)


def adjusted(export: dict) -> dict:
    """The adjusted result as JSON, points to two places; or `{"refused": rule, "facts": …}` where it would mean nothing."""
    from ...optimise import ratings

    found = rated(export)
    try:
        result = ratings.adjust(found, ratings.Terms())
    except ratings.Unlinked as apart:
        return {"refused": "unlinked", "islands": [sorted(island) for island in apart.islands]}
    except ValueError as problem:
        return {"refused": "too_few", "facts": str(problem)}
    return json.loads(json.dumps(ratings.as_data(result, places=2)))


def questions(export: dict) -> list[dict]:
    """What to ask which judge: `{"judge": code, "kind", "facts"}`."""
    from ...optimise import ratings

    found = rated(export)
    try:
        result = ratings.adjust(found, ratings.Terms())
    except (ratings.Unlinked, ValueError):
        return []
    asked = ratings.questions(found, result, ratings.Terms())
    return [{"judge": one.observer, "kind": one.kind, "facts": dict(one.facts)} for one in asked]
