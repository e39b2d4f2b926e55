"""Checks of party groups and of a street's joint committee 7+1+X (M06, M10, M11, REFERENCE §4.1)."""

from collections.abc import Iterator

from .branches import found
from .facts import CommitteeFacts, GroupFacts
from .findings import Finding, Level
from .thresholds import Thresholds


def check_group(facts: GroupFacts, thresholds: Thresholds) -> list[Finding]:
    """A party group has three members, one of them full; a large one is divided; somebody leads it."""
    return [*_group_size(facts, thresholds), *_group_leader(facts)]


def _group_size(facts: GroupFacts, thresholds: Thresholds) -> Iterator[Finding]:
    if facts.full is None:
        yield Finding("branch.uncounted", Level.NOTICE)
        return
    if facts.members < thresholds.whole("group.members_min"):
        yield found(thresholds, "group.members_min", Level.WARNING, members=facts.members)
    if facts.full < thresholds.whole("group.full_min"):
        yield found(thresholds, "group.full_min", Level.WARNING, full=facts.full)
    if facts.members > thresholds.whole("group.divide_over"):
        yield found(thresholds, "group.divide_over", Level.WARNING, members=facts.members)


def _group_leader(facts: GroupFacts) -> Iterator[Finding]:
    if not facts.leaders:
        yield Finding("group.leader", Level.NOTICE)


def check_committee(facts: CommitteeFacts, thresholds: Thresholds) -> list[Finding]:
    """7+1+X: exactly seven of the street, exactly one full-time, at least one unit. Warnings: vacancies happen (M06)."""
    findings = [
        found(thresholds, f"joint_committee.{name}", Level.WARNING, seats=seats)
        for name, seats, is_right in (
            ("street_members", facts.street_members, _is(thresholds, "street_members", facts.street_members)),
            ("full_time", facts.full_time, _is(thresholds, "full_time", facts.full_time)),
            ("units_min", facts.units, facts.units >= thresholds.whole("joint_committee.units_min")),
        )
        if not is_right
    ]
    return findings + check_seats(facts.unconfirmed, facts.overdue)


def check_seats(unconfirmed: int, overdue: int) -> list[Finding]:
    """Of any committee of units: invited ones that have not answered are not counted; seats whose term is over."""
    findings = []
    if unconfirmed:
        findings.append(Finding("joint_committee.unconfirmed", Level.NOTICE, facts={"seats": unconfirmed}))
    if overdue:
        findings.append(Finding("seats.term_over", Level.WARNING, facts={"seats": overdue}))
    return findings


def _is(thresholds: Thresholds, name: str, seats: int) -> bool:
    return seats == thresholds.whole(f"joint_committee.{name}")
