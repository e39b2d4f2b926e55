"""Carrying out an approved proposal by the acts of structure: every branch keeps its own record of what became of it."""

from datetime import date, timedelta

from ...kernel.actor import HOUSE
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ..drafts import Change, DraftBranch, drafts_kept, examine
from ..models import Coverage, Organisation, Proposal, Succession
from ..words import GROUPS, Kind
from ..words import Change as How
from .changes import absorb, close_down, move_under
from .establishing import establish
from .structure import rename, set_superior

Made = dict[int, Organisation]
"""Place of a draft in the proposal → its branch, new or existing."""


def carry_out(proposal: Proposal, at) -> None:
    """Everything the proposal says, in one transaction; NotNow where it no longer fits the present."""
    drafts = drafts_kept(proposal)
    _lock(drafts)
    try:
        change = examine(proposal.org, proposal.purpose, proposal.superior, drafts, at.date())
        _carry(change, proposal, at)
    except Unfit as problem:
        raise NotNow(
            _("情况和申报时不同了：{why}请处理之后再实施，或者撤回这份申报，重新申报。").format(why=problem.sentence)
        ) from None


def _carry(change: Change, proposal: Proposal, at) -> None:
    ended = [draft for draft in change.drafts if draft in change.ended]
    made = _establish(change, at)
    _rewrite(change, made, proposal, at)
    for draft in ended:
        _hand_over(change, draft, made, proposal, at)
    _cover(change, made, at.date())
    for draft in ended:
        _close(change, draft, made, proposal, at)
    for number, row in enumerate(proposal.branches.all()):
        if row.branch_id is None:
            row.branch = made[number]
            row.save(update_fields=["branch"])


def _lock(drafts: list[DraftBranch]) -> None:
    """Two proposals about the same units wait for each other, in the order of their keys."""
    keys = {unit.pk for draft in drafts for unit in draft.units} | {d.branch.pk for d in drafts if d.branch}
    list(Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def _establish(change: Change, at) -> Made:
    """New branches under the unit's path, the general branch first: the others follow it."""
    made: Made = {}
    general, above = change.general, change.superior
    for number, draft in sorted(enumerate(change.drafts), key=lambda one: one[1] is not general):
        made[number] = draft.branch or establish(
            change.org, HOUSE, at=at, name=draft.name, kind=Kind(draft.kind), place=change.org.place, superior=above
        )
        if draft is general:
            above = made[number]
    return made


def _rewrite(change: Change, made: Made, proposal: Proposal, at) -> None:
    """Existing branches that stay get the name, kind and superior that were approved."""
    above = made[change.drafts.index(change.general)] if change.general else None
    for draft in change.drafts:
        branch = draft.branch
        if branch is None or draft in change.ended:
            continue
        if branch.name != draft.name:
            rename(branch, HOUSE, at=at, name=draft.name, document=proposal.document)
        if branch.kind != draft.kind:
            branch.kind = draft.kind
            branch.save(update_fields=["kind"])
        if above is not None and branch.pk != above.pk:
            set_superior(branch, HOUSE, at=at, superior=above)


def _takers(change: Change, draft: DraftBranch, made: Made) -> list[Organisation]:
    return [made[change.drafts.index(taker)] for taker in change.takers(draft.branch)]


def _hand_over(change: Change, draft: DraftBranch, made: Made, proposal: Proposal, at) -> None:
    """What stands below a branch that ends goes elsewhere; one whose units all go to one branch goes over into it."""
    branch, takers = draft.branch, _takers(change, draft, made)
    below = Organisation.objects.on(at.date())
    for group in below.under(branch.path).filter(kind__in=GROUPS):
        move_under(group, HOUSE, at=at, parent=_taker(branch, group, takers), document=proposal.document)
    for other in below.filter(superior=branch):
        above = change.superior if branch.kind == Kind.GENERAL_BRANCH else _taker(branch, other, takers)
        set_superior(other, HOUSE, at=at, superior=above)
    if len(takers) == 1:
        absorb(takers[0], HOUSE, at=at, other=branch, document=proposal.document)


def _taker(branch: Organisation, group: Organisation, takers: list[Organisation]) -> Organisation:
    if len(takers) != 1:
        sentence = _("“{branch}”下面还有“{group}”，请先把它改到其他党支部。")
        raise Unfit(sentence.format(branch=branch, group=group), "branches")
    return takers[0]


def _cover(change: Change, made: Made, day: date) -> None:
    """Each unit's present coverage ends the day before the new one begins; one that stays is left alone."""
    units = [unit.pk for draft in change.drafts for unit in draft.units]
    present = {row.unit_id: row for row in Coverage.objects.on(day).filter(unit__in=units)}
    for number, draft in enumerate(change.drafts):
        for unit in draft.units:
            row = present.get(unit.pk)
            if row and row.branch_id == made[number].pk:
                continue
            if row:
                row.valid_to = day - timedelta(days=1)
                row.save(update_fields=["valid_to"])
            Coverage.objects.create(branch=made[number], unit=unit, valid_from=day)


def _close(change: Change, draft: DraftBranch, made: Made, proposal: Proposal, at) -> None:
    """A branch whose units went to several others, or that had none left, ends by itself."""
    takers = _takers(change, draft, made)
    if len(takers) == 1:
        return
    close_down(draft.branch, HOUSE, at=at, document=proposal.document)
    Succession.objects.bulk_create(
        Succession(before=draft.branch, after=taker, change=How.SPLIT, changed_on=at.date(), document=proposal.document)
        for taker in takers
    )
