"""The severity-adjusted result beside the official one, and what judges are asked (optimise.ratings)."""

import json
from collections.abc import Iterator

from ..rules.exported import Export, counted


def rated(export: dict) -> list:
    """The valid opened ballots as ratings: one for each judge and part. Those in conflict, excluded or unreadable are left out."""
    return list(_rated(export))


def _rated(export: dict) -> Iterator:
    from ...optimise import ratings  # here, because it brings scipy along

    read = Export.of(export)
    for one in counted(read):
        if one.scored is not None:
            ballot = one.ballot
            tasks = tuple(float(one.scored.items[item.no]) for item in read.rubric.items if item.no in one.scored.items)
            panel = str(read.judges[ballot.judge].panel)
            site = f"{ballot.subject}/{ballot.part}"
            yield ratings.Rating(ballot.judge, site, ballot.subject, panel, float(one.scored.total), tasks)


def adjusted(export: dict) -> dict:
    """The adjusted result as JSON, points to two places; or `{"refused": rule, "facts": …}` where it would mean nothing."""
    from ...optimise import ratings

    if not hasattr(ratings, "adjust"):
        return {"refused": "not_built"}
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

    if not hasattr(ratings, "adjust"):
        return []
    found = rated(export)
    try:
        result = ratings.adjust(found, ratings.Terms())
    except (ratings.Unlinked, ValueError):
        return []
    asked = ratings.questions(found, result, ratings.Terms())
    return [{"judge": one.observer, "kind": one.kind, "facts": dict(one.facts)} for one in asked]
