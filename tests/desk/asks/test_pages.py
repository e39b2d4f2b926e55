"""The pages of a group: what neighbours asked of it, and nothing anybody else can open."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import Desk
from tests.matters.street import SAID, asked, asker, build_stairs
from tests.world import MONDAY
from yinuo.matters import actions
from yinuo.matters.models import Ask, Matter
from yinuo.matters.words import AskState

SIGNED_IN = 4


@pytest.fixture
def stairs(world):
    return build_stairs(world)


@pytest.fixture
def desk(monday, world, stairs) -> Desk:
    """Everybody, the people of the groups too."""
    return Desk(world)


def url(ask: Ask, verb: str = "") -> str:
    return f"/desk/asks/{ask.pk}/{verb + '/' if verb else ''}"


def press(client, ask: Ask, verb: str, **given):
    """Open the form and send it."""
    page = client.get(url(ask, verb))
    assert page.status_code == 200
    form = page.context["form"]
    return client.post(url(ask, verb), {"key": str(form["key"].value()), "seen": form["seen"].value()} | given)


def test_a_group_reads_arranges_a_talk_and_records_what_came_of_it(desk, world, stairs, monday):
    made = asked(stairs)
    page = desk.group_leader.get("/desk/asks/").content.decode()
    assert SAID[:20] in page
    assert "幸福路2号楼 2单元" in page
    answer = press(desk.group_leader, made, "talk", talk_at="2026-03-03", talk_time="19:30", note="一楼门厅")
    assert answer.status_code == 302, answer.context["form"].errors
    page = desk.group_leader.get(url(made)).content.decode()
    assert "一楼门厅" in page
    assert "3月3日 周二 19:30" in page
    monday.shift(timedelta(days=2))
    desk.sign_in()
    answer = press(desk.group_leader, made, "settle", outcome="agreed", text="双方约定晚上十点以后不洗衣服。")
    assert answer.status_code == 302, answer.context["form"].errors
    made.refresh_from_db()
    assert made.state == AskState.SOLVED
    assert "已经结束" in desk.group_leader.get(url(made)).content.decode()


def test_the_first_page_of_the_desk_says_it_quietly_to_the_group_and_to_nobody_else(desk, stairs):
    word = "有邻居请党小组帮忙"
    assert word not in desk.group_leader.get("/desk/").content.decode()
    asked(stairs)
    assert word in desk.group_leader.get("/desk/").content.decode()
    for other in (desk.grid_leader, desk.community_handler, desk.worker):
        assert word not in other.get("/desk/").content.decode()


def test_what_is_unfit_is_said_beside_the_field_and_typed_words_stay(desk, stairs, monday):
    made = asked(stairs)
    answer = press(desk.group_leader, made, "talk", talk_at="2026-03-03", talk_time="10:00", note="一楼门厅")
    assert answer.status_code == 422
    assert "上班时间" in str(answer.context["form"].errors["talk_at"])
    assert "一楼门厅" in answer.content.decode()
    press(desk.group_leader, made, "talk", talk_at="2026-03-02", talk_time="12:30")
    monday.shift(timedelta(days=1))
    desk.sign_in()
    answer = press(desk.group_leader, made, "settle", outcome="reconciled", text="王大妈答应了。")
    assert answer.status_code == 422
    assert "甲家、乙家" in str(answer.context["form"].errors["text"])


def test_passing_on_to_a_department_makes_a_matter_of_the_neighbours_own_words(desk, stairs):
    made = asked(stairs)
    answer = press(desk.group_leader, made, "refer", to="department")
    assert answer.status_code == 422
    assert "征得邻居同意" in str(answer.context["form"].errors["has_consented"])
    assert press(desk.group_leader, made, "refer", to="department", has_consented="on").status_code == 302
    assert Matter.objects.get().words == SAID


def test_too_late_is_said_and_nothing_typed_is_lost(desk, world, stairs):
    made = asked(stairs)
    page = desk.group_leader.get(url(made, "talk"))
    form = page.context["form"]
    hidden = {"key": str(form["key"].value()), "seen": form["seen"].value()}
    actions.call_off(made, asker(made), at=MONDAY + timedelta(hours=1))
    answer = desk.group_leader.post(
        url(made, "talk"), hidden | {"talk_at": "2026-03-03", "talk_time": "19:30", "note": "一楼门厅"}
    )
    assert answer.status_code == 409
    assert "一楼门厅" in answer.content.decode()
    assert desk.group_leader.get(url(made, "talk")).status_code == 302, "nothing is asked that cannot be done"


def test_nobody_but_the_group_opens_a_request(desk, stairs):
    made = asked(stairs)
    statuses = {
        name: getattr(desk, name).get(url(made)).status_code
        for name in ("group_leader", "grid_leader", "community_handler", "worker", "organiser", "administrator")
    }
    assert statuses == {
        "group_leader": 200, "grid_leader": 404, "community_handler": 404, "worker": 403, "organiser": 403,
        "administrator": 403,
    }  # fmt: skip
    assert SAID[:10] not in desk.community_handler.get("/desk/asks/").content.decode()
    assert desk.grid_leader.post(url(made, "talk"), {}).status_code == 404
    assert desk.group_leader.get(url(made, "praise")).status_code == 404


def test_those_above_read_counts_and_no_word(desk, world, stairs):
    asked(stairs)
    page = desk.organiser.get("/desk/asks/counts/").content.decode()
    assert "2026年第1季度" in page
    assert "不足10件，只列件数" in page
    for words in (SAID[:10], stairs.stairwell_group.name, "2号楼"):
        assert words not in page


def test_lists_and_pages_cost_the_same_however_many_there_are(desk, stairs):
    few = asked(stairs)
    counts: dict[str, list[int]] = {"/desk/asks/": [], url(few): [], url(few, "talk"): [], "/desk/asks/counts/": []}
    for _round in range(2):
        for address, found in counts.items():
            client = desk.organiser if "counts" in address else desk.group_leader
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured) - SIGNED_IN)
        for number in range(20):
            asked(stairs, at=MONDAY + timedelta(minutes=number))
            done = asked(stairs, at=MONDAY + timedelta(minutes=number))
            actions.call_off(done, asker(done), at=MONDAY + timedelta(hours=1))
    assert all(first == second <= 4 for first, second in counts.values()), counts
