"""A department of sixteen sections, from the planner to its branches, and what happens when a section shrinks."""

from datetime import timedelta

from tests.orgs.department import TODAY
from tests.world import MONDAY
from yinuo.acts import ledger
from yinuo.acts.models import Entry
from yinuo.orgs import actions
from yinuo.orgs.models import Coverage, Kind, Organisation, Proposal
from yinuo.orgs.queries import findings_of, health, members_in, superior_of
from yinuo.orgs.queries.planner import branch_plans, drafts_of, purpose_of
from yinuo.orgs.rules import Level
from yinuo.orgs.words import BRANCHES, ProposalState, Purpose, SeatKind

DAY = timedelta(days=1)
PATIENCE = 60
"""Seconds: tests are not timed; the page gives two."""
NEEDED = (
    SeatKind.SECRETARY, SeatKind.ORGANISATION_MEMBER, SeatKind.PUBLICITY_MEMBER, SeatKind.DISCIPLINE_MEMBER
)  # fmt: skip


def breaches(department, day) -> dict[str, list[str]]:
    rows = health(department.world.county.code, day, path=department.unit.path, level=Level.BREACH)
    return {row.org.name: [one.rule for one in row.findings] for row in rows}


def branches_of(department, day):
    return list(Organisation.objects.under(department.unit.path).on(day).filter(kind__in=BRANCHES))


def elect(department, branch, at) -> None:
    """The members elect: a secretary, and a committee from seven full members on."""
    full = members_in(branch, at.date()).full
    department.staff(branch, *(NEEDED if full >= 7 else NEEDED[:1]), at=at, ends_on=at.date() + 3 * 365 * DAY)


def test_a_department_sets_up_its_branches_and_keeps_them_in_order(department):
    world, unit = department.world, department.unit
    department.sixteen()
    assert breaches(department, TODAY) == {unit.name: ["unit.sections"]}, "sixteen sections and no branch, told once"

    # 单位：看三个方案，选最优的申报；申报之后什么都没有变。
    plans = branch_plans(unit, TODAY, seconds=PATIENCE)
    assert len(plans.plans) == 3
    drafts = drafts_of(plans.plans[0], unit, TODAY)
    proposal = actions.propose(
        unit, world.handler, at=MONDAY, purpose=purpose_of(drafts), text="科室小，横向联合设立支部。", branches=drafts
    )
    assert all(finding.level is not Level.BREACH for _name, finding in findings_of(proposal))
    assert not branches_of(department, TODAY)

    # 上级：批复，写文号。单位：实施，选举。
    actions.approve(proposal, world.organiser, at=MONDAY, document="示直工〔2026〕8号", answer="同意。")
    actions.set_up(proposal, world.handler, at=MONDAY)
    made = branches_of(department, TODAY)
    assert len(made) == len(plans.plans[0].branches)
    assert sum(members_in(branch, TODAY).full for branch in made) == 47
    for branch in made:
        elect(department, branch, MONDAY)
    assert not breaches(department, TODAY)
    assert all(superior_of(branch, TODAY) == department.superior for branch in made)
    again = branch_plans(unit, TODAY, seconds=PATIENCE)
    assert again.present.points == again.plans[0].points

    # 半年后人员调走，一个支部只剩两名正式党员：提醒，写着条文；没有任何自动的改动。
    later = MONDAY + 180 * DAY
    small = min(made, key=lambda branch: members_in(branch, later.date()).full)
    covered = list(Coverage.objects.on(later.date()).filter(branch=small).select_related("unit"))
    for number, row in enumerate(covered):
        department.count(row.unit, 2 if number == 0 else 0, at=later)
    (row,) = health(world.county.code, later.date(), path=small.path, rule="branch.full_min")
    (told,) = row.told
    assert "正式党员2名" in told.sentence
    assert "《中国共产党支部工作条例（试行）》第四条" in told.sentence
    assert row.decider == department.superior
    assert Organisation.objects.get(pk=small.pk).valid_to is None

    # 单位先说明理由，提醒还在；再申报合并到最小的另一个支部。
    until = later.date() + 60 * DAY
    actions.explain(small, world.handler, at=later, rule="branch.full_min", text="正在招录。", valid_to=until)
    (row,) = health(world.county.code, later.date(), path=small.path, rule="branch.full_min")
    assert row.told[0].explanation.text == "正在招录。"

    taker = min((b for b in made if b != small), key=lambda branch: members_in(branch, later.date()).full)
    own = [one.unit for one in Coverage.objects.on(later.date()).filter(branch=taker).select_related("unit")]
    whole = actions.DraftBranch(taker.name, Kind.JOINT_BRANCH, own + [one.unit for one in covered], taker)
    merger = actions.propose(
        unit, world.handler, at=later, purpose=Purpose.MERGE, text="党员太少。",
        branches=[whole, actions.DraftBranch(small.name, small.kind, (), small)],
    )  # fmt: skip
    actions.approve(merger, world.organiser, at=later, document="示直工〔2026〕31号")
    actions.merge(merger, world.handler, at=later)
    day = later.date()
    assert small not in branches_of(department, day)
    assert sum(members_in(branch, day).full for branch in branches_of(department, day)) == sum(
        members_in(section, day).full for section in department.sections.values()
    )
    assert not [name for name, rules in breaches(department, day).items() if "branch.full_min" in rules]
    assert small in branches_of(department, day - DAY), "the day before it still was there"
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.DONE}
    told = Entry.objects.filter(subject=f"proposal:{merger.pk}").order_by("sequence").values_list("act", flat=True)
    assert list(told) == ["orgs.propose", "orgs.approve", "orgs.merge"]
    assert all(ledger.body(one) for one in Entry.objects.filter(subject=f"proposal:{merger.pk}"))
