"""Ballots as numbers: how many there are of how many, by judge; never what is in them."""

from collections import Counter
from dataclasses import dataclass

from yinuo.evaluation.models import Assessment, Ballot, Conflict, Judge, Part, Subject


@dataclass(frozen=True)
class Task:
    """One thing that a judge marks: an organisation or a part of it. `conflict` bars him; `ballot` is in."""

    subject: Subject
    part: Part | None
    conflict: Conflict | None = None
    ballot: Ballot | None = None


def tasks_of(judge: Judge, subjects, parts: dict[int, list[Part]], conflicts: dict, ballots: dict) -> list[Task]:
    """All that is this judge's: everything of his panel, and the shared parts of the others."""
    found = []
    for subject in subjects:
        own, conflict = subject.panel == judge.panel, conflicts.get((judge.pk, subject.pk))
        known = parts.get(subject.pk, [])
        mine: list[Part | None] = [part for part in known if own or part.is_shared]
        if own and not known:
            mine = [None]
        for part in mine:
            ballot = ballots.get((judge.pk, subject.pk, part.pk if part else None))
            found.append(Task(subject, part, conflict, ballot))
    return found


def tasks(judges: list[Judge]) -> dict[int, list[Task]]:
    """The tasks of these judges, by judge. Four queries, whatever their number."""
    keys = {one.assessment_id for one in judges}
    subjects: dict[int, list[Subject]] = {}
    for subject in Subject.objects.filter(assessment__in=keys).select_related("org").order_by("org__path"):
        subjects.setdefault(subject.assessment_id, []).append(subject)
    parts: dict[int, list[Part]] = {}
    for part in Part.objects.filter(subject__assessment__in=keys, is_open=True):
        parts.setdefault(part.subject_id, []).append(part)
    conflicts = {(one.judge_id, one.subject_id): one for one in Conflict.objects.filter(judge__in=judges)}
    rows = Ballot.objects.filter(judge__in=judges).only(
        "pk", "judge", "subject", "part", "cast_at", "said_at", "digest"
    )
    ballots = {(one.judge_id, one.subject_id, one.part_id): one for one in rows}
    return {
        judge.pk: tasks_of(judge, subjects.get(judge.assessment_id, []), parts, conflicts, ballots) for judge in judges
    }


def counted(assessment: Assessment) -> tuple[list[Judge], dict]:
    """The judges with `cast`, `due` and the conflicts that bar them, and the sums. Six queries."""
    judges = list(assessment.judges.select_related("unit", "member__org").order_by("panel", "code"))
    mine = tasks(judges)
    barred: dict[int, list[Conflict]] = {}
    for one in Conflict.objects.filter(judge__in=judges).select_related("subject__org").order_by("subject__org__path"):
        barred.setdefault(one.judge_id, []).append(one)
    for judge in judges:
        open_tasks = [one for one in mine[judge.pk] if one.conflict is None]
        judge.cast, judge.due = sum(one.ballot is not None for one in open_tasks), len(open_tasks)
        judge.barred = barred.get(judge.pk, [])
    panels: Counter = Counter()
    for judge in judges:
        panels[judge.panel] += judge.cast
    sums = {
        "cast": sum(one.cast for one in judges), "due": sum(one.due for one in judges), "panels": sorted(panels.items())
    }  # fmt: skip
    return judges, sums
