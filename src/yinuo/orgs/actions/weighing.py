"""What the rules say of drafted branches, kept with the proposal for whoever decides."""

from datetime import date
from typing import Any

from ..drafts import Change, DraftBranch
from ..models import Organisation
from ..queries.thresholds import thresholds
from ..queries.tree import members_of
from ..rules import BranchFacts, Finding, Level, UnitFacts, check_branch, check_general
from ..words import BRANCHES, Kind


def weigh(change: Change, day: date) -> list[dict[str, Any]]:
    """Findings as records, each with the `branch` it is about (empty for the whole unit)."""
    limits = thresholds(day)
    ended, records = change.ended, []
    for draft in change.drafts:
        if draft.kind != Kind.GENERAL_BRANCH and draft not in ended and draft is not change.survivor:
            found = check_branch(_facts(change, draft), limits)
            records += [{"branch": draft.name, **finding.record} for finding in found]
            records += [{"branch": draft.name, **finding.record} for finding in _outside(change, draft)]
    facts = UnitFacts(
        _members(change, day),
        change.general is not None or _has(change, Kind.GENERAL_BRANCH, day),
        _has(change, Kind.COMMITTEE_ORG, day),
    )
    return records + [{"branch": "", **finding.record} for finding in check_general(facts, limits)]


def _facts(change: Change, draft: DraftBranch) -> BranchFacts:
    members = change.members(draft)
    return BranchFacts(
        kind=Kind(draft.kind),
        full=None if members.counted_on is None else members.full,
        probationary=members.probationary,
        units=len(draft.units),
        groups=1,
        uncounted=members.uncounted,
    )


def _outside(change: Change, draft: DraftBranch) -> list[Finding]:
    """Units of others must have agreed; whoever decides is told to ask them."""
    names = [unit.name for unit in draft.units if not unit.path.startswith(change.org.path)]
    return [Finding("joint.outside", Level.NOTICE, facts={"units": "、".join(names)})] if names else []


def _members(change: Change, day: date) -> int:
    """Members of the whole unit afterwards: those drafted, and those of branches that are not spoken of."""
    ended = change.ended
    drafted = sum(change.members(draft).all for draft in change.drafts if draft not in ended)
    spoken = [draft.branch.pk for draft in change.drafts if draft.branch]
    others = Organisation.objects.under(change.org.path).on(day).filter(kind__in=BRANCHES).exclude(pk__in=spoken)
    return drafted + sum(members.all for members in members_of(others, day).values())


def _has(change: Change, kind: Kind, day: date) -> bool:
    gone = [draft.branch.pk for draft in change.ended]
    return Organisation.objects.under(change.org.path).on(day).filter(kind=kind).exclude(pk__in=gone).exists()
