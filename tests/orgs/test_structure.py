"""Names, superiors, terms, registration and counts: dated, never lost; what cannot be is a sentence and leaves nothing."""

from datetime import date

import pytest

from tests.orgs.conftest import DAY, TODAY, credit_code
from tests.world import MONDAY, OPENED
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Coverage, Headcount, Kind, Naming, Organisation, Term
from yinuo.orgs.queries import members_in, members_of, name_on, names_on, party_line, superior_of, superiors_of

LATER = MONDAY + 30 * DAY


def nothing_written(model, run, match, **failure):
    """The act fails in these words and neither a row nor an entry is left."""
    rows, entries = list(model.objects.order_by("pk").values()), Entry.objects.count()
    with pytest.raises(failure.get("error", Unfit), match=match):
        run()
    assert list(model.objects.order_by("pk").values()) == rows
    assert Entry.objects.count() == entries


def test_a_renamed_organisation_keeps_the_names_it_bore(structure):
    org = structure.unit
    actions.rename(org, HOUSE, at=MONDAY, name="市中心医院", document="示编〔2026〕1号")
    actions.rename(org, HOUSE, at=LATER, name="市人民医院", document="示编〔2026〕2号")
    assert name_on(org, TODAY - DAY) == "市第一医院"
    assert name_on(org, TODAY) == name_on(org, LATER.date() - DAY) == "市中心医院"
    assert name_on(org, LATER.date()) == "市人民医院"


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"name": " ", "document": "1号"}, "名称"),
        ({"name": "市第一医院", "document": "1号"}, "一样"),
        ({"name": "新名", "document": " "}, "文号"),
        ({"name": "新名", "document": "1号", "valid_from": TODAY + DAY}, "不能晚于今天"),
        ({"name": "新名", "document": "1号", "valid_from": OPENED}, "这一天之后"),
    ],
)
def test_a_name_that_cannot_be_leaves_nothing_behind(structure, given, match):
    nothing_written(Naming, lambda: actions.rename(structure.unit, HOUSE, at=MONDAY, **given), match)


def test_the_superior_is_the_named_one_else_the_nearest_of_the_party_on_the_path(structure):
    group, branch = structure.group, structure.branch
    assert superior_of(group, TODAY) == branch
    assert superior_of(branch, TODAY) is None, "the offices above are not of the party"
    actions.set_superior(branch, HOUSE, at=MONDAY, superior=structure.committee)
    assert party_line(group, TODAY) == [group, branch, structure.committee]


def test_no_superior_goes_round_in_a_circle(structure):
    branch, committee, leading = structure.branch, structure.committee, structure.leading
    actions.set_superior(branch, HOUSE, at=MONDAY, superior=committee)
    actions.set_superior(committee, HOUSE, at=MONDAY, superior=leading)
    for top, below in ((leading, branch), (committee, branch), (leading, structure.group)):
        nothing_written(
            Organisation, lambda t=top, b=below: actions.set_superior(t, HOUSE, at=MONDAY, superior=b), "绕成一个圈"
        )
    nothing_written(
        Organisation, lambda: actions.set_superior(branch, HOUSE, at=MONDAY, superior=structure.group), "本单位之内"
    )
    nothing_written(
        Organisation, lambda: actions.set_superior(branch, HOUSE, at=MONDAY, superior=structure.unit), "只能选党组织"
    )


def test_superiors_of_many_cost_one_query(structure, django_assert_num_queries):
    groups = [structure.org(f"第{n}小组", Kind.PARTY_GROUP, structure.branch) for n in range(8)]
    for some in (groups[:2], groups):
        with django_assert_num_queries(1):
            assert set(superiors_of(some, TODAY).values()) == {structure.branch}
        with django_assert_num_queries(1):
            assert len(names_on(some, TODAY)) == len(some)


def test_a_term_must_not_end_before_it_starts(structure):
    for ends_on in (date(2026, 1, 1), date(2025, 12, 31)):
        nothing_written(
            Term,
            lambda e=ends_on: actions.begin_term(
                structure.branch, HOUSE, at=MONDAY, starts_on=date(2026, 1, 1), ends_on=e
            ),
            "晚于开始日期",
        )


def test_terms_do_not_overlap_unless_a_document_cuts_the_running_one_short(structure):
    branch = structure.branch
    first = actions.begin_term(branch, HOUSE, at=MONDAY, starts_on=date(2021, 6, 1), ends_on=date(2026, 5, 31))
    fresh = {"starts_on": date(2026, 3, 1), "ends_on": date(2031, 2, 28)}
    nothing_written(Term, lambda: actions.begin_term(branch, HOUSE, at=MONDAY, **fresh), "提前换届")
    nothing_written(
        Term,
        lambda: actions.begin_term(
            branch, HOUSE, at=MONDAY, starts_on=date(2020, 1, 1), ends_on=date(2022, 1, 1), document="1号"
        ),
        "重叠",
    )
    actions.begin_term(branch, HOUSE, at=MONDAY, document="示组〔2026〕3号", **fresh)
    first.refresh_from_db()
    assert first.ends_on == date(2026, 2, 28)
    actions.begin_term(branch, HOUSE, at=MONDAY, starts_on=date(2031, 3, 1), ends_on=date(2036, 2, 29))
    assert branch.terms.count() == 3


def test_offices_have_no_terms(structure):
    with pytest.raises(Unfit, match="党组织"):
        actions.begin_term(structure.unit, HOUSE, at=MONDAY, starts_on=TODAY, ends_on=TODAY + DAY)


def test_a_credit_code_belongs_to_one_living_organisation(structure):
    taken = credit_code(1)
    nothing_written(
        Organisation, lambda: actions.describe(structure.other_unit, HOUSE, at=MONDAY, credit_code=taken), "市第一医院"
    )
    nothing_written(
        Organisation, lambda: structure.org("另一家", Kind.RESIDENT_UNIT, credit_code=taken.lower()), "市第一医院"
    )
    with pytest.raises(Unfit, match="校验码"):
        actions.describe(
            structure.other_unit, HOUSE, at=MONDAY, credit_code=taken[:-1] + ("0" if taken[-1] != "0" else "1")
        )
    world = structure.world
    actions.dismiss(world.people["unit_handler"], HOUSE, at=MONDAY)
    for member in structure.unit.members.filter(valid_to=None):
        actions.dismiss(member, HOUSE, at=MONDAY)
    actions.close_down(structure.unit, HOUSE, at=MONDAY, document="1号")
    actions.describe(structure.other_unit, HOUSE, at=MONDAY, credit_code=taken)
    assert structure.other_unit.credit_code == taken


def test_what_is_described_changes_and_the_rest_stays(structure):
    actions.describe(structure.unit, HOUSE, at=MONDAY, phone="19900000001", hours="8:00—18:00")
    actions.describe(structure.unit, HOUSE, at=MONDAY, hours="")
    assert (structure.unit.phone, structure.unit.hours) == ("19900000001", "")
    assert structure.unit.unit_level == "city"


def test_a_stairwell_group_is_there_off_duty_unless_it_says_otherwise(structure):
    assert structure.stairwell.hours == "工作日18:30—21:00，周末9:00—21:00"
    other = structure.org("2号楼楼道党小组", Kind.STAIRWELL_GROUP, structure.branch, hours="周六全天")
    assert other.hours == "周六全天"


def test_members_of_a_branch_are_those_of_what_it_covers_and_nothing_is_counted_twice(structure):
    branch = structure.org("机关支部", Kind.BRANCH)
    structure.count(branch, 20)
    assert members_in(branch, TODAY).full == 20
    one, two = (structure.org(f"{n}科", Kind.SECTION) for n in "一二")
    structure.count(one, 4, 1)
    structure.count(two, 3)
    structure.count(two, 5, on=TODAY - 10 * DAY)
    for unit in (one, two):
        actions.record_coverage(branch, HOUSE, at=MONDAY, unit=unit, document="1号", valid_from=TODAY - DAY)
    now = members_in(branch, TODAY)
    assert (now.full, now.probationary, now.uncounted) == (7, 1, 0)
    assert members_in(branch, TODAY - 2 * DAY).full == 0, "before it covered them it had its own count, of today"


def test_members_of_many_cost_two_queries(structure, django_assert_num_queries):
    branches = [structure.org(f"第{n}支部", Kind.BRANCH) for n in range(8)]
    for number, branch in enumerate(branches):
        unit = structure.org(f"第{number}科", Kind.SECTION)
        structure.count(unit, number)
        actions.record_coverage(branch, HOUSE, at=MONDAY, unit=unit, document="1号")
    for some in (branches[:1], branches):
        with django_assert_num_queries(2):
            found = members_of(some, TODAY)
        assert [found[branch.pk].full for branch in some] == list(range(len(some)))


def test_a_unit_is_covered_by_one_branch_only(structure):
    one, two = (structure.org(f"{n}支部", Kind.BRANCH) for n in "一二")
    unit = structure.org("办公室", Kind.SECTION)
    actions.record_coverage(one, HOUSE, at=MONDAY, unit=unit, document="1号")
    for branch, match in ((one, "已经编入这个支部"), (two, "一支部")):
        nothing_written(
            Coverage,
            lambda b=branch: actions.record_coverage(b, HOUSE, at=MONDAY, unit=unit, document="1号"),
            match,
        )
    nothing_written(
        Coverage, lambda: actions.record_coverage(one, HOUSE, at=MONDAY, unit=two, document="1号"), "是党组织"
    )


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"counted_on": TODAY, "full": -1}, "负数"),
        ({"counted_on": TODAY, "full": 1, "probationary": -2}, "负数"),
        ({"counted_on": TODAY + DAY, "full": 1}, "不能晚于今天"),
        ({"counted_on": OPENED - DAY, "full": 1}, "设立日期"),
    ],
)
def test_a_count_that_cannot_be_leaves_nothing_behind(structure, given, match):
    nothing_written(Headcount, lambda: actions.count(structure.branch, HOUSE, at=MONDAY, **given), match)


def test_a_transfer_counts_both_sides_anew(structure):
    one, two = structure.org("甲科", Kind.SECTION), structure.org("乙科", Kind.SECTION)
    structure.count(one, 5, 2)
    actions.transfer(one, HOUSE, at=MONDAY, to=two, full=2, probationary=1)
    assert [(members_in(o, TODAY).full, members_in(o, TODAY).probationary) for o in (one, two)] == [(3, 1), (2, 1)]


def test_no_transfer_moves_more_than_are_there_or_into_nowhere(structure):
    one, two = structure.org("甲科", Kind.SECTION), structure.org("乙科", Kind.SECTION)
    structure.count(one, 2)
    for given, match in (
        ({"to": two, "full": 3}, "只有2人"),
        ({"to": two, "probationary": 1}, "只有0人"),
        ({"to": two, "full": -1}, "负数"),
        ({"to": two}, "人数"),
        ({"to": one, "full": 1}, "同一个单位"),
        ({"to": two, "full": 1, "moved_on": TODAY - DAY}, "又登记过"),
    ):
        nothing_written(Headcount, lambda g=given: actions.transfer(one, HOUSE, at=MONDAY, **g), match)


def test_members_of_a_covered_unit_move_between_units_not_branches(structure):
    branch, unit, other = (
        structure.org("支部", Kind.BRANCH),
        structure.org("甲科", Kind.SECTION),
        structure.org("乙科", Kind.SECTION),
    )
    structure.count(unit, 3)
    actions.record_coverage(branch, HOUSE, at=MONDAY, unit=unit, document="1号")
    with pytest.raises(Unfit, match="按所覆盖的单位"):
        actions.transfer(branch, HOUSE, at=MONDAY, to=other, full=1)


def test_a_transfer_needs_a_say_on_both_sides(structure):
    organiser = structure.people["street_organiser"]
    structure.count(structure.unit, 3)
    with pytest.raises(Refused):
        actions.transfer(structure.unit, organiser, at=MONDAY, to=structure.world.office, full=1)
    actions.transfer(structure.unit, organiser, at=MONDAY, to=structure.other_unit, full=1)
    assert members_in(structure.other_unit, TODAY).full == 1


def test_sections_are_characterised_for_the_planner_and_bodies_of_the_party_are_not(structure):
    section = structure.org("规划科", Kind.SECTION)
    given = {"portfolio": "分管规划的副局长", "nature": "业务", "site": "主楼"}
    actions.characterise(section, HOUSE, at=MONDAY, **given)
    actions.characterise(section, HOUSE, at=MONDAY, **given | {"site": "东院"})
    assert section.section.site == "东院"
    with pytest.raises(Unfit, match="都要填写"):
        actions.characterise(section, HOUSE, at=MONDAY, **given | {"nature": " "})
    with pytest.raises(Unfit, match="科室和单位"):
        actions.characterise(structure.branch, HOUSE, at=MONDAY, **given)


def test_nothing_is_done_to_an_organisation_that_has_ended(structure):
    gone = structure.org("旧支部", Kind.BRANCH)
    actions.close_down(gone, HOUSE, at=MONDAY, document="1号")
    with pytest.raises(NotNow, match="已经撤销"):
        actions.count(gone, HOUSE, at=MONDAY, counted_on=TODAY, full=1)
    with pytest.raises(Unfit, match="已经撤销"):
        structure.org("小组", Kind.PARTY_GROUP, gone)


def test_a_member_moves_to_another_organisation_and_never_by_his_own_hand(structure):
    world = structure.world
    member = world.people["handler"]
    actions.move_member(member, world.administrator, at=MONDAY, to=world.other_office, post="副科长")
    member.refresh_from_db()
    assert (member.org, member.post) == (world.other_office, "副科长")
    assert not member.trusts.filter(valid_to=None).exists(), "what was granted at the old desk ends there"
    with pytest.raises(Refused, match="自己"):
        actions.move_member(
            world.people["administrator"], world.administrator, at=MONDAY, to=world.other_office, post="局长"
        )
