"""A joint committee is built: posts and units are invited, units answer for themselves or on paper; its check is seen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.orgs.test_structure import SIGNED_IN, hidden, text
from yinuo.orgs.models import Organisation, Seat
from yinuo.orgs.words import Kind, SeatState


@pytest.fixture
def fresh(office, city) -> Organisation:
    """A second committee in the same street, without seats."""
    address = f"/desk/structure/{city.street.pk}/establish/"
    given = {"name": "新街道联合党工委", "kind": Kind.STREET_JOINT_COMMITTEE.value, "place": "419901901"}
    assert office.organiser.post(address, hidden(office.organiser, address) | given).status_code == 302
    return Organisation.objects.get(name="新街道联合党工委")


def invite(client, body, asked: str, **given):
    address = f"/desk/structure/{body.pk}/invite/?kind={asked}"
    return client.post(address, hidden(client, address) | given)


def test_seats_are_invited_by_lines_and_by_ticks_and_the_check_follows(office, city, fresh):
    posts = "\n".join(f"街道委员{number}" for number in range(1, 7))
    assert invite(office.organiser, fresh, "street_member", posts=posts).status_code == 302
    assert invite(office.organiser, fresh, "full_time_member", posts="专职工委委员").status_code == 302
    unit = city.units[10]
    assert invite(office.organiser, fresh, "unit_member", units=[unit.pk], post="党组织负责人").status_code == 302
    page = text(office.organiser.get(f"/desk/structure/{fresh.pk}/"))
    assert "街道党工委委员6名" in page, "seven are asked for"
    assert "1个单位已邀请、还没有确认，没有计入" in page
    assert fresh.seats.filter(state=SeatState.CONFIRMED).count() == 7
    assert fresh.seats.get(unit=unit).state == SeatState.INVITED


def test_a_unit_that_sits_elsewhere_is_not_offered_and_not_taken(office, city, fresh):
    seated = city.units[0]
    address = f"/desk/structure/{fresh.pk}/invite/?kind=unit_member"
    assert seated.name not in text(office.organiser.get(address))
    answer = invite(office.organiser, fresh, "unit_member", units=[seated.pk], post="党组织负责人")
    assert answer.status_code == 422
    assert not fresh.seats.exists()


def test_lines_that_do_not_fit_leave_no_seat_at_all(office, city, fresh):
    answer = invite(office.organiser, fresh, "street_member", posts="书记\n" + "长" * 61)
    assert answer.status_code == 422
    assert "太长了" in text(answer)
    answer = invite(
        office.organiser, fresh, "street_member", posts="书记\n副书记", term_from="2026-03-02", term_to="2025-01-01"
    )
    assert answer.status_code == 422
    assert "结束日期要晚于开始日期" in text(answer)
    assert not fresh.seats.exists()


def test_sending_the_form_twice_makes_the_seats_once(office, city, fresh):
    address = f"/desk/structure/{fresh.pk}/invite/?kind=street_member"
    given = hidden(office.organiser, address) | {"posts": "书记\n副书记"}
    for _time in range(2):
        assert office.organiser.post(address, given).status_code == 302
    assert fresh.seats.count() == 2


def test_the_unit_sees_the_invitation_on_its_desk_and_confirms_it(office, city):
    seat = city.invited
    desk = text(office.unit_handler.get("/desk/"))
    assert "待本单位确认的席位" in desk
    listed = text(office.unit_handler.get("/desk/seats/"))
    assert "示例街道联合党工委" in listed
    address = f"/desk/seats/{seat.pk}/confirm/"
    page = text(office.unit_handler.get(address))
    assert "书面回复" not in page, "the unit itself needs no paper"
    assert office.unit_handler.post(address, hidden(office.unit_handler, address)).status_code == 302
    seat.refresh_from_db()
    assert seat.state == SeatState.CONFIRMED
    assert "待本单位确认的席位" not in text(office.unit_handler.get("/desk/"))


def test_a_worker_records_the_reply_on_paper_and_not_without_it(office, city):
    seat, address = city.invited, f"/desk/seats/{city.invited.pk}/confirm/"
    given = hidden(office.organiser, address)
    answer = office.organiser.post(address, given)
    assert answer.status_code == 422
    assert office.organiser.post(address, given | {"reply": "示气函〔2026〕3号"}).status_code == 302
    seat.refresh_from_db()
    assert seat.confirmed_by == "示气函〔2026〕3号"
    assert "示气函〔2026〕3号" in text(office.organiser.get(f"/desk/structure/{city.committee.pk}/"))


def test_a_unit_may_decline_and_nobody_else_answers_for_it(office, city):
    address = f"/desk/seats/{city.invited.pk}/decline/"
    assert office.handler.get(address).status_code == 404
    assert office.other_handler.get(address).status_code == 404
    given = hidden(office.unit_handler, address) | {"note": "人手不够"}
    assert office.unit_handler.post(address, given).status_code == 302
    page = text(office.organiser.get(f"/desk/structure/{city.committee.pk}/"))
    assert "单位未同意" in page


def test_what_is_no_longer_possible_is_told_with_409(office, city):
    seat = city.committee.seats.filter(state=SeatState.SEATED).first()
    assert office.organiser.get(f"/desk/seats/{seat.pk}/confirm/").status_code == 409
    assert office.organiser.get(f"/desk/seats/{city.invited.pk}/seat/").status_code == 409


def test_a_seat_of_a_branch_has_its_source_and_its_term(office, city):
    branch = city.branches[5]
    given = {
        "kind": "deputy_secretary",
        "post": "副科长",
        "source": "backbone",
        "term_from": "2026-03-02",
        "term_to": "2029-03-01",
    }
    assert invite(office.organiser, branch, "secretary", **given).status_code == 302
    seat = branch.seats.get(kind="deputy_secretary")
    assert (seat.source, seat.post) == ("backbone", "副科长")
    assert "党员业务骨干" in text(office.organiser.get(f"/desk/structure/{branch.pk}/?part=seats"))


def test_a_term_is_prolonged_only_with_a_document(office, city):
    seat = city.committee.seats.filter(state=SeatState.SEATED).first()
    address = f"/desk/seats/{seat.pk}/prolong/"
    given = hidden(office.organiser, address) | {"term_to": "2030-01-01"}
    assert office.organiser.post(address, given).status_code == 422
    assert office.organiser.post(address, given | {"document": "示组〔2026〕5号"}).status_code == 302


def test_the_page_of_a_committee_costs_the_same_with_two_seats_and_with_twenty(office, city, fresh):
    def queries(body) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.organiser.get(f"/desk/structure/{body.pk}/").status_code == 200
        return len(captured)

    invite(office.organiser, fresh, "street_member", posts="书记\n副书记")
    assert queries(fresh) == queries(city.committee) <= SIGNED_IN + 10


def test_the_list_of_my_units_seats_costs_the_same_for_one_and_for_ten(office, city):
    def queries(client) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/desk/seats/").status_code == 200
        return len(captured)

    assert Seat.objects.filter(unit__isnull=False).count() == 10
    assert queries(office.unit_handler) == queries(office.organiser) <= SIGNED_IN + 8


def test_a_group_serves_a_grid_and_tells_what_it_did(office, city):
    address = f"/desk/structure/{city.group.pk}/gather/"
    given = hidden(office.organiser, address) | {"held_on": "2026-03-01", "topic": "商量加装电梯的意见"}
    assert office.organiser.post(address, given).status_code == 302
    page = text(office.organiser.get(f"/desk/structure/{city.group.pk}/?part=areas"))
    assert "商量加装电梯的意见" in page
    area = city.group.areas.get()
    address = f"/desk/structure/{city.group.pk}/unserve/?area={area.pk}"
    given = hidden(office.organiser, address) | {"area": area.pk}
    assert office.organiser.post(address, given).status_code == 302
    assert "还没有登记服务哪个网格" in text(office.organiser.get(f"/desk/structure/{city.group.pk}/?part=areas"))


def test_members_are_counted_and_transferred_as_numbers(office, city):
    first, second = city.branches[1], city.branches[2]
    address = f"/desk/structure/{first.pk}/transfer/"
    given = hidden(office.organiser, address) | {"to": second.pk, "full": 2}
    assert office.organiser.post(address, given).status_code == 302
    assert first.headcounts.order_by("pk").last().full == 10
    assert second.headcounts.order_by("pk").last().full == 11
