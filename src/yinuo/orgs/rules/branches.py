"""Checks of branches, their committees and terms (《支部工作条例(试行)》, REFERENCE §4.1, M28, M29)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..words import SEAT_KINDS, SOURCES, Kind, SeatKind, Source
from .facts import BranchFacts, TeamFacts, TermFacts, UnitFacts
from .findings import Finding, Level
from .thresholds import Thresholds

NEEDED = (SeatKind.ORGANISATION_MEMBER, SeatKind.PUBLICITY_MEMBER, SeatKind.DISCIPLINE_MEMBER)
"""Seats of a committee beside the secretary."""


def found(thresholds: Thresholds, rule: str, level: Level, key: str = "", **facts: Any) -> Finding:
    """A finding of a rule that stands on one number: its limit and article come from there."""
    value, article = thresholds[key or rule]
    return Finding(rule, level, article, {"limit": int(value)} | facts)


def check_branch(facts: BranchFacts, thresholds: Thresholds) -> list[Finding]:
    """Size, units and groups of a branch or joint branch."""
    return list(_size(facts, thresholds)) + list(_units(facts, thresholds))


def _size(facts: BranchFacts, thresholds: Thresholds) -> Iterator[Finding]:
    if facts.full is None:
        yield Finding("branch.uncounted", Level.NOTICE)
        return
    if facts.uncounted:
        yield Finding("branch.partly_counted", Level.NOTICE, facts={"units": facts.uncounted})
    elif facts.full < thresholds.whole("branch.full_min"):
        yield found(thresholds, "branch.full_min", Level.BREACH, full=facts.full)
    if facts.members > thresholds.whole("branch.members_max"):
        yield found(thresholds, "branch.members_max", Level.WARNING, members=facts.members)
    if facts.members > thresholds.whole("group.divide_over") and not facts.groups:
        yield found(thresholds, "branch.groups", Level.WARNING, "group.divide_over", members=facts.members)


def _units(facts: BranchFacts, thresholds: Thresholds) -> Iterator[Finding]:
    if facts.kind is not Kind.JOINT_BRANCH:
        return
    if facts.units > thresholds.whole("joint.units_max"):
        yield found(thresholds, "joint.units_max", Level.WARNING, units=facts.units)
    if facts.units == 1:
        yield Finding("joint.units_min", Level.NOTICE, facts={"units": facts.units})


def check_team(facts: TeamFacts, thresholds: Thresholds) -> list[Finding]:
    """Secretary, deputy and committee of a branch: seats that are held, against the branch's full members."""
    return [*_posts(facts), *_committee(facts, thresholds), *_vacant(facts, thresholds), *_overdue(facts)]


def _posts(facts: TeamFacts) -> Iterator[Finding]:
    secretaries = facts.seats.get(SeatKind.SECRETARY, 0)
    deputies = facts.seats.get(SeatKind.DEPUTY_SECRETARY, 0)
    if not secretaries:
        yield Finding("seats.secretary", Level.BREACH)
    if secretaries > 1:
        yield Finding("seats.two_secretaries", Level.WARNING, facts={"seats": secretaries})
    if deputies > 1:
        yield Finding("seats.deputy", Level.WARNING, facts={"seats": deputies})


def _committee(facts: TeamFacts, thresholds: Thresholds) -> Iterator[Finding]:
    """From 7 full members a committee of 3 to 5, normally 7 at most; below, a secretary and perhaps a deputy."""
    if facts.full is None:
        return
    seats = sum(facts.seats.values())
    needs = thresholds.whole("branch.committee_from")
    least, most, limit = (thresholds.whole(f"branch.committee_{key}") for key in ("min", "max", "limit"))
    if facts.full < needs:
        if seats - sum(facts.seats.get(kind, 0) for kind in (SeatKind.SECRETARY, SeatKind.DEPUTY_SECRETARY)):
            yield found(
                thresholds, "branch.committee_needless", Level.WARNING, "branch.committee_from",
                full=facts.full, seats=seats,
            )  # fmt: skip
    elif not _has_committee(facts):
        yield found(thresholds, "branch.committee_from", Level.BREACH, full=facts.full)
    elif seats < least:
        yield found(thresholds, "branch.committee_min", Level.BREACH, seats=seats, most=most)
    elif seats > limit:
        yield found(thresholds, "branch.committee_limit", Level.WARNING, seats=seats)
    elif seats > most:
        yield found(thresholds, "branch.committee_max", Level.NOTICE, seats=seats, least=least, most=limit)


def _has_committee(facts: TeamFacts) -> bool:
    return bool(set(facts.seats) - {SeatKind.SECRETARY, SeatKind.DEPUTY_SECRETARY})


def _vacant(facts: TeamFacts, thresholds: Thresholds) -> Iterator[Finding]:
    if facts.full is None or facts.full < thresholds.whole("branch.committee_from") or not _has_committee(facts):
        return
    vacant = [SEAT_KINDS[kind] for kind in NEEDED if not facts.seats.get(kind)]
    if vacant:
        article = thresholds.article("branch.committee_from")
        yield Finding("seats.vacant", Level.WARNING, article, {"vacant": "、".join(vacant)})


def _overdue(facts: TeamFacts) -> Iterator[Finding]:
    if facts.overdue:
        yield Finding("seats.term_over", Level.WARNING, facts={"seats": facts.overdue})


def check_source(sources: Mapping[Source, int]) -> Finding | None:
    """Where the members of a committee come from (M29): told, never valued."""
    told = [f"{SOURCES[source]}{sources[source]}" for source in Source if sources.get(source)]
    return Finding("composition.source", Level.NOTICE, facts={"sources": "、".join(told)}) if told else None


def check_term(
    term: TermFacts | None, thresholds: Thresholds, day: date, *, is_community: bool | None = None
) -> list[Finding]:
    """Whether a term is over, ends within the days of warning, or is not as long as the rule says.

    5 years for branches of villages and communities, 3 for others; None for bodies whose length no rule here gives.
    """
    if term is None:
        return [Finding("term.unknown", Level.NOTICE)]
    key = "term.community_years" if is_community else "term.other_years"
    return [*_ending(term, thresholds, day), *(_length(term, thresholds, key) if is_community is not None else ())]


def _ending(term: TermFacts, thresholds: Thresholds, day: date) -> Iterator[Finding]:
    left = (term.ends_on - day).days
    facts = {"ends_on": term.ends_on.isoformat(), "days": abs(left)}
    if left < 0:
        yield Finding("term.over", Level.BREACH, facts=facts)
    elif left <= thresholds.whole("warn.days"):
        yield Finding("term.ending", Level.WARNING, facts=facts)


def _length(term: TermFacts, thresholds: Thresholds, key: str) -> Iterator[Finding]:
    """A month more or less is how offices write a term down, not another length."""
    years = thresholds.whole(key)
    months = (term.ends_on.year - term.starts_on.year) * 12 + term.ends_on.month - term.starts_on.month
    if abs(months - 12 * years) > 1:
        rule, level = ("term.long", Level.WARNING) if months > 12 * years else ("term.short", Level.NOTICE)
        facts = {"starts_on": term.starts_on.isoformat(), "ends_on": term.ends_on.isoformat()}
        yield found(thresholds, rule, level, key, **facts)


def check_general(facts: UnitFacts, thresholds: Thresholds) -> list[Finding]:
    """Over 50 members a general branch, from 100 a committee (practice; with approval also earlier)."""
    over, from_ = thresholds.whole("general.members_over"), thresholds.whole("committee.members_from")
    if facts.members >= from_ and not facts.has_committee:
        return [found(thresholds, "committee.members_from", Level.WARNING, members=facts.members)]
    if over < facts.members < from_ and not (facts.has_general_branch or facts.has_committee):
        return [found(thresholds, "general.members_over", Level.WARNING, members=facts.members, most=from_)]
    return []


def check_uncovered(full: int, probationary: int, thresholds: Thresholds, *, sections: int = 1) -> list[Finding]:
    """A unit with members that no branch covers, or several sections of it together."""
    if sections > 1:
        level = Level.BREACH if full >= thresholds.whole("branch.full_min") else Level.WARNING
        return [found(thresholds, "unit.sections", level, "branch.full_min", sections=sections, full=full)]
    if full >= thresholds.whole("branch.full_min"):
        return [found(thresholds, "unit.uncovered", Level.BREACH, "branch.full_min", full=full)]
    if full + probationary:
        return [found(thresholds, "unit.unattached", Level.WARNING, "branch.full_min", members=full + probationary)]
    return []
