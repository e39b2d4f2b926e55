"""The branch planner's side of the house: sections of a department out of rows, plans in words, drafts for a proposal.

Imported where it is used: it brings the solvers along.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ...kernel.errors import NotNow
from ...kernel.words import _
from ...optimise.branches import Branch, Infeasible, Plan, Section, Terms, plan, points_of
from ...optimise.branches.terms import difference
from ..drafts import DraftBranch
from ..models import Coverage, Organisation
from ..rules import Thresholds
from ..words import BRANCHES, Kind, Purpose
from .thresholds import thresholds
from .tree import latest_counts

FEWEST = 2
"""Sections a department needs before there is anything to plan."""
NAMED = 5
"""Sections named in one sentence."""
LONGEST_NAME = 80
ORDINALS = _("一二三四五六七八九十")
WEIGHTS = ("portfolio", "nature", "site", "small", "large", "branch", "crowded")
AIMS = {
    "points": _("总分最低"),
    "portfolio": _("分管领导最集中"),
    "nature": _("工作性质最一致"),
    "site": _("办公地点最集中"),
    "small": _("能设支委会的最多"),
    "fewer": _("党支部较少"),
    "more": _("党支部较多"),
    "given": _("现有设置"),
}
MORE = {
    "portfolio": _("多跨{n}个分管领导"),
    "nature": _("多跨{n}类工作性质"),
    "site": _("多跨{n}个办公地点"),
    "small": _("离设支委会多差{n}名党员"),
    "large": _("多出{n}名超过{limit}名的党员"),
    "branch": _("多设{n}个党支部"),
    "crowded": _("多出{n}个超过{limit}个的科室"),
}
LESS = {
    "portfolio": _("少跨{n}个分管领导"),
    "nature": _("少跨{n}类工作性质"),
    "site": _("少跨{n}个办公地点"),
    "small": _("离设支委会少差{n}名党员"),
    "large": _("少了{n}名超过{limit}名的党员"),
    "branch": _("少设{n}个党支部"),
    "crowded": _("少了{n}个超过{limit}个的科室"),
}
COSTS = {
    "portfolio": _("跨分管领导"),
    "nature": _("跨工作性质"),
    "site": _("跨办公地点"),
    "small": _("不够设支委会"),
    "large": _("人数偏多"),
    "branch": _("每个党支部"),
    "crowded": _("科室偏多"),
}
BROKEN = {"short": _("正式党员不够"), "over": _("正式党员超过上限")}
"""Rules that a branch breaks: told in words, never as points."""


@dataclass(frozen=True, slots=True)
class PlannedBranch:
    """A branch as planned: its drafted name, its sections, full members, points by term; `branch` is the present one
    that it would go on from."""

    name: str
    kind: Kind
    sections: tuple[Organisation, ...]
    full: int
    points: Mapping[str, int]
    broken: str = ""
    branch: Organisation | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it keeps to the least and the most; `broken` says what it does not."""
        return not self.broken

    @property
    def label(self) -> str:
        """The name with its sections: 第一党支部（办公室、人事科）."""
        return _("{name}（{sections}）").format(name=self.name, sections=_listed(self.sections))

    @property
    def total(self) -> int:
        return sum(self.points.values())

    @property
    def costs(self) -> str:
        """Its points in words: 跨分管领导10分、每个党支部2分."""
        told = [_("{term}{n}分").format(term=COSTS[term], n=n) for term, n in self.points.items()]
        return "、".join([self.broken, *told] if self.broken else told)


@dataclass(frozen=True, slots=True)
class BranchPlan:
    """One alternative: what it is best at, its points, whether no better one can exist, and why it loses."""

    aim: str
    branches: tuple[PlannedBranch, ...]
    points: int
    bound: int
    is_proven: bool
    reason: str

    @property
    def title(self) -> str:
        return AIMS[self.aim]

    @property
    def is_sound(self) -> bool:
        return all(branch.is_sound for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Plans:
    """Alternatives of a department, best first; the present set-up priced beside them where it covers every section.

    `problem` says which rule cannot hold; then the only plan is the nearest one that breaks it least.
    """

    department: Organisation
    plans: tuple[BranchPlan, ...]
    present: BranchPlan | None
    problem: str = ""
    left_out: tuple[str, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Here:
    """A department on a day: its sections, who covers them, and what was counted."""

    department: Organisation
    sections: list[Organisation]
    branch_of: dict[int, Organisation]
    branches: list[Organisation]
    full: dict[int, int]
    left_out: tuple[str, ...]


def sections_of(department: Organisation, day: date) -> list[Section]:
    """The sections as the planner asks for them, `key` being the organisation's; NotNow names what is not recorded."""
    return _asked(_read(department, day))


def _read(department: Organisation, day: date) -> _Here:
    below = Organisation.objects.under(department.path).on(day)
    found = list(below.filter(kind=Kind.SECTION).select_related("section", "place").order_by("path"))
    rows = Coverage.objects.on(day).filter(unit__in=found).select_related("branch")
    branch_of = {row.unit_id: row.branch for row in rows}
    branches = list(below.filter(kind__in=BRANCHES).order_by("path"))
    mine = {branch.pk for branch in branches}
    outside = {unit for unit, branch in branch_of.items() if branch.pk not in mine}
    counts = latest_counts([one.pk for one in found], day)
    return _Here(
        department,
        [one for one in found if one.pk not in outside],
        {unit: branch for unit, branch in branch_of.items() if branch.pk in mine},
        branches,
        {pk: count.full for pk, count in counts.items()},
        tuple(
            _("{unit}（编入{branch}）").format(unit=one, branch=branch_of[one.pk]) for one in found if one.pk in outside
        ),
    )


def _asked(here: _Here) -> list[Section]:
    if len(here.sections) < FEWEST:
        raise NotNow(_("“{name}”下面没有两个以上的科室，不需要规划。请先登记科室。").format(name=here.department))
    if missing := [one for one in here.sections if one.pk not in here.full]:
        raise NotNow(_("{names}还没有登记党员人数，登记后才能规划。").format(names=_listed(missing)))
    if missing := [one for one in here.sections if not hasattr(one, "section")]:
        sentence = _("{names}还没有登记分管领导、工作性质和办公地点，登记后才能规划。")
        raise NotNow(sentence.format(names=_listed(missing)))
    return [
        Section(str(one.pk), here.full[one.pk], one.section.portfolio, one.section.nature, one.section.site)
        for one in here.sections
    ]


def _listed(orgs: Sequence[Organisation]) -> str:
    names = "、".join(org.name for org in orgs[:NAMED])
    return names if len(orgs) <= NAMED else _("{names}等{n}个科室").format(names=names, n=len(orgs))


def terms_of(limits: Thresholds, weights: Mapping[str, int] | None = None) -> Terms:
    """The rulebook's numbers as the planner's; `weights` replaces points by term (WEIGHTS), for trying out."""
    return Terms(
        least=limits.whole("branch.full_min"),
        most=limits.whole("branch.members_max"),
        small_under=limits.whole("branch.committee_from"),
        large_over=limits.whole("group.divide_over"),
        crowded_over=limits.whole("joint.units_max"),
        **(weights or {}),
    )


def branch_plans(
    department: Organisation,
    day: date,
    *,
    alternatives: int = 3,
    seconds: float = 2.0,
    weights: Mapping[str, int] | None = None,
) -> Plans:
    """At most `alternatives` plans for the sections of a department, each with the reason why it loses.

    NotNow where counts or sections are not recorded; ValueError for weights that are no whole numbers from 0 on.
    """
    here = _read(department, day)
    sections, terms = _asked(here), terms_of(thresholds(day), weights)
    problem = ""
    try:
        found = plan(sections, terms, alternatives=alternatives, seconds=seconds)
    except Infeasible as failure:
        found = [failure.nearest]
        problem = _problem(failure, here, terms)
    best = found[0]
    reason = _("没有符合规定的方案，这是最接近的一个。") if problem else ""
    return Plans(
        department,
        tuple(_told(one, reason or _reason(one, best, terms), here) for one in found),
        _present(here, sections, terms, best),
        problem,
        here.left_out,
        {name: getattr(terms, name) for name in WEIGHTS},
    )


def _problem(failure: Infeasible, here: _Here, terms: Terms) -> str:
    """Which rule cannot hold, and what the nearest plan breaks."""
    broken = [one for one in failure.nearest.branches if not one.is_sound]
    names = {str(one.pk): one.name for one in here.sections}
    told = "；".join(
        _("{sections}共{n}名").format(sections="、".join(names[key] for key in one.sections), n=one.members)
        for one in broken
    )
    total = sum(one.members for one in failure.nearest.branches)
    if failure.rule == "most":
        sentence = _(
            "无论怎样分，都有党支部的正式党员超过{most}名。最接近的方案里，超过的是：{told}。可以把这个科室再分，或者由上级决定设立党总支。"
        )
    else:
        sentence = _(
            "全部科室只有正式党员{total}名，无论怎样分，都有党支部不足{least}名。最接近的方案里，不足的是：{told}。可以和相近的单位成立联合党支部。"
        )
    return sentence.format(most=terms.most, least=terms.least, total=total, told=told)


def _present(here: _Here, sections: list[Section], terms: Terms, best: Plan) -> BranchPlan | None:
    """The present set-up priced in the same points; None while a section belongs to no branch."""
    if any(one.pk not in here.branch_of for one in here.sections):
        return None
    groups: dict[int, list[str]] = {}
    for one in here.sections:
        groups.setdefault(here.branch_of[one.pk].pk, []).append(str(one.pk))
    priced = points_of(sections, groups.values(), terms)
    told = _told(priced, _reason(replace(priced, loses=difference(priced, best)), best, terms), here)
    keeping = [replace(one, branch=here.branch_of[one.sections[0].pk]) for one in told.branches]
    return replace(
        told, branches=tuple(replace(one, name=one.branch.name, kind=Kind(one.branch.kind)) for one in keeping)
    )


def _told(found: Plan, reason: str, here: _Here) -> BranchPlan:
    branches = tuple(_named(found.branches, here))
    points = sum(branch.total for branch in branches)
    return BranchPlan(found.aim, branches, points, min(found.bound, points), found.is_proven, reason)


def _reason(found: Plan, best: Plan, terms: Terms) -> str:
    """Why it loses against the best one, term by term: 比最优方案多10分：多跨1个分管领导。"""
    if found is best:
        return _("已证明没有更低分的方案。") if found.is_proven else _no_proof(found)
    broken = sum(not branch.is_sound for branch in found.branches)
    parts = [_("有{n}个党支部的人数不符合规定").format(n=broken)] if broken else []
    parts += list(_parts(found.loses, terms))
    apart = sum(found.loses.values())
    if not parts:
        return _("和最优方案得分相同，各项也相同。")
    if not apart:
        return _("和最优方案得分相同：{parts}。").format(parts="，".join(parts))
    sentence = _("比最优方案多{n}分：{parts}。") if apart > 0 else _("比最优方案少{n}分：{parts}。")
    return sentence.format(n=abs(apart), parts="，".join(parts))


def _no_proof(found: Plan) -> str:
    return _("规定时间内没有证明是最优，最多还能少{n}分。").format(n=found.points - found.bound)


def _parts(loses: Mapping[str, int], terms: Terms) -> Iterator[str]:
    """What is worse first, then what is better."""
    limits = {"large": terms.large_over, "crowded": terms.crowded_over}
    for term, points in sorted(loses.items(), key=lambda one: -one[1]):
        words = MORE if points > 0 else LESS
        yield words[term].format(n=abs(points) // getattr(terms, term), limit=limits.get(term, 0))


def _named(branches: Iterable[Branch], here: _Here) -> Iterator[PlannedBranch]:
    """Each planned branch goes on from the present one it shares most members with; others get the next free name."""
    by_key = {str(one.pk): one for one in here.sections}
    branches = list(branches)
    going_on = _going_on(branches, here)
    taken = {branch.name for branch in here.branches}
    fresh = (name for name in _names(here.department) if name not in taken)
    for number, branch in enumerate(branches):
        present = going_on.get(number)
        yield PlannedBranch(
            name=present.name if present else next(fresh),
            kind=Kind.BRANCH if len(branch.sections) == 1 else Kind.JOINT_BRANCH,
            sections=tuple(by_key[key] for key in branch.sections),
            full=branch.members,
            points={term: points for term, points in branch.points.items() if term in COSTS},
            broken="、".join(words for rule, words in BROKEN.items() if rule in branch.points),
            branch=present,
        )


def _going_on(branches: list[Branch], here: _Here) -> dict[int, Organisation]:
    """Place of the planned branch → present branch; the largest shares first, none twice."""
    shares: dict[tuple[int, int], int] = {}
    by_pk = {branch.pk: branch for branch in here.branches}
    for number, branch in enumerate(branches):
        for key in branch.sections:
            if present := here.branch_of.get(int(key)):
                pair = (number, present.pk)
                shares[pair] = shares.get(pair, 0) + 1 + here.full[int(key)]
    going_on: dict[int, Organisation] = {}
    for number, pk in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if number not in going_on and by_pk[pk] not in going_on.values():
            going_on[number] = by_pk[pk]
    return going_on


def _names(department: Organisation) -> Iterator[str]:
    """县城市管理局第一党支部, 第二党支部…"""
    number = 0
    while True:
        number += 1
        tail = _("第{ordinal}党支部").format(ordinal=ordinal(number))
        yield department.name[: LONGEST_NAME - len(tail)] + tail


def ordinal(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十, 35 → 三十五; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else ORDINALS[tens - 1]) + ORDINALS[9]
    return head + (ORDINALS[ones - 1] if ones else "")


def drafts_of(found: BranchPlan, department: Organisation, day: date) -> list[DraftBranch]:
    """The plan as drafts for `propose`: present branches go on where they can, and those left without sections end."""
    here = _read(department, day)
    drafts = [DraftBranch(one.name, one.kind, one.sections, one.branch, dict(one.points)) for one in found.branches]
    going_on = {one.branch.pk for one in found.branches if one.branch}
    covering = {branch.pk for branch in here.branch_of.values()}
    return drafts + [
        DraftBranch(branch.name, Kind(branch.kind), (), branch)
        for branch in here.branches
        if branch.pk in covering - going_on
    ]


def purpose_of(drafts: Iterable[DraftBranch]) -> Purpose:
    """What these drafts ask for: to establish where there is no branch yet, else to adjust."""
    return Purpose.ADJUST if any(draft.branch for draft in drafts) else Purpose.ESTABLISH
