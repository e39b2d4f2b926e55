"""All that a result is computed from, as one file: rubric, terms, codes of judges, conflicts, opened ballots, awards."""

import json

from ..models import Assessment, Award, Ballot, Conflict
from ..rules.composite import FORMAT


def export(assessment: Assessment) -> dict:
    """The exported file of an assessment after opening (format: `rules.composite.compute`). Seven queries.

    Judges are codes and the organisation they come from; nobody is named.
    """
    judges = list(assessment.judges.select_related("unit").order_by("code"))
    subjects = list(assessment.subjects.select_related("org").order_by("org__path"))
    conflicts = Conflict.objects.filter(judge__assessment=assessment).select_related("judge", "subject__org")
    ballots = Ballot.objects.filter(judge__assessment=assessment).select_related("judge", "subject__org", "part")
    awards = Award.objects.filter(subject__assessment=assessment).select_related("subject__org").order_by("pk")
    ballots = list(ballots.order_by("pk"))
    return {
        "format": FORMAT,
        "name": assessment.name,
        "rubric": assessment.rubric.content,
        "rubric_digest": assessment.rubric.digest,
        "terms": assessment.terms,
        "terms_digest": assessment.terms_digest,
        "judges": [{"code": j.code, "panel": j.panel, "source": j.source, "unit": j.unit.path} for j in judges],
        "subjects": [{"key": s.key, "name": s.org.name, "panel": s.panel} for s in subjects],
        "conflicts": sorted([c.judge.code, c.subject.key, c.kind] for c in conflicts),
        "ballots": [_ballot(one) for one in ballots],
        "excluded": [{"id": str(b.pk), "why": b.excluded or b.problem} for b in ballots if b.excluded or b.problem],
        "adjustments": [{"subject": a.subject.key, "points": str(a.points), "rule": a.rule} for a in awards],
    }


def _ballot(ballot: Ballot) -> dict:
    return {
        "id": str(ballot.pk),
        "judge": ballot.judge.code,
        "subject": ballot.subject.key,
        "part": ballot.part.key if ballot.part else "",
        "marks": (ballot.content or {}).get("marks", {}),
        "sealed": ballot.digest,
        "cast_at": ballot.cast_at.isoformat(),
    }


def written(export: dict) -> str:
    """The file as text: sorted, indented, in plain Chinese."""
    return json.dumps(export, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
