"""Administrators staff offices and entrust people; auditors read the ledger; nobody else enters."""

import pytest

from yinuo.acts.models import Entry
from yinuo.orgs.models import Member, Trust
from yinuo.places.models import CalendarYear

PAGES = [
    "people/", "people/appoint/", "calendar/", "calendar/load/", "calendar/confirm/",
    "calendar/day/", "ledger/",
]  # fmt: skip


@pytest.fixture
def signed_in(client, world):
    def enter(name):
        client.force_login(world.people[name].user)
        return client

    return enter


@pytest.mark.parametrize("page", PAGES)
def test_only_administrators_enter_and_auditors_the_ledger(signed_in, page):
    expected = {"administrator": 200, "auditor": 200 if page == "ledger/" else 403, "handler": 403, "coordinator": 403}
    for name, status in expected.items():
        assert signed_in(name).get(f"/desk/{page}").status_code == status, (name, page)


def test_an_administrator_appoints_entrusts_relieves_and_dismisses(signed_in, world):
    admin = signed_in("administrator")
    given = {"org": world.office.pk, "post": "新经办人", "username": "new.handler", "password": "lampen-und-gruben-9"}
    assert admin.post("/desk/people/appoint/", given).status_code == 302
    member = Member.objects.get(user__username="new.handler")
    assert "new.handler" not in str(Entry.objects.filter(act="orgs.appoint").latest("id").given)
    page = f"/desk/people/{member.pk}/"
    assert admin.post(page + "entrust/", {"role": "handler", "org": world.office.pk}).status_code == 302
    trust = Trust.objects.get(member=member)
    assert admin.get(page).status_code == 200
    assert admin.post(page + f"relieve/{trust.pk}/").status_code == 302
    assert admin.post(page + "dismiss/").status_code == 302
    member.refresh_from_db()
    assert member.valid_to is not None


def test_what_does_not_fit_is_said_beside_the_field_and_nothing_typed_is_lost(signed_in, world):
    admin = signed_in("administrator")
    given = {"org": world.office.pk, "post": "甲岗位", "username": "handler", "password": "lampen-und-gruben-9"}
    answer = admin.post("/desk/people/appoint/", given)
    assert answer.status_code == 422
    assert "已经有人用了" in answer.content.decode()
    assert "甲岗位" in answer.content.decode()
    page = f"/desk/people/{world.people['handler'].pk}/entrust/"
    assert "单位范围" in admin.post(page, {"role": "handler"}).content.decode()
    assert admin.post(page, {"role": "coordinator", "place": "999999"}).status_code == 422


def test_nobody_entrusts_himself(signed_in, world):
    admin = signed_in("administrator")
    page = f"/desk/people/{world.people['administrator'].pk}/entrust/"
    assert admin.post(page, {"role": "verifier", "place": "419901"}).status_code == 403


def test_a_member_moves_to_another_office_and_the_old_grants_end(signed_in, world):
    admin, person = signed_in("administrator"), world.people["handler"]
    page = f"/desk/people/{person.pk}/move/"
    assert admin.get(page).status_code == 200
    assert admin.post(page, {"to": world.office.pk}).status_code == 422, "that is where he works"
    assert admin.post(page, {"to": world.other_office.pk, "post": "新岗位"}).status_code == 302
    person.refresh_from_db()
    assert (person.org, person.post) == (world.other_office, "新岗位")
    assert not person.trusts.filter(valid_to=None).exists()


def test_a_year_that_is_not_announced_is_refused_and_can_be_confirmed(signed_in, world):
    admin = signed_in("administrator")
    assert admin.post("/desk/calendar/load/", {"year": 2099}).status_code == 422
    assert admin.post("/desk/calendar/confirm/", {"year": 2099, "source": "分管领导同意"}).status_code == 302
    assert CalendarYear.objects.get(year=2099).is_plain


def test_the_auditor_checks_the_ledger_and_sees_who_looked_at_a_number_and_why(signed_in, world):
    from tests.world import MONDAY
    from yinuo.matters import actions

    matter = world.promised(phone="19900001234")
    actions.unmask(matter, world.handler, at=MONDAY, reason="约上门时间")
    auditor = signed_in("auditor")
    assert "约上门时间" in auditor.get("/desk/ledger/?show=unmask").content.decode()
    assert "账是真的" in auditor.post("/desk/ledger/verify/").content.decode()


def test_the_list_of_people_does_not_ask_more_for_more_people(signed_in, world, django_assert_max_num_queries):
    admin = signed_in("administrator")
    with django_assert_max_num_queries(14):
        admin.get("/desk/people/")
