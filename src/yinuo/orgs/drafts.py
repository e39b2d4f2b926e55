"""What a proposal about branches may ask for: everything that cannot be is refused here, with the unit's name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from ..acts.canon import reference
from ..kernel.errors import Unfit
from ..kernel.privacy import impersonal
from ..kernel.words import _
from .models import Coverage, Headcount, Organisation, Proposal
from .queries.people import valid
from .queries.tree import Members, added, latest_counts
from .words import BRANCHES, DECIDERS, PARTY, Kind, Purpose

DRAFTED = BRANCHES | {Kind.GENERAL_BRANCH}
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class DraftBranch:
    """One branch as it shall be: its units, and the branch that exists already where it changes one.

    An existing branch without units ends. A general branch has no units: the other branches go under it. `points` are
    the planner's, by term.
    """

    name: str
    kind: Kind
    units: Sequence[Organisation] = ()
    branch: Organisation | None = None
    points: dict[str, int] = field(default_factory=dict)

    @property
    def reference(self) -> dict[str, Any]:
        """How the ledger names it."""
        units = [reference(unit) for unit in self.units]
        return {"kind": str(self.kind), "branch": reference(self.branch), "units": units}


@dataclass
class Change:
    """A proposal held against the present: who covers what now, and what was counted."""

    org: Organisation
    purpose: Purpose
    superior: Organisation
    drafts: list[DraftBranch]
    coverages: list[Coverage]
    counts: dict[int, Headcount]

    @property
    def covering(self) -> dict[int, Coverage]:
        """Unit → its present coverage."""
        return {row.unit_id: row for row in self.coverages}

    @property
    def survivor(self) -> DraftBranch | None:
        """Where branches that count their own members merge, the first draft stays."""
        if self.purpose == Purpose.MERGE and len(self.drafts) > 1 and not any(draft.units for draft in self.drafts):
            return self.drafts[0]
        return None

    @property
    def ended(self) -> list[DraftBranch]:
        """Existing branches left without units; a branch that counts its own members ends by merger or dissolution."""
        empty = [draft for draft in self.drafts if draft.branch and not draft.units and draft is not self.survivor]
        if self.purpose in (Purpose.MERGE, Purpose.DISSOLVE):
            return empty
        covering = {row.branch_id for row in self.coverages}
        return [draft for draft in empty if draft.branch.pk in covering]

    @property
    def general(self) -> DraftBranch | None:
        """The general branch that the others go under."""
        ended = self.ended
        return next((d for d in self.drafts if d.kind == Kind.GENERAL_BRANCH and d not in ended), None)

    def takers(self, branch: Organisation) -> list[DraftBranch]:
        """Who takes over the units of a branch that ends."""
        if self.survivor:
            return [self.survivor]
        units = {row.unit_id for row in self.coverages if row.branch_id == branch.pk}
        return [draft for draft in self.drafts if units & {unit.pk for unit in draft.units}]

    def members(self, draft: DraftBranch) -> Members:
        """Members of a drafted branch: those of its units, else those it counts itself."""
        keys = [unit.pk for unit in draft.units] or ([draft.branch.pk] if draft.branch else [])
        return added(self.counts.get(key) for key in keys)


def examine(
    org: Organisation, purpose: str, superior: Organisation, drafts: Sequence[DraftBranch], day: date
) -> Change:
    """The proposal held against the present; Unfit for what cannot be."""
    units = [unit.pk for draft in drafts for unit in draft.units]
    branches = [draft.branch.pk for draft in drafts if draft.branch]
    coverages = list(
        Coverage.objects.on(day).filter(Q(unit__in=units) | Q(branch__in=branches)).select_related("unit", "branch")
    )
    counted = {*units, *branches, *(row.unit_id for row in coverages)}
    change = Change(org, Purpose(purpose), superior, list(drafts), coverages, latest_counts(counted, day))
    _fit_superior(change, day)
    _fit_shape(change, day)
    _fit_units(change, day)
    FIT[change.purpose](change)
    _fit_movement(change, day)
    return change


def _fit_superior(change: Change, day: date) -> None:
    superior, org = change.superior, change.org
    if superior.kind not in DECIDERS or not valid(superior, day):
        raise Unfit(_("“{name}”不能批复支部设置，请选择现在的上级党组织。").format(name=superior), "superior")
    if superior.path.startswith(org.path) or not org.place.code.startswith(superior.place.code):
        raise Unfit(_("“{name}”不是本单位的上级党组织，请重新选择。").format(name=superior), "superior")


def _fit_shape(change: Change, day: date) -> None:
    if not change.drafts:
        raise Unfit(_("请写明要设立、调整或者撤销的党支部。"), "branches")
    if len([draft for draft in change.drafts if draft.kind == Kind.GENERAL_BRANCH]) > 1:
        raise Unfit(_("一次只能申报一个党总支，请分开申报。"), "branches")
    names = Counter(draft.name.strip() for draft in change.drafts)
    taken = _taken_names(change, day)
    for draft in change.drafts:
        name = impersonal(draft.name, "branches")
        if not name or len(name) > LONGEST_NAME:
            raise Unfit(_("请写党支部的名称，不超过{n}字。").format(n=LONGEST_NAME), "branches")
        if names[name] > 1 or name in taken:
            raise Unfit(_("“{name}”这个名称重复了，请换一个名称。").format(name=name), "branches")
        if draft.kind not in DRAFTED:
            raise Unfit(_("“{name}”要选党支部、联合党支部或者党总支。").format(name=name), "branches")
        _fit_branch(change, draft, day)


def _taken_names(change: Change, day: date) -> set[str]:
    mine = [draft.branch.pk for draft in change.drafts if draft.branch]
    others = Organisation.objects.under(change.org.path).on(day).filter(kind__in=DRAFTED).exclude(pk__in=mine)
    return set(others.values_list("name", flat=True))


def _fit_branch(change: Change, draft: DraftBranch, day: date) -> None:
    branch = draft.branch
    if branch is None:
        if not draft.units and draft.kind != Kind.GENERAL_BRANCH and draft is not change.survivor:
            raise Unfit(_("“{name}”还没有选覆盖的科室或者单位。").format(name=draft.name), "branches")
        return
    if not valid(branch, day):
        raise Unfit(_("“{name}”已经撤销，不能再调整。").format(name=branch), "branches")
    if branch.kind not in DRAFTED or not branch.path.startswith(change.org.path):
        raise Unfit(_("“{name}”不是本单位的党支部，请由它所在的单位申报。").format(name=branch), "branches")


def _fit_units(change: Change, day: date) -> None:
    taken: dict[str, tuple[Organisation, DraftBranch]] = {}
    for draft in change.drafts:
        if draft.kind == Kind.GENERAL_BRANCH and draft.units:
            raise Unfit(
                _("党总支“{name}”不直接覆盖科室，请把科室编入下面的党支部。").format(name=draft.name), "branches"
            )
        for unit in draft.units:
            _fit_unit(change, draft, unit, day)
            for path, (other, holder) in taken.items():
                if unit.path.startswith(path) or path.startswith(unit.path):
                    raise _twice(unit, other, draft, holder)
            taken[unit.path] = (unit, draft)


def _twice(unit: Organisation, other: Organisation, draft: DraftBranch, holder: DraftBranch) -> Unfit:
    if unit.pk == other.pk:
        sentence = _("“{unit}”同时编入了“{a}”和“{b}”，一个科室只能属于一个党支部。")
    else:
        sentence = _("“{unit}”和“{other}”有隶属关系，分别编入“{a}”和“{b}”会重复计算党员，请只编一个。")
    return Unfit(sentence.format(unit=unit, other=other, a=holder.name, b=draft.name), "branches")


def _fit_unit(change: Change, draft: DraftBranch, unit: Organisation, day: date) -> None:
    if unit.kind in PARTY:
        raise Unfit(_("“{unit}”是党组织，不能编入党支部，请选科室或者单位。").format(unit=unit), "branches")
    if not valid(unit, day):
        raise Unfit(_("“{unit}”已经撤销，请选现在的科室或者单位。").format(unit=unit), "branches")
    if unit.path.startswith(change.org.path):
        return
    if draft.kind != Kind.JOINT_BRANCH:
        sentence = _("“{unit}”不是本单位的科室；要和外单位一起设立，请把“{name}”选为联合党支部。")
        raise Unfit(sentence.format(unit=unit, name=draft.name), "branches")
    if not unit.place.code.startswith(change.superior.place.code):
        sentence = _("“{unit}”不归“{superior}”管，不能编入这个联合党支部。")
        raise Unfit(sentence.format(unit=unit, superior=change.superior), "branches")


def _fit_establish(change: Change) -> None:
    if any(draft.branch for draft in change.drafts):
        raise Unfit(_("设立只能写新的党支部；要改动现有的党支部，请选“调整”。"), "purpose")


def _fit_adjust(change: Change) -> None:
    if not any(draft.branch for draft in change.drafts):
        raise Unfit(_("调整要写明改动哪个现有的党支部；全部是新的，请选“设立”。"), "purpose")


def _fit_merge(change: Change) -> None:
    staying = [draft for draft in change.drafts if draft not in change.ended]
    if len(staying) != 1 or not change.ended:
        raise Unfit(_("合并要写明并成哪一个党支部、撤销哪些党支部：只有一个有科室，其余不写科室。"), "purpose")


def _fit_dissolve(change: Change) -> None:
    if not change.ended or any(draft.branch is None for draft in change.drafts):
        raise Unfit(_("撤销要写明撤销哪个党支部，其余只能是接收科室的现有党支部。"), "purpose")


FIT = {
    Purpose.ESTABLISH: _fit_establish,
    Purpose.ADJUST: _fit_adjust,
    Purpose.MERGE: _fit_merge,
    Purpose.DISSOLVE: _fit_dissolve,
}


def _fit_movement(change: Change, day: date) -> None:
    """Nobody is taken from a branch that is not spoken of, and nobody goes nowhere."""
    named = {draft.branch.pk for draft in change.drafts if draft.branch}
    placed = {unit.pk for draft in change.drafts for unit in draft.units}
    for row in change.coverages:
        if row.branch_id not in named:
            sentence = _("“{unit}”现在属于“{branch}”，请选“调整”，把“{branch}”也写进申报。")
            raise Unfit(sentence.format(unit=row.unit, branch=row.branch), "branches")
        if row.unit_id not in placed and valid(row.unit, day):
            sentence = _("“{unit}”现在属于“{branch}”，申报里没有它的去处，请把它编入一个党支部。")
            raise Unfit(sentence.format(unit=row.unit, branch=row.branch), "branches")
    for draft in change.drafts:
        _fit_own_count(change, draft)


def _fit_own_count(change: Change, draft: DraftBranch) -> None:
    """Members that a branch counts itself cannot follow units, and would vanish from the sum."""
    branch, own = draft.branch, change.counts.get(draft.branch.pk) if draft.branch else None
    if own is None or not own.full + own.probationary or any(c.branch_id == branch.pk for c in change.coverages):
        return
    if draft.units:
        sentence = _("“{name}”的党员{n}名是直接登记在党支部的，请先登记它覆盖的科室或者单位，再申报。")
        raise Unfit(sentence.format(name=branch, n=own.full + own.probationary), "branches")
    if draft in change.ended and change.survivor is None:
        sentence = _("“{name}”还有党员{n}名没有去处，请先把党员转到其他党支部，再申报撤销。")
        raise Unfit(sentence.format(name=branch, n=own.full + own.probationary), "branches")


def drafts_kept(proposal: Proposal) -> list[DraftBranch]:
    """The drafts as the proposal keeps them."""
    rows = proposal.branches.select_related("branch", "branch__place").prefetch_related("units__unit__place")
    return [
        DraftBranch(row.name, Kind(row.kind), [kept.unit for kept in row.units.all()], row.branch, row.points)
        for row in rows
    ]
