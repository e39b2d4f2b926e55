"""The health of a county's structure: what breaks a rule, what ends soon, who decides; a reason never hides anything."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.orgs.department import TODAY
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow
from yinuo.orgs import actions
from yinuo.orgs.models import Kind, Organisation
from yinuo.orgs.queries import health
from yinuo.orgs.rules import Level
from yinuo.orgs.words import SeatKind, Source

DAY = timedelta(days=1)
COMMITTEE = (SeatKind.ORGANISATION_MEMBER, SeatKind.PUBLICITY_MEMBER, SeatKind.DISCIPLINE_MEMBER)


def rows(department, day=TODAY, **given):
    return {row.org.name: row for row in health(department.world.county.code, day, path=department.unit.path, **given)}


def rules(department, name: str, day=TODAY) -> dict[str, str]:
    return {one.rule: one.level.value for one in rows(department, day)[name].findings}


@pytest.fixture
def sound(department):
    """One branch that keeps to every rule: seven full members, a committee, a running term."""
    department.section("办公室", 7)
    made = department.branch("第一支部", "办公室")
    department.staff(made, *COMMITTEE)
    return department


def test_a_branch_that_keeps_to_every_rule_says_nothing(sound):
    row = rows(sound)["第一支部"]
    assert (row.findings, row.level, row.ending, row.told) == ((), None, None, [])
    assert (row.members.full, row.decider) == (7, sound.superior)


def test_what_breaks_a_rule_is_told_with_article_decider_and_numbers(department):
    department.section("办公室", 2)
    department.branch("第一支部", "办公室")
    (told,) = rows(department)["第一支部"].told
    assert told.finding.level is Level.BREACH
    assert told.sentence.startswith("正式党员2名；")
    assert "第四条" in told.sentence
    assert "由县直机关工委决定" in told.sentence
    assert told.explanation is None


def test_a_reason_stands_beside_the_warning_and_never_hides_it(department):
    department.section("办公室", 2)
    branch = department.branch("第一支部", "办公室")
    until = TODAY + 30 * DAY
    actions.explain(
        branch, department.world.handler, at=MONDAY + DAY, rule="branch.full_min", text="借调。", valid_to=until
    )
    for day, reason in ((TODAY, None), (TODAY + DAY, "借调。"), (until, "借调。"), (until + DAY, None)):
        (told,) = [one for one in rows(department, day)["第一支部"].told if one.finding.rule == "branch.full_min"]
        assert (told.explanation and told.explanation.text) == reason


def test_a_reason_for_one_rule_is_none_for_another(department):
    department.section("办公室", 2)
    branch = department.branch("第一支部", "办公室")
    given = {"text": "借调。", "valid_to": TODAY + DAY}
    actions.explain(branch, department.world.handler, at=MONDAY, rule="seats.secretary", **given)
    (told,) = rows(department)["第一支部"].told
    assert told.explanation is None


@pytest.mark.parametrize(("left", "found"), [(-1, "term.over"), (0, "term.ending"), (90, "term.ending"), (91, None)])
def test_a_term_that_ends_within_ninety_days_is_told_in_time(sound, left, found):
    day = date(2028, 12, 31) - left * DAY
    ending = rows(sound, day)["第一支部"].ending
    assert (ending and ending.rule) == found


def test_vacant_seats_are_told_by_their_names(department):
    department.section("办公室", 9)
    branch = department.branch("第一支部", "办公室")
    assert rules(department, "第一支部") == {"branch.committee_from": "breach"}
    department.staff(branch, *COMMITTEE[:2])
    assert rules(department, "第一支部") == {"seats.vacant": "warning"}
    secretary = branch.seats.get(kind=SeatKind.SECRETARY)
    actions.vacate(secretary, HOUSE, at=MONDAY)
    assert rules(department, "第一支部") == {
        "seats.secretary": "breach", "branch.committee_min": "breach", "seats.vacant": "warning"
    }  # fmt: skip


def test_a_seat_that_was_not_confirmed_is_not_held(department):
    department.section("办公室", 3)
    branch = department.branch("第一支部", "办公室")
    actions.vacate(branch.seats.get(), HOUSE, at=MONDAY)
    actions.invite(branch, HOUSE, at=MONDAY, kind=SeatKind.SECRETARY, post="书记", unit=department.world.other_office)
    assert rules(department, "第一支部") == {"seats.secretary": "breach"}


def test_where_a_committee_comes_from_is_information(sound):
    branch = Organisation.objects.get(name="第一支部")
    for source in (Source.BACKBONE, Source.BACKBONE):
        seat = actions.invite(branch, HOUSE, at=MONDAY, kind=SeatKind.MEMBER, post="委员", source=source)
        actions.seat(seat, HOUSE, at=MONDAY, term_from=date(2026, 1, 1), term_to=date(2028, 12, 31))
    row = rows(sound)["第一支部"]
    told = {one.finding.rule: one.sentence for one in row.told}
    assert told["composition.source"] == "班子来源：党员业务骨干2。"
    assert row.level is Level.NOTICE


def test_a_joint_branch_over_five_units_and_a_branch_over_twenty_members_are_asked(department):
    for number in range(6):
        department.section(f"{number}科", 4)
    department.branch("联合支部", *department.sections, kind=Kind.JOINT_BRANCH)
    found = rules(department, "联合支部")
    assert found["joint.units_max"] == found["branch.groups"] == "warning"
    branch = Organisation.objects.get(name="联合支部")
    group = department.org("第一党小组", Kind.PARTY_GROUP, branch)
    assert "branch.groups" not in rules(department, "联合支部")
    department.count(group, 2)
    assert rules(department, "第一党小组") == {"group.members_min": "warning", "group.leader": "notice"}
    assert rows(department)["第一党小组"].decider == branch


def test_members_no_branch_covers_are_told_at_their_section_or_together_above_it(department):
    department.section("办公室", 3)
    assert rules(department, "办公室") == {"unit.uncovered": "breach"}
    assert department.unit.name not in rows(department), "its part was counted, so that is told"
    department.section("财务科", 2)
    assert rules(department, department.unit.name) == {"unit.sections": "breach"}
    assert not {"办公室", "财务科"} & set(rows(department)), "several sections are told once"
    told = rows(department)[department.unit.name].told[0].sentence
    assert "2个科室、正式党员5名，还没有编入党支部" in told
    department.branch("联合支部", "办公室", "财务科", kind=Kind.JOINT_BRANCH)
    assert set(rows(department)) == {"联合支部"}


def test_sections_of_a_covered_department_are_covered(department):
    department.section("办公室", 3)
    department.count(department.unit, 8)
    branch = department.org("机关支部", Kind.BRANCH, superior=department.superior)
    actions.record_coverage(branch, HOUSE, at=MONDAY, unit=department.unit)
    assert "办公室" not in rows(department)


def test_a_department_over_fifty_needs_a_general_branch_and_from_a_hundred_a_committee(department):
    for name, full in (("一科", 26), ("二科", 25)):
        department.section(name, full)
        department.branch(f"{name}支部", name)
    assert rules(department, department.unit.name) == {"general.members_over": "warning"}
    general = department.org("机关党总支", Kind.GENERAL_BRANCH)
    assert department.unit.name not in rows(department)
    department.count(department.sections["一科"], 75)
    assert rules(department, department.unit.name) == {"committee.members_from": "warning"}
    department.org("机关党委", Kind.COMMITTEE_ORG)
    assert department.unit.name not in rows(department)
    assert rules(department, general.name) == {"seats.secretary": "breach", "term.unknown": "notice"}


def test_a_community_branch_serves_five_years(department):
    world = department.world
    branch = actions.establish(
        world.community_office, HOUSE, at=MONDAY, name="幸福社区支部", kind=Kind.BRANCH, place=world.community,
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    department.count(branch, 5)
    department.staff(branch, SeatKind.SECRETARY)
    actions.begin_term(branch, HOUSE, at=MONDAY, starts_on=date(2029, 1, 1), ends_on=date(2033, 12, 31))
    found = {row.org.name: row for row in health(world.county.code, date(2030, 1, 1))}
    assert "term.long" not in {one.rule for one in found["幸福社区支部"].findings}
    assert "term.short" not in {one.rule for one in found["幸福社区支部"].findings}
    assert "term.short" in {one.rule for row in health(world.county.code, TODAY) for one in row.findings}


def test_a_joint_committee_is_checked_and_what_is_missing_only_warns(structure):
    county = structure.world.county.code
    (row,) = [one for one in health(county, TODAY) if one.org == structure.committee]
    assert {one.rule for one in row.findings} == {
        "joint_committee.street_members", "joint_committee.full_time", "joint_committee.units_min"
    }  # fmt: skip
    assert row.level is Level.WARNING
    actions.invite(
        structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="党委书记", unit=structure.unit
    )
    (row,) = [one for one in health(county, TODAY) if one.org == structure.committee]
    assert "joint_committee.unconfirmed" in {one.rule for one in row.findings}
    assert "joint_committee.units_min" in {one.rule for one in row.findings}, "an invited unit does not count"


def test_the_gravest_comes_first_and_filters_keep_what_was_asked(department):
    department.section("办公室", 7)
    department.section("财务科", 2)
    department.staff(department.branch("甲支部", "办公室"), *COMMITTEE)
    department.branch("乙支部", "财务科")
    assert list(rows(department)) == ["乙支部", "甲支部"]
    assert list(rows(department, level=Level.BREACH)) == ["乙支部"]
    assert list(rows(department, rule="branch.full_min")) == ["乙支部"]
    assert list(rows(department, kind=Kind.PARTY_GROUP)) == []
    assert set(rows(department, kind=Kind.BRANCH)) == {"甲支部", "乙支部"}


def test_ended_branches_and_other_counties_are_left_out(sound):
    assert not health("419902", TODAY)
    branch = Organisation.objects.get(name="第一支部")
    actions.transfer(sound.sections["办公室"], HOUSE, at=MONDAY, to=sound.world.other_office, full=7)
    actions.close_down(branch, HOUSE, at=MONDAY, document="1号")
    assert "第一支部" not in rows(sound)
    assert "第一支部" in rows(sound, TODAY - DAY)


def test_without_a_rulebook_nothing_is_judged(world):
    actions.establish(world.office, HOUSE, at=MONDAY, name="支部", kind=Kind.BRANCH, place=world.county)
    with pytest.raises(NotNow, match="装入规则"):
        health(world.county.code, TODAY)


def queries_of(department) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        found = health(department.world.county.code, TODAY)
        assert [one.told for one in found]
    return len(seen)


def test_fifty_branches_cost_as_many_queries_as_five(department):
    for number in range(5):
        department.section(f"{number}科", 3)
        department.branch(f"第{number}支部", f"{number}科")
    few = queries_of(department)
    for number in range(5, 50):
        department.section(f"{number}科", 2)
        branch = department.branch(f"第{number}支部", f"{number}科")
        department.org(f"第{number}小组", Kind.PARTY_GROUP, branch)
    assert queries_of(department) == few <= 10
