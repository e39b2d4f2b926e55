"""The severity-adjusted result beside the official one, and what judges are asked (optimise.ratings)."""

from collections.abc import Iterator

from ..rules.exported import Export, counted
from ..rules.rubric import COUNTED
from ..words import ConflictKind


def rated(export: dict) -> list:
    """The valid opened ballots as ratings: one for each judge and part. Those in conflict, excluded or unreadable are left out."""
    return list(_rated(export))


def _rated(export: dict) -> Iterator:
    from ...optimise import ratings  # here, because it brings scipy along

    read = Export.of(export)
    marked = [item.no for item in read.rubric.items if item.kind in COUNTED]
    homes = {judge: subject for (judge, subject), why in read.conflicts.items() if why == ConflictKind.OWN_UNIT}
    for one in counted(read):
        if one.scored is None:
            continue
        judge, subject = one.ballot.judge, one.ballot.subject
        yield ratings.Rating(
            judge, f"{subject}/{one.ballot.part}", subject, str(read.judges[judge].panel), float(one.scored.total),
            tuple(float(one.scored.items.get(no, 0)) for no in marked), home=homes.get(judge, ""),
        )  # fmt: skip


def weighed(export: dict) -> tuple[dict, list[dict]]:
    """The adjusted result as JSON, points to two places, and what to ask which judge (`{"judge", "kind", "facts"}`).

    Where the result would mean nothing it is `{"refused": rule, …}`, and nobody is asked. Severities stand only in the
    line of each unit, as addends by code; there is no list of judges.
    """
    from ...optimise import ratings

    found = rated(export)
    try:
        result = ratings.adjust(found)
    except ratings.Unlinked as apart:
        return {"refused": "unlinked", "islands": [sorted(island) for island in apart.islands]}, []
    except ratings.TooFew as few:
        return {"refused": "too_few", "facts": dict(few.facts)}, []
    maxima = tuple(float(item.points) for item in Export.of(export).rubric.items if item.kind in COUNTED)
    asked = ratings.questions(found, result, maxima=maxima)
    told = ratings.as_data(result, places=2)
    del told["observers"]
    return told, [{"judge": one.observer, "kind": one.kind, "facts": dict(one.facts)} for one in asked]
