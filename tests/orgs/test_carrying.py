"""Approved proposals carried out: nobody is lost, what a branch became is kept, and a world that changed says so."""

import pytest

from tests.orgs.department import DAY, LATER, covered, department_of, named
from tests.orgs.test_at_once import at_once
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Unfit
from yinuo.orgs import actions
from yinuo.orgs.actions import DraftBranch
from yinuo.orgs.models import Coverage, Kind, Organisation, Succession
from yinuo.orgs.queries import members_in, superior_of
from yinuo.orgs.words import Change, ProposalState, Purpose, SeatKind, SeatState


def test_an_adjustment_moves_sections_and_leaves_the_others_alone(two_branches):
    three, one, two = two_branches
    kept = Coverage.objects.get(unit=three.sections["办公室"])
    proposal = three.approved(
        three.draft("第一支部", "办公室", "财务科", branch=one, kind=Kind.JOINT_BRANCH),
        three.draft("法规支部", "法规科", branch=two),
        purpose=Purpose.ADJUST, at=LATER,
    )  # fmt: skip
    actions.adjust(proposal, three.world.handler, at=LATER)
    day = LATER.date()
    assert (covered(one, day), covered(two, day)) == ({"办公室", "财务科"}, {"法规科"})
    assert (covered(one, day - DAY), covered(two, day - DAY)) == ({"办公室"}, {"财务科", "法规科"})
    assert Coverage.objects.get(unit=three.sections["办公室"]) == kept
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.kind, two.kind, two.name) == (Kind.JOINT_BRANCH, Kind.BRANCH, "法规支部")
    assert two.namings.get().name == "第二支部"


def merger(three, one, two, at=LATER):
    return three.approved(
        three.draft("第一支部", "办公室", "财务科", "法规科", branch=one, kind=Kind.JOINT_BRANCH),
        three.draft("第二支部", branch=two), purpose=Purpose.MERGE, at=at,
    )  # fmt: skip


def test_a_merger_ends_one_branch_in_the_other_and_keeps_its_history(two_branches):
    three, one, two = two_branches
    group = three.org("法规科党小组", Kind.PARTY_GROUP, two)
    proposal = merger(three, one, two)
    actions.merge(proposal, three.world.handler, at=LATER)
    two.refresh_from_db()
    assert two.valid_to == LATER.date() - DAY
    assert covered(one, LATER.date()) == {"办公室", "财务科", "法规科"}
    assert members_in(one, LATER.date()).full == 9
    became = Succession.objects.get(before=two)
    assert (became.after, became.change, became.document) == (one, Change.MERGED, "示直工〔2026〕8号")
    assert set(two.seats.values_list("state", flat=True)) == {SeatState.LEFT}
    (group_now,) = [row.after for row in Succession.objects.filter(before=group)]
    assert superior_of(group_now, LATER.date()) == one


def test_branches_that_count_their_own_members_merge_with_their_counts(department):
    one, two = (department.org(name, Kind.BRANCH, superior=department.superior) for name in ("东院支部", "西院支部"))
    department.count(one, 4, 1)
    department.count(two, 5)
    proposal = department.approved(
        department.draft("东院支部", branch=one), department.draft("西院支部", branch=two),
        purpose=Purpose.MERGE, at=LATER,
    )  # fmt: skip
    actions.merge(proposal, department.world.handler, at=LATER)
    assert members_in(one, LATER.date()).full == 9
    assert Succession.objects.get(before=two).after == one


def test_members_counted_at_the_branch_itself_do_not_vanish(department):
    department.section("办公室", 3)
    one = department.org("老支部", Kind.BRANCH, superior=department.superior)
    department.count(one, 4)
    with pytest.raises(Unfit, match="“老支部”的党员4名是直接登记在党支部的"):
        department.proposed(department.draft("老支部", "办公室", branch=one), purpose=Purpose.ADJUST)
    with pytest.raises(Unfit, match="“老支部”还有党员4名没有去处"):
        department.proposed(department.draft("老支部", branch=one), purpose=Purpose.DISSOLVE)


def test_a_branch_whose_sections_go_to_several_others_splits_into_them(two_branches):
    three, one, two = two_branches
    proposal = three.approved(
        three.draft("第一支部", "办公室", "财务科", branch=one, kind=Kind.JOINT_BRANCH),
        three.draft("第三支部", "法规科"), three.draft("第二支部", branch=two), purpose=Purpose.ADJUST, at=LATER,
    )  # fmt: skip
    actions.adjust(proposal, three.world.handler, at=LATER)
    third = named("第三支部")
    rows = Succession.objects.filter(before=two)
    assert {(row.after, row.change) for row in rows} == {(one, Change.SPLIT), (third, Change.SPLIT)}
    assert covered(third, LATER.date()) == {"法规科"}
    two.refresh_from_db()
    assert two.valid_to == LATER.date() - DAY


def test_a_branch_with_groups_does_not_split_before_they_have_a_place(two_branches):
    three, one, two = two_branches
    three.org("法规科党小组", Kind.PARTY_GROUP, two)
    proposal = three.approved(
        three.draft("第一支部", "办公室", "财务科", branch=one, kind=Kind.JOINT_BRANCH),
        three.draft("第三支部", "法规科"), three.draft("第二支部", branch=two), purpose=Purpose.ADJUST, at=LATER,
    )  # fmt: skip
    entries = Entry.objects.count()
    with pytest.raises(NotNow, match="“第二支部”下面还有“法规科党小组”"):
        actions.adjust(proposal, three.world.handler, at=LATER)
    assert Entry.objects.count() == entries
    assert not Organisation.objects.filter(name="第三支部").exists()


def test_an_empty_branch_is_dissolved(two_branches):
    three, one, _two = two_branches
    actions.transfer(three.sections["办公室"], HOUSE, at=MONDAY, to=three.sections["财务科"], full=3)
    actions.close_down(three.sections["办公室"], HOUSE, at=MONDAY, document="1号")
    proposal = three.approved(three.draft("第一支部", branch=one), purpose=Purpose.DISSOLVE, at=LATER)
    actions.dissolve(proposal, three.world.organiser, at=LATER)
    one.refresh_from_db()
    assert one.valid_to == LATER.date() - DAY
    assert not Succession.objects.filter(before=one).exists()


def test_a_branch_is_dissolved_into_those_that_take_its_sections(two_branches):
    three, one, two = two_branches
    proposal = three.approved(
        three.draft("第一支部", branch=one),
        three.draft("第二支部", "办公室", "财务科", "法规科", branch=two, kind=Kind.JOINT_BRANCH),
        purpose=Purpose.DISSOLVE, at=LATER,
    )  # fmt: skip
    actions.dissolve(proposal, three.world.handler, at=LATER)
    assert covered(two, LATER.date()) == {"办公室", "财务科", "法规科"}
    assert Succession.objects.get(before=one).after == two


def test_a_general_branch_is_dissolved_and_its_branches_go_back_under_the_superior(three):
    general = DraftBranch("机关党总支", Kind.GENERAL_BRANCH)
    actions.set_up(three.approved(general, three.draft("第一支部", "办公室")), three.world.handler, at=MONDAY)
    draft = DraftBranch("机关党总支", Kind.GENERAL_BRANCH, (), named("机关党总支"))
    proposal = three.approved(draft, purpose=Purpose.DISSOLVE, at=LATER)
    actions.dissolve(proposal, three.world.handler, at=LATER)
    assert superior_of(named("第一支部"), LATER.date()) == three.superior
    assert named("机关党总支").valid_to == LATER.date() - DAY


def test_a_proposal_whose_world_has_changed_is_not_carried_out_and_leaves_nothing(two_branches):
    three, one, two = two_branches
    stale = merger(three, one, two, at=LATER)
    actions.merge(merger(three, one, two, at=LATER), three.world.handler, at=LATER)
    before = list(Coverage.objects.order_by("pk").values())
    with pytest.raises(NotNow, match="情况和申报时不同了：“第二支部”已经撤销"):
        actions.merge(stale, three.world.handler, at=LATER + DAY)
    assert list(Coverage.objects.order_by("pk").values()) == before
    stale.refresh_from_db()
    assert stale.state == ProposalState.APPROVED


def test_a_section_taken_by_another_branch_meanwhile_is_told_by_name(three):
    waiting = three.approved(three.draft("第二支部", "办公室"))
    actions.set_up(three.approved(three.draft("第一支部", "办公室")), three.world.handler, at=MONDAY)
    with pytest.raises(NotNow, match="“办公室”现在属于“第一支部”"):
        actions.set_up(waiting, three.world.handler, at=MONDAY)


def test_a_branch_made_today_is_not_ended_today(three):
    actions.set_up(three.approved(three.draft("第一支部", "办公室"), three.draft("第二支部", "财务科")),
                   three.world.handler, at=MONDAY)  # fmt: skip
    one, two = named("第一支部"), named("第二支部")
    proposal = three.approved(
        three.draft("第一支部", "办公室", "财务科", branch=one), three.draft("第二支部", branch=two),
        purpose=Purpose.MERGE,
    )  # fmt: skip
    with pytest.raises(NotNow, match="要在那之后才能变动"):
        actions.merge(proposal, three.world.handler, at=MONDAY)
    actions.merge(proposal, three.world.handler, at=MONDAY + DAY)


def test_a_secretary_seat_of_a_branch_that_ends_is_left(two_branches):
    three, one, two = two_branches
    actions.merge(merger(three, one, two), three.world.handler, at=LATER)
    assert one.seats.get(kind=SeatKind.SECRETARY).state == SeatState.SEATED


@pytest.mark.django_db(transaction=True)
def test_two_proposals_for_one_section_carried_out_at_once_put_it_into_one_branch(open_world):
    department = department_of(open_world)
    department.section("办公室", 3)
    proposals = [department.approved(department.draft(name, "办公室")) for name in ("甲支部", "乙支部")]
    handler = open_world.handler
    told = at_once(*[lambda p=one: actions.set_up(p, handler, at=MONDAY) for one in proposals])
    assert len(told) == 1
    assert "“办公室”现在属于" in told[0]
    assert Coverage.objects.count() == 1
    assert Organisation.objects.filter(name__in=["甲支部", "乙支部"]).count() == 1
