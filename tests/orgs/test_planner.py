"""The branch planner in words: sections out of rows, alternatives with their reasons, the present set-up beside them."""

import re

import pytest

from tests.orgs.department import SIXTEEN, TODAY
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow
from yinuo.optimise.branches import points_of
from yinuo.orgs import actions
from yinuo.orgs.models import Kind
from yinuo.orgs.queries import thresholds
from yinuo.orgs.queries.planner import branch_plans, drafts_of, ordinal, purpose_of, sections_of, terms_of
from yinuo.orgs.words import Purpose

PATIENCE = 60
"""Seconds: tests are not timed; the page gives two."""


def section(department, name, full, portfolio="局长", nature="综合", site="一楼"):
    made = department.section(name, full)
    actions.characterise(made, HOUSE, at=MONDAY, portfolio=portfolio, nature=nature, site=site)
    return made


@pytest.fixture
def small(department):
    """Two leaders with two sections each."""
    section(department, "办公室", 4)
    section(department, "人事科", 4)
    section(department, "路灯所", 4, "副局长", "养护", "东院")
    section(department, "园林科", 4, "副局长", "养护", "东院")
    return department


def test_sections_come_with_their_full_members_and_what_was_recorded_of_them(department):
    made = section(department, "办公室", 4)
    section(department, "路灯所", 2, "副局长", "养护", "东院")
    department.count(made, 6, 3)
    found = {one.key: one for one in sections_of(department.unit, TODAY)}
    one = found[str(made.pk)]
    assert (one.members, one.portfolio, one.nature, one.site) == (6, "局长", "综合", "一楼")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("prepare", "match"),
    [
        (lambda d: None, "没有两个以上的科室"),
        (lambda d: section(d, "办公室", 4), "没有两个以上的科室"),
        (lambda d: [section(d, "办公室", 4), d.section("人事科", 3)], "人事科还没有登记分管领导"),
        (lambda d: [section(d, "办公室", 4), d.org("新科", Kind.SECTION)], "新科还没有登记党员人数"),
        (
            lambda d: [d.org(f"新{number}科", Kind.SECTION) for number in range(7)],
            "新0科、新1科、新2科、新3科、新4科等7个科室还没有登记党员人数",
        ),
    ],
)
def test_what_is_not_recorded_is_named_before_anything_is_planned(department, prepare, match):
    prepare(department)
    with pytest.raises(NotNow, match=match):
        branch_plans(department.unit, TODAY, seconds=PATIENCE)


def test_the_rulebook_gives_the_planner_its_numbers(department):
    terms = terms_of(thresholds(TODAY), {"site": 30})
    assert (terms.least, terms.most, terms.small_under, terms.large_over, terms.crowded_over) == (3, 50, 7, 20, 5)
    assert (terms.site, terms.portfolio) == (30, 10)


def test_the_best_plan_keeps_each_leaders_sections_together_and_is_proven(small):
    best = branch_plans(small.unit, TODAY, seconds=PATIENCE).plans[0]
    assert [one.label for one in best.branches] == [
        "县城市管理局第一党支部（办公室、人事科）", "县城市管理局第二党支部（路灯所、园林科）"
    ]  # fmt: skip
    assert {one.kind for one in best.branches} == {Kind.JOINT_BRANCH}
    assert [one.full for one in best.branches] == [8, 8]
    assert (best.title, best.points, best.bound, best.is_proven) == ("总分最低", 4, 4, True)
    assert best.reason == "已证明没有更低分的方案。"
    assert best.branches[0].costs == "每个党支部2分"


def test_each_alternative_says_in_points_why_it_loses(small):
    found = branch_plans(small.unit, TODAY, seconds=PATIENCE).plans
    assert len(found) == 3
    assert len({tuple(one.sections for one in plan.branches) for plan in found}) == 3
    best = found[0]
    for other in found[1:]:
        assert other.reason.startswith(f"比最优方案多{other.points - best.points}分：")
    fewer = next(plan for plan in found if len(plan.branches) == 1)
    assert "多跨1个分管领导" in fewer.reason
    assert "多跨1类工作性质" in fewer.reason
    assert "多跨1个办公地点" in fewer.reason
    assert "少设1个党支部" in fewer.reason


def test_without_branches_there_is_no_present_set_up_and_the_proposal_establishes(small):
    plans = branch_plans(small.unit, TODAY, seconds=PATIENCE)
    assert plans.present is None
    drafts = drafts_of(plans.plans[0], small.unit, TODAY)
    assert purpose_of(drafts) == Purpose.ESTABLISH
    assert [(d.branch, len(d.units)) for d in drafts] == [(None, 2), (None, 2)]
    assert small.proposed(*drafts).branches.first().points == {"branch": 2}


def test_the_present_set_up_is_priced_beside_the_plans(small):
    small.branch("老一支部", "办公室", "路灯所", kind=Kind.JOINT_BRANCH)
    small.branch("老二支部", "人事科", "园林科", kind=Kind.JOINT_BRANCH)
    plans = branch_plans(small.unit, TODAY, seconds=PATIENCE)
    present = plans.present
    assert present.title == "现有设置"
    assert [one.label for one in present.branches] == ["老一支部（办公室、路灯所）", "老二支部（人事科、园林科）"]
    assert present.points == 4 + 2 * (10 + 4 + 12)
    assert present.reason == "比最优方案多52分：多跨2个办公地点，多跨2个分管领导，多跨2类工作性质。"


def test_a_present_set_up_that_breaks_a_rule_says_so(small):
    section(small, "信息科", 2, "副局长", "综合", "一楼")
    small.branch("老一支部", "办公室", "人事科", "路灯所", "园林科", kind=Kind.JOINT_BRANCH)
    small.branch("老二支部", "信息科")
    present = branch_plans(small.unit, TODAY, seconds=PATIENCE).present
    assert not present.is_sound
    assert "有1个党支部的人数不符合规定" in present.reason
    assert present.points < 1000, "a broken rule is told in words and never as points"


def test_present_branches_go_on_in_the_plan_and_what_is_left_ends(small):
    one = small.branch("老一支部", "办公室", "人事科", "路灯所", kind=Kind.JOINT_BRANCH)
    two = small.branch("老二支部", "园林科")
    plans = branch_plans(small.unit, TODAY, seconds=PATIENCE)
    best = plans.plans[0]
    assert {(b.name, b.branch) for b in best.branches} == {("老一支部", one), ("老二支部", two)}
    drafts = drafts_of(best, small.unit, TODAY)
    assert purpose_of(drafts) == Purpose.ADJUST
    assert {d.branch: {u.name for u in d.units} for d in drafts} == {
        one: {"办公室", "人事科"}, two: {"路灯所", "园林科"}
    }  # fmt: skip
    single = next(plan for plan in plans.plans if len(plan.branches) == 1)
    drafts = drafts_of(single, small.unit, TODAY)
    assert [(d.branch, len(d.units)) for d in drafts] == [(one, 4), (two, 0)]
    small.proposed(*drafts, purpose=Purpose.ADJUST)


def test_new_branches_take_the_next_free_name(small):
    small.branch("县城市管理局第一党支部", "办公室", "人事科", "路灯所", "园林科", kind=Kind.JOINT_BRANCH)
    names = {one.name for one in branch_plans(small.unit, TODAY, seconds=PATIENCE).plans[0].branches}
    assert names == {"县城市管理局第一党支部", "县城市管理局第二党支部"}


def test_a_section_of_another_departments_branch_is_left_out_and_told(small):
    root = small.world.other_office
    branch = actions.establish(
        root, HOUSE, at=MONDAY, name="联合支部", kind=Kind.JOINT_BRANCH, place=small.world.county, valid_from=TODAY
    )
    actions.record_coverage(branch, HOUSE, at=MONDAY, unit=small.sections["园林科"])
    plans = branch_plans(small.unit, TODAY, seconds=PATIENCE)
    assert plans.left_out == ("园林科（编入联合支部）",)
    assert {s.name for b in plans.plans[0].branches for s in b.sections} == {"办公室", "人事科", "路灯所"}


def test_too_few_members_say_which_rule_cannot_hold_and_the_nearest_plan(department):
    section(department, "办公室", 1)
    section(department, "人事科", 1)
    plans = branch_plans(department.unit, TODAY, seconds=PATIENCE)
    assert "全部科室只有正式党员2名，无论怎样分，都有党支部不足3名" in plans.problem
    assert "办公室、人事科共2名" in plans.problem
    (nearest,) = plans.plans
    assert not nearest.is_sound
    assert nearest.branches[0].costs == "正式党员不够、不够设支委会15分、每个党支部2分"
    assert nearest.points == 17, "a broken rule is told in words and never as points"
    assert nearest.reason == "没有符合规定的方案，这是最接近的一个。"


def test_a_section_too_large_for_any_branch_is_named(department):
    section(department, "大队", 60)
    section(department, "办公室", 5)
    plans = branch_plans(department.unit, TODAY, seconds=PATIENCE)
    assert "都有党支部的正式党员超过50名" in plans.problem
    assert "大队共60名" in plans.problem
    (nearest,) = plans.plans
    assert [one.is_sound for one in nearest.branches].count(False) == 1


def test_sixteen_sections_get_three_proven_alternatives_whose_points_add_up(department):
    department.sixteen()
    plans = branch_plans(department.unit, TODAY, seconds=PATIENCE)
    sections, terms = sections_of(department.unit, TODAY), terms_of(thresholds(TODAY))
    assert len(sections) == len(SIXTEEN) == 16
    assert len(plans.plans) == 3
    assert all(plan.is_proven and plan.is_sound for plan in plans.plans)
    assert [plan.points for plan in plans.plans] == sorted(plan.points for plan in plans.plans)
    for plan in plans.plans:
        groups = [[str(one.pk) for one in branch.sections] for branch in plan.branches]
        assert points_of(sections, groups, terms).points == plan.points == sum(b.total for b in plan.branches)
        if plan is not plans.plans[0]:
            apart = int(re.match(r"比最优方案多(\d+)分：", plan.reason)[1])
            assert apart == plan.points - plans.plans[0].points


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (35, "三十五")]
)
def test_branches_are_counted_in_chinese(number, words):
    assert ordinal(number) == words
