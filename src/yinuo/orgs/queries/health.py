"""The health of a county's structure: what breaks a rule, what ends soon, and who decides (M28, M29).

The number of queries is the same for five branches and for five thousand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from ..models import SEGMENT, Coverage, Explanation, Headcount, Organisation, Proposal, Seat, Term
from ..rules import (
    BranchFacts,
    CommitteeFacts,
    Finding,
    GroupFacts,
    Level,
    TeamFacts,
    TermFacts,
    Thresholds,
    UnitFacts,
    check_branch,
    check_committee,
    check_general,
    check_group,
    check_seats,
    check_source,
    check_team,
    check_term,
    check_uncovered,
    sentence,
    worst,
)
from ..words import BRANCH_SEATS, BRANCHES, GROUPS, PARTY, Kind, SeatKind, SeatState, Source
from .thresholds import thresholds
from .tree import Members, added, latest_counts, paths_above, superiors_of

UNITS = frozenset({Kind.DEPARTMENT, Kind.UTILITY, Kind.SUPERVISION, Kind.RESIDENT_UNIT})
"""Units whose branches together may need a general branch or a committee."""
COUNTED = (UNITS - {Kind.RESIDENT_UNIT}) | {Kind.SECTION}
"""Units whose members belong to a branch here; a resident unit's branch may stand elsewhere."""
ABOVE = frozenset({Kind.GENERAL_BRANCH, Kind.COMMITTEE_ORG})
COMMUNITY_CODE = 12
HELD = (SeatState.CONFIRMED, SeatState.SEATED)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as a person reads it; a reason that is valid on the day stands beside it and hides nothing."""

    finding: Finding
    sentence: str
    explanation: Explanation | None


@dataclass(frozen=True, slots=True)
class Health:
    """One organisation: its members, what was found, who decides, and the reasons given, by rule."""

    org: Organisation
    members: Members
    findings: tuple[Finding, ...]
    decider: Organisation | None
    explanations: dict[str, Explanation] = field(default_factory=dict)

    @property
    def level(self) -> Level | None:
        """The gravest of its findings."""
        return worst(self.findings)

    @property
    def told(self) -> list[Told]:
        """Every finding with its sentence and the reason given for it."""
        name = self.decider.name if self.decider else ""
        return [Told(one, sentence(one, name), self.explanations.get(one.rule)) for one in self.findings]

    @property
    def ending(self) -> Finding | None:
        """Its term is over or ends within the days of warning."""
        return next((one for one in self.findings if one.rule in ("term.over", "term.ending")), None)


@dataclass
class _Facts:
    """Everything about a county, read at once."""

    day: date
    limits: Thresholds
    party: list[Organisation]
    units: list[Organisation]
    covers: dict[int, list[int]]
    covered: set[int]
    counts: dict[int, Headcount]
    seats: dict[int, list[Seat]]
    terms: dict[int, Term]

    def members(self, org: Organisation) -> Members:
        return added(self.counts.get(key) for key in self.covers.get(org.pk) or [org.pk])

    def held(self, org: Organisation) -> Counter[str]:
        """Seats that count, by kind."""
        return Counter(seat.kind for seat in self.seats[org.pk] if seat.state in HELD)

    def unconfirmed(self, org: Organisation) -> int:
        return sum(seat.state == SeatState.INVITED for seat in self.seats[org.pk])

    def overdue(self, org: Organisation) -> int:
        """Seats that are still held though their term is over."""
        held = (seat for seat in self.seats[org.pk] if seat.state in HELD)
        return sum(seat.term_to is not None and seat.term_to < self.day for seat in held)

    def term(self, org: Organisation) -> TermFacts | None:
        term = self.terms.get(org.pk)
        return TermFacts(term.starts_on, term.ends_on) if term else None


def health(
    county_code: str, day: date, *, kind: str = "", level: str = "", rule: str = "", path: str = ""
) -> list[Health]:
    """Every living party organisation of a county, and every unit with a finding; the gravest first.

    `kind` keeps organisations of this kind, `path` those at this path and below; `level` and `rule` keep findings of
    this level and rule, and leave out organisations without one. NotNow where no rulebook is in force on the day.
    """
    facts = _read(county_code, day, path)
    rows = [*_party_rows(facts), *_unit_rows(facts)]
    rows = [row for row in rows if row.org.path.startswith(path) and kind in ("", row.org.kind)]
    if level or rule:
        rows = [row for row in (_narrowed(row, level, rule) for row in rows) if row.findings]
    rows = _decided(rows, day)
    order = list(Level)
    return sorted(rows, key=lambda row: (order.index(row.level) if row.level else len(order), row.org.path))


def _narrowed(row: Health, level: str, rule: str) -> Health:
    return replace(
        row, findings=tuple(one for one in row.findings if level in ("", one.level) and rule in ("", one.rule))
    )


def _decided(rows: list[Health], day: date) -> list[Health]:
    """With who decides, and with the reasons given."""
    above = superiors_of([row.org for row in rows], day)
    given: dict[int, dict[str, Explanation]] = defaultdict(dict)
    valid = Explanation.objects.filter(org__in=above, valid_from__lte=day, valid_to__gte=day)
    for explanation in valid.order_by("valid_from", "pk"):
        given[explanation.org_id][explanation.rule] = explanation
    return [replace(row, decider=above[row.org.pk], explanations=given[row.org.pk]) for row in rows]


def _read(county_code: str, day: date, path: str = "") -> _Facts:
    here = Organisation.objects.on(day).filter(place__code__startswith=county_code, kind__in=PARTY | UNITS | COUNTED)
    if path:  # with what stands above it, and the groups that belong to it without standing below it
        below = Q(path__gte=path, path__lt=path + "~") | Q(superior__path__gte=path, superior__path__lt=path + "~")
        here = here.filter(below | Q(path__in=paths_above(path)))
    orgs = list(here.select_related("place"))
    keys = [org.pk for org in orgs]
    covers: dict[int, list[int]] = defaultdict(list)
    covered = set()
    rows = Coverage.objects.on(day).filter(Q(branch__in=keys) | Q(unit__in=keys))
    for branch, unit in rows.values_list("branch", "unit"):
        covers[branch].append(unit)
        covered.add(unit)
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in Seat.objects.filter(body__in=keys, state__in=(*HELD, SeatState.INVITED)):
        seats[seat.body_id].append(seat)
    terms = Term.objects.filter(org__in=keys, starts_on__lte=day).order_by("org_id", "-starts_on").distinct("org_id")
    return _Facts(
        day, thresholds(day), [org for org in orgs if org.kind in PARTY], [org for org in orgs if org.kind not in PARTY],
        covers, covered, latest_counts({*keys, *covered}, day), seats, {term.org_id: term for term in terms},
    )  # fmt: skip


def _party_rows(facts: _Facts) -> Iterator[Health]:
    groups = _groups_below(facts)
    for org in facts.party:
        if org.kind in BRANCHES:
            found = _branch(facts, org, groups[org.pk])
        elif org.kind in GROUPS:
            found = _group(facts, org)
        else:
            found = _body(facts, org)
        yield Health(org, facts.members(org), _sorted(found), None)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = list(Level)
    return tuple(sorted(findings, key=lambda one: order.index(one.level)))


def _groups_below(facts: _Facts) -> Counter[int]:
    """Branch → party groups that belong to it, by path or by their superior."""
    by_path = {org.path: org.pk for org in facts.party if org.kind in BRANCHES}
    below: Counter[int] = Counter()
    for org in facts.party:
        if org.kind in GROUPS:
            nearest = next((by_path[path] for path in paths_above(org.path) if path in by_path), None)
            below[org.superior_id or nearest] += 1
    return below


def _branch(facts: _Facts, org: Organisation, groups: int) -> Iterator[Finding]:
    members, units = facts.members(org), facts.covers.get(org.pk, [])
    full = None if members.counted_on is None else members.full
    size = BranchFacts(
        Kind(org.kind), full, members.probationary, len(units), groups, members.uncounted if units else 0
    )
    held = {SeatKind(kind): n for kind, n in facts.held(org).items() if kind in BRANCH_SEATS}
    sources = Counter(Source(seat.source) for seat in facts.seats[org.pk] if seat.source and seat.state in HELD)
    yield from check_branch(size, facts.limits)
    yield from check_team(TeamFacts(full, held, overdue=facts.overdue(org)), facts.limits)
    if source := check_source(sources):
        yield source
    yield from check_term(facts.term(org), facts.limits, facts.day, is_community=_is_community(facts, org))


def _is_community(facts: _Facts, org: Organisation) -> bool:
    """A branch of a village or community: it stands there and is not one of units (those have the shorter term)."""
    return len(org.place.code) >= COMMUNITY_CODE and not facts.covers.get(org.pk)


def _group(facts: _Facts, org: Organisation) -> Iterator[Finding]:
    members, leaders = facts.members(org), facts.held(org)[SeatKind.GROUP_LEADER]
    full = None if members.counted_on is None else members.full
    yield from check_group(GroupFacts(full, members.probationary, leaders), facts.limits)


def _body(facts: _Facts, org: Organisation) -> Iterator[Finding]:
    held, unconfirmed, overdue = facts.held(org), facts.unconfirmed(org), facts.overdue(org)
    if org.kind == Kind.STREET_JOINT_COMMITTEE:
        counts = (held[kind] for kind in (SeatKind.STREET_MEMBER, SeatKind.FULL_TIME_MEMBER, SeatKind.UNIT_MEMBER))
        yield from check_committee(CommitteeFacts(*counts, unconfirmed, overdue), facts.limits)
    elif org.kind in ABOVE:
        kinds = {SeatKind(kind): n for kind, n in held.items() if kind in BRANCH_SEATS}
        yield from check_team(TeamFacts(None, kinds, overdue=overdue), facts.limits)
    else:
        yield from check_seats(unconfirmed, overdue)
    if org.kind in ABOVE or org.pk in facts.terms:
        yield from check_term(facts.term(org), facts.limits, facts.day)


def _unit_rows(facts: _Facts) -> Iterator[Health]:
    """Units that need a body above their branches, and units that no branch covers."""
    totals = _totals(facts)
    uncovered = _uncovered(facts)
    for org in facts.units:
        found: list[Finding] = []
        if org.kind in UNITS and org.pk in totals:
            found += check_general(totals[org.pk], facts.limits)
        if counts := uncovered.get(org.path):
            full, probationary = sum(one.full for one in counts), sum(one.probationary for one in counts)
            found += check_uncovered(full, probationary, facts.limits, sections=len(counts))
        if found:
            yield Health(org, facts.members(org), _sorted(found), None)


def _uncovered(facts: _Facts) -> dict[str, list[Headcount]]:
    """Path → counts of what no branch covers: its own, or, where several sections wait, theirs told once above them."""
    spoken_for = _spoken_for(facts)
    waiting = [
        org
        for org in facts.units
        if org.kind in COUNTED and org.pk in facts.counts and not _is_spoken_for(org.path, spoken_for)
    ]
    units = {org.path for org in facts.units if org.kind in UNITS}
    sections = Counter(org.path[:-SEGMENT] for org in waiting if org.kind == Kind.SECTION)
    told: dict[str, list[Headcount]] = defaultdict(list)
    for org in waiting:
        above = org.path[:-SEGMENT]
        told[above if sections[above] > 1 and above in units else org.path].append(facts.counts[org.pk])
    return told


def _totals(facts: _Facts) -> dict[int, UnitFacts]:
    """Unit → members of all its branches, and what stands above them."""
    by_path = {org.path: org.pk for org in facts.units if org.kind in UNITS}
    members: Counter[int] = Counter()
    kinds: dict[int, set[str]] = defaultdict(set)
    for org in facts.party:
        unit = next((by_path[path] for path in paths_above(org.path) if path in by_path), None)
        if unit is not None and org.kind in BRANCHES | ABOVE:
            kinds[unit].add(org.kind)
            members[unit] += facts.members(org).all if org.kind in BRANCHES else 0
    return {
        unit: UnitFacts(members[unit], Kind.GENERAL_BRANCH in found, Kind.COMMITTEE_ORG in found)
        for unit, found in kinds.items()
    }


def _spoken_for(facts: _Facts) -> tuple[set[str], set[str]]:
    """Paths of covered units, and of everything above them."""
    covered = {org.path for org in facts.units if org.pk in facts.covered}
    branches = {org.path for org in facts.party if org.kind in BRANCHES and org.pk not in facts.covers}
    parts = {org.path for org in facts.units if org.kind == Kind.SECTION and org.pk in facts.counts}
    return covered, {path for one in covered | branches | parts for path in paths_above(one)}


def _is_spoken_for(path: str, paths: tuple[set[str], set[str]]) -> bool:
    """Covered itself, above or in its parts; or it has a branch that counts for itself, or parts that were counted."""
    covered, above = paths
    return path in above or path in covered or any(one in covered for one in paths_above(path))


def findings_of(proposal: Proposal) -> list[tuple[str, Finding]]:
    """What the check found when it was proposed: the drafted branch's name (empty: the whole unit) and the finding."""
    return [(record["branch"], Finding.of(record)) for record in proposal.findings]
