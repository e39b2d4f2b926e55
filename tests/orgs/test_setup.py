"""Proposals about branches: the unit proposes, its superior decides, and nothing changes before that (M28)."""

from datetime import date

import pytest

from tests.orgs.department import DAY, LATER, TODAY, covered, named
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs import actions
from yinuo.orgs.actions import DraftBranch
from yinuo.orgs.models import Coverage, Explanation, Kind, Organisation, Proposal
from yinuo.orgs.queries import findings_of, members_in, superior_of
from yinuo.orgs.words import ProposalState, Purpose


def test_nothing_changes_before_the_superior_has_approved(three):
    proposal = three.proposed(three.draft("第一支部", "办公室"))
    assert (proposal.state, proposal.superior) == (ProposalState.PROPOSED, three.superior)
    assert not Organisation.objects.filter(name="第一支部").exists()
    assert not Coverage.objects.exists()
    with pytest.raises(NotNow, match="待上级批复"):
        actions.set_up(proposal, three.world.handler, at=MONDAY)


def test_what_was_approved_is_set_up_under_the_unit_and_its_superior(three):
    proposal = three.approved(
        three.draft("第一支部", "办公室"), three.draft("第二支部", "财务科", "法规科", kind=Kind.JOINT_BRANCH)
    )
    actions.set_up(proposal, three.world.handler, at=MONDAY)
    one, two = named("第一支部"), named("第二支部")
    assert proposal.state == ProposalState.DONE
    assert one.path.startswith(three.unit.path)
    assert superior_of(one, TODAY) == superior_of(two, TODAY) == three.superior
    assert (covered(one), covered(two)) == ({"办公室"}, {"财务科", "法规科"})
    assert members_in(two, TODAY).full == 6
    assert [row.branch for row in proposal.branches.all()] == [one, two]
    assert Entry.objects.filter(subject=f"organisation:{one.pk}", act="orgs.establish").exists()


def test_the_check_is_kept_with_the_proposal_for_whoever_decides(three):
    proposal = three.proposed(three.draft("第一支部", "财务科"), three.draft("第二支部", "办公室", "法规科"))
    assert [(name, one.rule, one.facts["full"]) for name, one in findings_of(proposal)] == [
        ("第一支部", "branch.full_min", 2)
    ]


def test_a_unit_grown_large_is_told_that_it_needs_a_general_branch(three):
    three.section("大队", 48)
    proposal = three.proposed(three.draft("第一支部", "办公室", "财务科"), three.draft("第二支部", "大队"))
    rules = [(name, one.rule) for name, one in findings_of(proposal)]
    assert rules == [("", "general.members_over")]
    drafts = [three.draft("第一支部", "办公室", "财务科"), three.draft("第二支部", "大队")]
    general = DraftBranch("机关党总支", Kind.GENERAL_BRANCH)
    assert not findings_of(three.proposed(general, *drafts))


def test_branches_go_under_the_general_branch_that_was_approved_with_them(three):
    general = DraftBranch("机关党总支", Kind.GENERAL_BRANCH)
    proposal = three.approved(three.draft("第一支部", "办公室"), three.draft("第二支部", "法规科"), general)
    actions.set_up(proposal, three.world.organiser, at=MONDAY)
    above = named("机关党总支")
    assert superior_of(above, TODAY) == three.superior
    assert superior_of(named("第一支部"), TODAY) == superior_of(named("第二支部"), TODAY) == above


def test_only_the_unit_proposes_and_only_its_superior_decides(three):
    world, proposal = three.world, three.proposed(three.draft("第一支部", "办公室"))
    given = {"purpose": Purpose.ESTABLISH, "text": "需要。", "branches": [three.draft("第二支部", "法规科")]}
    for stranger in (world.organiser, world.other_handler, world.neighbour, HOUSE):
        with pytest.raises(Refused, match="不能代为申报"):
            actions.propose(three.unit, stranger, at=MONDAY, **given)
    for stranger in (world.other_handler, world.coordinator, HOUSE):
        with pytest.raises(Refused, match="只有受理申报的上级党组织"):
            actions.approve(proposal, stranger, at=MONDAY, document="1号")
    actions.approve(proposal, world.organiser, at=MONDAY, document="1号")


def test_nobody_of_the_unit_decides_its_own_proposal_whatever_was_granted_to_him(three):
    member = three.world.people["handler"]
    actions.entrust(member, HOUSE, at=MONDAY, role=Role.ORGANISER, org=three.superior, valid_from=TODAY)
    proposal = three.proposed(three.draft("第一支部", "办公室"))
    with pytest.raises(Refused, match="不能批复本单位的申报"):
        actions.approve(proposal, three.world.handler, at=MONDAY, document="1号")
    with pytest.raises(Refused, match="不能批复本单位的申报"):
        actions.return_(proposal, three.world.handler, at=MONDAY, answer="不行。")


@pytest.mark.parametrize(("document", "match"), [(" ", "批复文号"), ("号" * 121, "批复文号")])
def test_an_approval_has_a_document(three, document, match):
    proposal = three.proposed(three.draft("第一支部", "办公室"))
    with pytest.raises(Unfit, match=match):
        actions.approve(proposal, three.world.organiser, at=MONDAY, document=document)
    assert proposal.state == ProposalState.PROPOSED


def test_a_proposal_sent_back_says_why_and_is_over(three):
    proposal = three.proposed(three.draft("第一支部", "办公室"))
    with pytest.raises(Unfit, match="写明不同意的理由"):
        actions.return_(proposal, three.world.organiser, at=MONDAY, answer=" ")
    actions.return_(proposal, three.world.organiser, at=MONDAY, answer="请和财务科联合设立。")
    assert (proposal.state, proposal.answer) == (ProposalState.RETURNED, "请和财务科联合设立。")
    with pytest.raises(NotNow):
        actions.approve(proposal, three.world.organiser, at=MONDAY, document="1号")


def test_the_unit_takes_its_proposal_back_even_after_approval(three):
    proposal = three.approved(three.draft("第一支部", "办公室"))
    with pytest.raises(Refused, match="撤回"):
        actions.withdraw(proposal, three.world.organiser, at=MONDAY)
    actions.withdraw(proposal, three.world.handler, at=MONDAY)
    with pytest.raises(NotNow):
        actions.set_up(proposal, three.world.handler, at=MONDAY)


def test_a_stranger_carries_nothing_out(three):
    proposal = three.approved(three.draft("第一支部", "办公室"))
    with pytest.raises(Refused, match="实施"):
        actions.set_up(proposal, three.world.other_handler, at=MONDAY)


def test_what_was_approved_is_carried_out_and_nothing_else(three):
    proposal = three.approved(three.draft("第一支部", "办公室"))
    for verb in (actions.adjust, actions.merge, actions.dissolve):
        with pytest.raises(NotNow, match="请按“设立”实施"):
            verb(proposal, three.world.handler, at=MONDAY)


@pytest.mark.parametrize(
    ("drafts", "match"),
    [
        (lambda k: [], "请写明要设立"),
        (lambda k: [k.draft(" ", "办公室")], "请写党支部的名称"),
        (lambda k: [k.draft("甲" * 81, "办公室")], "不超过80字"),
        (lambda k: [k.draft("甲支部", "办公室"), k.draft("甲支部", "法规科")], "“甲支部”这个名称重复"),
        (lambda k: [k.draft("甲支部")], "还没有选覆盖的科室"),
        (lambda k: [k.draft("甲支部", "办公室", kind=Kind.PARTY_GROUP)], "要选党支部、联合党支部或者党总支"),
        (lambda k: [k.draft("甲", "办公室"), k.draft("乙", "办公室")], "“办公室”同时编入了“甲”和“乙”"),
        (lambda k: [DraftBranch("甲", Kind.BRANCH, [k.unit]), k.draft("乙", "办公室")], "会重复计算党员"),
        (lambda k: [DraftBranch("甲", Kind.BRANCH, [k.superior])], "“县直机关工委”是党组织"),
        (lambda k: [DraftBranch("甲", Kind.BRANCH, [k.world.other_office])], "请把“甲”选为联合党支部"),
        (lambda k: [k.draft("总支", "办公室", kind=Kind.GENERAL_BRANCH)], "不直接覆盖科室"),
        (
            lambda k: [DraftBranch("甲", Kind.GENERAL_BRANCH), DraftBranch("乙", Kind.GENERAL_BRANCH)],
            "一次只能申报一个党总支",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(three, drafts, match):
    with pytest.raises(Unfit, match=match):
        three.proposed(*drafts(three))
    assert not Proposal.objects.exists()


def test_a_section_that_has_ended_is_not_put_into_a_branch(three):
    actions.close_down(three.section("旧科", 0), HOUSE, at=MONDAY, document="1号")
    with pytest.raises(Unfit, match="“旧科”已经撤销"):
        three.proposed(three.draft("甲支部", "旧科"))


@pytest.mark.parametrize(
    ("given", "match"),
    [({"text": " "}, "请写明理由"), ({"text": "长" * 501}, "不超过500字"), ({"purpose": "other"}, "请选择设立")],
)
def test_a_proposal_says_what_it_asks_for_and_why(three, given, match):
    whole = {"purpose": Purpose.ESTABLISH, "text": "需要。", "branches": [three.draft("甲支部", "办公室")]} | given
    with pytest.raises(Unfit, match=match):
        actions.propose(three.unit, three.world.handler, at=MONDAY, **whole)


def test_a_joint_branch_may_take_a_unit_of_the_same_superior_and_whoever_decides_is_told(three):
    three.count(three.world.other_office, 2)
    draft = DraftBranch("联合支部", Kind.JOINT_BRANCH, [three.sections["财务科"], three.world.other_office])
    proposal = three.approved(draft)
    (told,) = [one for _name, one in findings_of(proposal) if one.rule == "joint.outside"]
    assert "县住房和城乡建设局" in told.what
    actions.set_up(proposal, three.world.handler, at=MONDAY)
    assert members_in(named("联合支部"), TODAY).full == 4


def test_a_unit_of_another_county_is_beyond_the_superior(three):
    from yinuo.places import actions as mapping

    elsewhere = mapping.enter(None, HOUSE, at=MONDAY, code="419902", name="邻县")
    far = actions.establish(elsewhere, HOUSE, at=MONDAY, name="邻县某局", kind=Kind.DEPARTMENT, place=elsewhere)
    with pytest.raises(Unfit, match="不归“县直机关工委”管"):
        three.proposed(DraftBranch("联合支部", Kind.JOINT_BRANCH, [three.sections["财务科"], far]))


def test_a_unit_asks_the_superior_that_is_recorded_and_no_other(three):
    root = Organisation.objects.get(path="0001")
    other = three.org("县教育工委", Kind.COMMITTEE_ORG, root)
    with pytest.raises(Unfit, match="本单位的上级党组织是“县直机关工委”"):
        three.proposed(three.draft("甲支部", "办公室"), superior=other)
    actions.set_superior(three.unit, HOUSE, at=MONDAY, superior=None)
    with pytest.raises(Unfit, match="请选择由哪个党组织批复"):
        three.proposed(three.draft("甲支部", "办公室"))
    assert three.proposed(three.draft("甲支部", "办公室"), superior=other).superior == other


def test_a_branch_decides_about_nobody(two_branches):
    three, one, _two = two_branches
    actions.set_superior(three.unit, HOUSE, at=MONDAY, superior=None)
    three.section("宣教科", 3)
    with pytest.raises(Unfit, match="“第一支部”不能批复"):
        three.proposed(three.draft("甲支部", "宣教科"), superior=one)


def test_a_section_of_another_branch_is_adjusted_and_not_taken(two_branches):
    three, _one, _two = two_branches
    with pytest.raises(Unfit, match="“法规科”现在属于“第二支部”，请选“调整”"):
        three.proposed(three.draft("第三支部", "法规科"))


@pytest.mark.parametrize(
    ("drafts", "purpose", "match"),
    [
        (lambda k, a, b: [k.draft("第一支部", branch=a)], Purpose.ADJUST, "没有它的去处"),
        (lambda k, a, b: [k.draft("新支部", "办公室")], Purpose.ADJUST, "全部是新的，请选“设立”"),
        (lambda k, a, b: [k.draft("第一支部", "办公室", branch=a)], Purpose.ESTABLISH, "请选“调整”"),
        (
            lambda k, a, b: [k.draft("第一支部", "办公室", "财务科", branch=a)],
            Purpose.ADJUST,
            "把“第二支部”也写进申报",
        ),
        (
            lambda k, a, b: [k.draft("第一支部", "办公室", branch=a), k.draft("第二支部", "财务科", "法规科", branch=b)],
            Purpose.MERGE,
            "只有一个有科室",
        ),
        (
            lambda k, a, b: [k.draft("第一支部", "办公室", branch=a), k.draft("第二支部", branch=b)],
            Purpose.MERGE,
            "没有它的去处",
        ),
        (lambda k, a, b: [k.draft("第二支部", branch=b)], Purpose.DISSOLVE, "没有它的去处"),
        (
            lambda k, a, b: [k.draft("新支部", "财务科", "法规科"), k.draft("第二支部", branch=b)],
            Purpose.DISSOLVE,
            "只能是接收科室的现有党支部",
        ),
    ],
)  # fmt: skip
def test_nobody_is_taken_unasked_and_nobody_goes_nowhere(two_branches, drafts, purpose, match):
    three, one, two = two_branches
    with pytest.raises(Unfit, match=match):
        three.proposed(*drafts(three, one, two), purpose=purpose)


def test_the_ledger_names_branches_and_units_and_no_words(three):
    proposal = three.proposed(three.draft("第一支部", "办公室"))
    (entry,) = Entry.objects.filter(subject=f"proposal:{proposal.pk}")
    unit = three.sections["办公室"]
    assert entry.given["branches"] == [{"kind": "branch", "branch": "", "units": [f"organisation:{unit.pk}"]}]
    assert set(entry.given["text"]) == {"commitment"}


def test_a_reason_stands_until_its_day_and_a_new_one_takes_its_place(two_branches):
    three, one, _two = two_branches
    until = date(2026, 12, 31)
    first = actions.explain(
        one, three.world.handler, at=MONDAY, rule="branch.full_min", text="两名党员借调，年底返回。", valid_to=until
    )
    second = actions.explain(
        one, three.world.organiser, at=LATER, rule="branch.full_min", text="上级同意保留。", valid_to=until
    )
    first.refresh_from_db()
    assert first.valid_to == LATER.date() - DAY
    assert (second.valid_from, second.valid_to) == (LATER.date(), until)


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"rule": "branch.colour"}, "请从检查结果里选择"),
        ({"text": " "}, "请写明理由"),
        ({"text": "长" * 301}, "不超过300字"),
        ({"valid_to": TODAY - DAY}, "不能早于今天"),
    ],
)
def test_a_reason_that_cannot_be_is_refused(two_branches, given, match):
    three, one, _two = two_branches
    whole = {"rule": "branch.full_min", "text": "借调。", "valid_to": TODAY + DAY} | given
    with pytest.raises(Unfit, match=match):
        actions.explain(one, three.world.handler, at=MONDAY, **whole)
    assert not Explanation.objects.exists()


def test_only_the_unit_and_its_organisers_give_reasons(two_branches):
    three, one, _two = two_branches
    for stranger in (three.world.other_handler, three.world.worker, HOUSE):
        with pytest.raises(Refused, match="说明理由"):
            actions.explain(one, stranger, at=MONDAY, rule="branch.full_min", text="借调。", valid_to=TODAY)
