"""The rules of structure as tables of cases, with the values on both sides of every border (REFERENCE §4.1)."""

import string
from collections import Counter
from datetime import date, timedelta

import pytest

from yinuo.kernel.errors import NotNow
from yinuo.orgs.rulebooks import read
from yinuo.orgs.rules import (
    SENTENCES,
    BranchFacts,
    CommitteeFacts,
    Finding,
    GroupFacts,
    Level,
    TeamFacts,
    TermFacts,
    Threshold,
    Thresholds,
    UnitFacts,
    check_branch,
    check_committee,
    check_general,
    check_group,
    check_seats,
    check_source,
    check_team,
    check_term,
    check_uncovered,
    sentence,
    worst,
)
from yinuo.orgs.words import Kind, SeatKind, Source

RULES = Thresholds({row.key: Threshold(row.value, row.article) for row in read().thresholds})
TODAY = date(2026, 3, 2)
S = SeatKind


def said(findings) -> dict[str, str]:
    """Rule → level."""
    return {one.rule: one.level.value for one in findings}


@pytest.mark.parametrize(
    ("full", "probationary", "found"),
    [
        (0, 0, {"branch.full_min": "breach"}),
        (2, 0, {"branch.full_min": "breach"}),
        (2, 9, {"branch.full_min": "breach"}),
        (3, 0, {}),
        (20, 0, {}),
        (20, 1, {"branch.groups": "warning"}),
        (21, 0, {"branch.groups": "warning"}),
        (50, 0, {"branch.groups": "warning"}),
        (50, 1, {"branch.members_max": "warning", "branch.groups": "warning"}),
        (51, 0, {"branch.members_max": "warning", "branch.groups": "warning"}),
    ],
)
def test_a_branch_has_three_full_members_and_at_most_fifty_and_divides_above_twenty(full, probationary, found):
    assert said(check_branch(BranchFacts(full=full, probationary=probationary), RULES)) == found


def test_a_branch_divided_into_groups_is_not_asked_again():
    assert not check_branch(BranchFacts(full=30, groups=2), RULES)


def test_a_branch_nobody_counted_is_only_asked_to_count():
    assert said(check_branch(BranchFacts(full=None), RULES)) == {"branch.uncounted": "notice"}


def test_a_branch_that_is_partly_counted_is_not_called_too_small():
    facts = BranchFacts(kind=Kind.JOINT_BRANCH, full=2, units=3, uncounted=1)
    assert said(check_branch(facts, RULES)) == {"branch.partly_counted": "notice"}


@pytest.mark.parametrize(
    ("kind", "units", "found"),
    [
        (Kind.JOINT_BRANCH, 1, {"joint.units_min": "notice"}),
        (Kind.JOINT_BRANCH, 2, {}),
        (Kind.JOINT_BRANCH, 5, {}),
        (Kind.JOINT_BRANCH, 6, {"joint.units_max": "warning"}),
        (Kind.BRANCH, 6, {}),
        (Kind.BRANCH, 1, {}),
    ],
)
def test_a_joint_branch_normally_covers_five_units_at_most(kind, units, found):
    assert said(check_branch(BranchFacts(kind=kind, full=5, units=units), RULES)) == found


def team(full, *kinds, **given):
    return said(check_team(TeamFacts(full, Counter(kinds), **given), RULES))


WHOLE = (S.SECRETARY, S.ORGANISATION_MEMBER, S.PUBLICITY_MEMBER, S.DISCIPLINE_MEMBER)


@pytest.mark.parametrize(
    ("full", "seats", "found"),
    [
        (6, (S.SECRETARY,), {}),
        (6, (S.SECRETARY, S.DEPUTY_SECRETARY), {}),
        (6, (), {"seats.secretary": "breach"}),
        (6, WHOLE, {"branch.committee_needless": "warning"}),
        (7, (S.SECRETARY,), {"branch.committee_from": "breach"}),
        (7, (S.SECRETARY, S.DEPUTY_SECRETARY), {"branch.committee_from": "breach"}),
        (7, WHOLE[:2], {"branch.committee_min": "breach", "seats.vacant": "warning"}),
        (7, WHOLE[:3], {"seats.vacant": "warning"}),
        (7, WHOLE, {}),
        (7, (*WHOLE, S.DEPUTY_SECRETARY), {}),
        (7, (*WHOLE, S.DEPUTY_SECRETARY, S.MEMBER), {"branch.committee_max": "notice"}),
        (7, (*WHOLE, S.DEPUTY_SECRETARY, S.MEMBER, S.MEMBER), {"branch.committee_max": "notice"}),
        (7, (*WHOLE, S.DEPUTY_SECRETARY, S.MEMBER, S.MEMBER, S.MEMBER), {"branch.committee_limit": "warning"}),
        (7, WHOLE[1:], {"seats.secretary": "breach"}),
        (7, (*WHOLE, S.SECRETARY), {"seats.two_secretaries": "warning"}),
        (7, (*WHOLE[:3], S.DEPUTY_SECRETARY, S.DEPUTY_SECRETARY), {"seats.deputy": "warning", "seats.vacant": "warning"}),
        (None, (S.SECRETARY,), {}),
    ],
)  # fmt: skip
def test_from_seven_full_members_on_a_branch_has_a_committee_of_three_to_five(full, seats, found):
    assert team(full, *seats) == found


def test_a_vacant_seat_is_named():
    (found,) = [one for one in check_team(TeamFacts(9, Counter(WHOLE[:3])), RULES) if one.rule == "seats.vacant"]
    assert "空缺：纪检委员" in sentence(found)


def test_a_seat_whose_term_is_over_is_told():
    assert team(6, S.SECRETARY, overdue=1) == {"seats.term_over": "warning"}


def term(starts_on: date, ends_on: date, is_community=False):
    return said(check_term(TermFacts(starts_on, ends_on), RULES, TODAY, is_community=is_community))


@pytest.mark.parametrize(
    ("left", "found"),
    [
        (-1, {"term.over": "breach"}),
        (0, {"term.ending": "warning"}),
        (90, {"term.ending": "warning"}),
        (91, {}),
    ],
)
def test_a_term_is_warned_of_for_ninety_days_and_is_over_the_day_after(left, found):
    facts = TermFacts(TODAY - timedelta(days=1000), TODAY + timedelta(days=left))
    assert said(check_term(facts, RULES, TODAY)) == found


@pytest.mark.parametrize(
    ("is_community", "ends_on", "found"),
    [
        (False, date(2028, 12, 31), {}),
        (False, date(2029, 1, 1), {}),
        (False, date(2030, 12, 31), {"term.long": "warning"}),
        (False, date(2027, 12, 31), {"term.short": "notice"}),
        (True, date(2030, 12, 31), {}),
        (True, date(2028, 12, 31), {"term.short": "notice"}),
        (True, date(2031, 12, 31), {"term.long": "warning"}),
        (None, date(2040, 1, 1), {}),
    ],
)
def test_five_years_in_villages_and_communities_and_three_elsewhere(is_community, ends_on, found):
    assert term(date(2026, 1, 1), ends_on, is_community) == found


def test_a_body_without_a_term_is_asked_for_one():
    assert said(check_term(None, RULES, TODAY, is_community=False)) == {"term.unknown": "notice"}


@pytest.mark.parametrize(
    ("members", "general", "committee", "found"),
    [
        (50, False, False, {}),
        (51, False, False, {"general.members_over": "warning"}),
        (51, True, False, {}),
        (51, False, True, {}),
        (99, False, False, {"general.members_over": "warning"}),
        (100, False, False, {"committee.members_from": "warning"}),
        (100, True, False, {"committee.members_from": "warning"}),
        (100, True, True, {}),
    ],
)
def test_over_fifty_members_a_general_branch_and_from_a_hundred_a_committee(members, general, committee, found):
    assert said(check_general(UnitFacts(members, general, committee), RULES)) == found


@pytest.mark.parametrize(
    ("full", "probationary", "found"),
    [
        (3, 0, {}),
        (1, 2, {}),
        (2, 0, {"group.members_min": "warning"}),
        (0, 3, {"group.full_min": "warning"}),
        (0, 0, {"group.members_min": "warning", "group.full_min": "warning"}),
        (20, 0, {}),
        (20, 1, {"group.divide_over": "warning"}),
        (None, 0, {"branch.uncounted": "notice"}),
    ],
)
def test_a_group_has_three_members_one_of_them_full_and_twenty_at_most(full, probationary, found):
    assert said(check_group(GroupFacts(full, probationary), RULES)) == found


def test_a_group_without_a_leader_is_told():
    assert said(check_group(GroupFacts(5, leaders=0), RULES)) == {"group.leader": "notice"}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (CommitteeFacts(7, 1, 1), {}),
        (CommitteeFacts(7, 1, 9), {}),
        (CommitteeFacts(6, 1, 1), {"joint_committee.street_members": "warning"}),
        (CommitteeFacts(8, 1, 1), {"joint_committee.street_members": "warning"}),
        (CommitteeFacts(7, 0, 1), {"joint_committee.full_time": "warning"}),
        (CommitteeFacts(7, 2, 1), {"joint_committee.full_time": "warning"}),
        (CommitteeFacts(7, 1, 0), {"joint_committee.units_min": "warning"}),
        (
            CommitteeFacts(7, 1, 0, unconfirmed=3, overdue=1),
            {
                "joint_committee.units_min": "warning",
                "joint_committee.unconfirmed": "notice",
                "seats.term_over": "warning",
            },
        ),
    ],
)
def test_a_joint_committee_is_seven_and_one_and_at_least_one_unit_and_nothing_of_it_blocks(facts, found):
    assert said(check_committee(facts, RULES)) == found


def test_a_full_committee_of_units_says_nothing():
    assert not check_seats(0, 0)


@pytest.mark.parametrize(
    ("full", "probationary", "found"),
    [(3, 0, {"unit.uncovered": "breach"}), (2, 1, {"unit.unattached": "warning"}), (0, 0, {})],
)
def test_members_that_no_branch_covers_are_told(full, probationary, found):
    assert said(check_uncovered(full, probationary, RULES)) == found


def test_where_a_committee_comes_from_is_told_and_not_valued():
    found = check_source({Source.BACKBONE: 2, Source.SECTION_HEAD: 1})
    assert (found.level, sentence(found)) == (Level.NOTICE, "班子来源：科室负责人1、党员业务骨干2。")
    assert check_source({}) is None


def test_a_sentence_says_what_is_what_the_rule_says_with_its_article_and_who_decides():
    (found,) = check_branch(BranchFacts(full=2), RULES)
    told = sentence(found, "县直机关工委")
    assert told.startswith(
        "正式党员2名；有正式党员3名以上的才单独成立党支部，不足3名的应当成立联合党支部（《中国共产党支部工作条例（试行）》第四条"
    )
    assert "由县直机关工委决定" in told
    assert "上级党组织" in sentence(found), "where the superior is not known"


def test_a_term_that_is_over_says_since_when():
    (found,) = check_term(TermFacts(date(2023, 1, 1), date(2025, 12, 31)), RULES, TODAY)
    assert "任期已于2025-12-31届满，超过61天" in sentence(found)


def test_a_finding_comes_back_from_its_record():
    (found,) = check_branch(BranchFacts(full=2), RULES)
    assert Finding.of(found.record) == found


def test_the_worst_level_is_the_gravest():
    levels = [Finding("term.unknown", Level.NOTICE), Finding("seats.secretary", Level.BREACH)]
    assert worst(levels) is Level.BREACH
    assert worst(levels[:1]) is Level.NOTICE
    assert worst([]) is None


@pytest.mark.parametrize("rule", sorted(SENTENCES))
def test_every_sentence_is_whole_whatever_the_decider(rule):
    fields = {name for part in SENTENCES[rule] for _text, name, *_rest in string.Formatter().parse(part) if name}
    told = sentence(Finding(rule, Level.NOTICE, "依据", {name: "甲" for name in fields - {"decider"}}), "乙委")
    assert told.endswith("。")
    assert "{" not in told


def test_a_number_nobody_loaded_is_an_error_and_never_a_guess():
    with pytest.raises(NotNow, match=r"没有“branch\.full_min”这一项"):
        check_branch(BranchFacts(full=2), Thresholds({}))
