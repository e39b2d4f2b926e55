"""Seats: a unit sits only with its own word, in one joint committee; 7+1+X is a warning with its vacancies, never a block."""

from collections import Counter
from datetime import date

import pytest

from tests.orgs.conftest import DAY, TERM, TODAY
from tests.orgs.test_structure import nothing_written
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs import actions
from yinuo.orgs.models import Kind, Seat
from yinuo.orgs.queries import actor_for, committee_check, composition_by_source, seats_in, seats_of
from yinuo.orgs.words import SeatKind, SeatState, Source


def invited(structure, unit=None, body=None, **given) -> Seat:
    return actions.invite(
        body or structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="党委书记",
        unit=unit or structure.unit, **given,
    )  # fmt: skip


def filled(structure, street: int = 7, full_time: int = 1) -> None:
    for kind, number in ((SeatKind.STREET_MEMBER, street), (SeatKind.FULL_TIME_MEMBER, full_time)):
        for place in range(number):
            seat = actions.invite(structure.committee, HOUSE, at=MONDAY, kind=kind, post=f"委员岗{place}")
            actions.seat(seat, HOUSE, at=MONDAY, **TERM)


def test_a_unit_is_asked_first_and_counts_only_when_its_own_people_agree(structure):
    seat = invited(structure)
    assert seat.state == SeatState.INVITED
    assert committee_check(structure.committee, TODAY).held.get(SeatKind.UNIT_MEMBER, 0) == 0
    actions.confirm(seat, structure.people["unit_handler"], at=MONDAY)
    assert committee_check(structure.committee, TODAY).held[SeatKind.UNIT_MEMBER] == 1
    actions.seat(seat, structure.world.organiser, at=MONDAY, **TERM)
    assert seat.state == SeatState.SEATED


def test_who_invited_never_agrees_for_the_unit_without_its_reply_on_paper(structure):
    seat = invited(structure)
    organiser = structure.people["street_organiser"]
    for answer in (actions.confirm, actions.decline):
        nothing_written(Seat, lambda a=answer: a(seat, organiser, at=MONDAY), "书面回复的文号")
        nothing_written(Seat, lambda a=answer: a(seat, HOUSE, at=MONDAY, reply=" "), "书面回复的文号")
    actions.confirm(seat, organiser, at=MONDAY, reply="院党函〔2026〕5号")
    assert seat.confirmed_by == "院党函〔2026〕5号"


def test_somebody_who_is_both_sides_needs_the_paper_too(structure):
    member = structure.world.people["street_organiser"]
    actions.entrust(member, HOUSE, at=MONDAY, role=Role.HANDLER, org=structure.unit)
    both = actor_for(member, channel="desk", day=TODAY)
    with pytest.raises(Unfit, match="文号"):
        actions.confirm(invited(structure), both, at=MONDAY)


def test_strangers_answer_for_nobody_and_fill_nothing(structure):
    seat = invited(structure)
    for run in (actions.confirm, actions.decline, actions.vacate):
        with pytest.raises(Refused):
            run(seat, structure.world.other_handler, at=MONDAY)
    actions.confirm(seat, HOUSE, at=MONDAY, reply="1号")
    with pytest.raises(Refused):
        actions.seat(seat, structure.people["unit_handler"], at=MONDAY, **TERM)


def test_a_unit_may_decline_and_may_take_its_word_back(structure):
    handler = structure.people["unit_handler"]
    declined = invited(structure)
    actions.decline(declined, handler, at=MONDAY, note="今年人手不足")
    assert declined.state == SeatState.DECLINED
    again = invited(structure)
    actions.confirm(again, handler, at=MONDAY)
    actions.vacate(again, handler, at=MONDAY, note="单位撤回")
    assert seats_of(structure.committee, TODAY) == []
    with pytest.raises(NotNow):
        actions.confirm(again, handler, at=MONDAY)


def test_a_unit_sits_in_one_joint_committee_only(structure):
    seat = invited(structure)
    nothing_written(Seat, lambda: invited(structure, body=structure.other_committee), "示例街道联合党工委")
    nothing_written(Seat, lambda: invited(structure), "已经有席位")
    actions.decline(seat, structure.people["unit_handler"], at=MONDAY)
    assert invited(structure, body=structure.other_committee).state == SeatState.INVITED


def test_a_community_committee_may_bring_in_a_unit_of_a_joint_committee(structure):
    community = structure.org("幸福社区大党委", Kind.COMMUNITY_GRAND_COMMITTEE, structure.world.community_office)
    invited(structure)
    assert invited(structure, body=community).state == SeatState.INVITED


@pytest.mark.parametrize(
    ("given", "match", "field"),
    [
        ({"kind": SeatKind.UNIT_MEMBER, "post": "书记"}, "驻区单位", "unit"),
        ({"kind": SeatKind.STREET_MEMBER, "post": " "}, "不写姓名", "post"),
        ({"kind": SeatKind.SECRETARY, "post": "书记"}, "没有“书记”", "kind"),
        ({"kind": SeatKind.GROUP_LEADER, "post": "组长"}, "没有“党小组组长”", "kind"),
        ({"kind": SeatKind.STREET_MEMBER, "post": "委员", "source": "cousin"}, "四类", "source"),
        ({"kind": SeatKind.STREET_MEMBER, "post": "委员", "is_business_head": True}, "一肩挑", "is_business_head"),
        ({"kind": SeatKind.STREET_MEMBER, "post": "委员", "term_from": date(2026, 1, 1)}, "都填", "term_to"),
        (
            {"kind": SeatKind.STREET_MEMBER, "post": "委员", "term_from": date(2026, 1, 2), "term_to": date(2026, 1, 1)},
            "晚于开始日期",
            "term_to",
        ),
    ],
)  # fmt: skip
def test_a_seat_that_cannot_be_is_a_sentence_at_its_field(structure, given, match, field):
    nothing_written(Seat, lambda: actions.invite(structure.committee, HOUSE, at=MONDAY, **given), match)
    with pytest.raises(Unfit) as problem:
        actions.invite(structure.committee, HOUSE, at=MONDAY, **given)
    assert problem.value.field == field


def test_a_seat_of_a_branch_needs_nobodys_word_and_says_where_it_comes_from(structure):
    branch = structure.branch
    seat = actions.invite(
        branch,
        HOUSE,
        at=MONDAY,
        kind=SeatKind.SECRETARY,
        post="居委会主任",
        source=Source.BACKBONE,
        is_business_head=True,
    )
    actions.invite(branch, HOUSE, at=MONDAY, kind=SeatKind.MEMBER, post="科长", source=Source.SECTION_HEAD)
    actions.invite(branch, HOUSE, at=MONDAY, kind=SeatKind.MEMBER, post="工会主席")
    assert seat.state == SeatState.CONFIRMED
    told = {row.source: row.seats for row in composition_by_source([branch], TODAY)}
    assert told == Counter(
        {Source.BACKBONE: 1, Source.SECTION_HEAD: 1, Source.PARTY_GROUP_MEMBER: 0, Source.MASS_LEADER: 0, "": 1}
    )


def test_terms_are_prolonged_only_forward_and_by_a_document(structure):
    filled(structure, street=1, full_time=0)
    seat = seats_of(structure.committee, TODAY)[0]
    for given, match in (
        ({"term_to": TERM["term_to"], "document": "1号"}, "晚于现在"),
        ({"term_to": TERM["term_to"] + DAY, "document": ""}, "文号"),
    ):
        nothing_written(Seat, lambda g=given: actions.prolong(seat, HOUSE, at=MONDAY, **g), match)
    actions.prolong(seat, HOUSE, at=MONDAY, term_to=TERM["term_to"] + DAY, document="1号")
    assert seat.term_to == TERM["term_to"] + DAY


def test_seven_one_and_x_are_warnings_with_vacancies_and_what_is_unanswered(structure):
    filled(structure, street=5, full_time=0)
    invited(structure)
    check = committee_check(structure.committee, TODAY)
    assert check.vacant == {SeatKind.STREET_MEMBER: 2, SeatKind.FULL_TIME_MEMBER: 1, SeatKind.UNIT_MEMBER: 1}
    assert [seat.unit for seat in check.unconfirmed] == [structure.unit]
    assert {finding.rule for finding in check.findings} == {
        "joint_committee.street_members", "joint_committee.full_time", "joint_committee.units_min",
        "joint_committee.unconfirmed",
    }  # fmt: skip
    assert all(finding.level != "breach" for finding in check.findings)
    assert check.formula == "5+0+0"


def test_a_whole_committee_has_nothing_to_tell(structure):
    filled(structure)
    actions.confirm(invited(structure), structure.people["unit_handler"], at=MONDAY)
    check = committee_check(structure.committee, TODAY)
    assert (list(check.findings), check.vacant, check.formula) == ([], {}, "7+1+1")
    later = committee_check(structure.committee, TERM["term_to"] + DAY)
    assert len(later.overdue) == 8
    assert [finding.rule for finding in later.findings] == ["seats.term_over"]


def test_an_eighth_street_member_is_told_too(structure):
    filled(structure, street=8)
    rules = {finding.rule for finding in committee_check(structure.committee, TODAY).findings}
    assert "joint_committee.street_members" in rules


def test_the_check_and_the_lists_cost_the_same_however_many_seats(structure, django_assert_num_queries):
    filled(structure, street=1)
    for _more in range(2):
        with django_assert_num_queries(2):
            check = committee_check(structure.committee, TODAY)
            [str(seat.unit) for seat in check.seats]
        with django_assert_num_queries(1):
            seats_in([structure.committee, structure.other_committee], TODAY)
        with django_assert_num_queries(1):
            composition_by_source([structure.branch, structure.committee], TODAY)
        filled(structure, street=6, full_time=0)
