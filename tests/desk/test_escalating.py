"""Raising a matter up the chain and giving it down, at the desk; and what the raiser reads of it (M08)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.conftest import Desk
from tests.desk.test_steps import done, press, url
from tests.matters.street import escalated, in_hand, lay_chain
from tests.portal.conftest import slip_of
from tests.world import MONDAY
from yinuo.matters import actions
from yinuo.matters.words import Outcome, State

SIGNED_IN = 4


@pytest.fixture
def chain(world):
    return lay_chain(world)


@pytest.fixture
def desk(monday, world, chain) -> Desk:
    """Everybody, the people of the chain too."""
    return Desk(world)


def test_a_matter_is_raised_given_down_and_its_result_comes_back(desk, world, chain, client):
    matter = in_hand(world)
    page = desk.community_handler.get(url(matter, "escalate")).content.decode()
    assert f"将上报给：{chain.low.name}" in page
    done(desk.community_handler, matter, "escalate", tried="找过物业三次。", basis="维修资金要县里批。")
    assert matter.state == State.ESCALATED
    home = desk.middle_desk.get("/desk/").content.decode()
    assert matter.number not in home
    home = desk.low_desk.get("/desk/").content.decode()
    assert "下级上报来，等交办" in home
    done(desk.low_desk, matter, "escalate", tried="社区协调过。", basis="维修资金要县里批。")
    page = desk.middle_desk.get(url(matter, "assign")).content.decode()
    assert "找过物业三次。" in page
    assert "也不能早于 3月5日。" in page
    done(
        desk.middle_desk, matter, "assign", office=world.other_office.pk, basis="归住建局管。", due_at="2026-03-06"
    )  # fmt: skip
    page = desk.other_handler.get(url(matter, "promise")).content.decode()
    assert "上级交办时要求在 3月6日 18:00 以前办结" in page
    done(desk.other_handler, matter, "promise", text="修好。", due_at="2026-03-06")
    actions.resolve(matter, world.other_handler, outcome=Outcome.SOLVED, text="修好了。")
    home = desk.community_handler.get("/desk/").content.decode()
    assert "我上报的，看结果" in home
    record = desk.community_handler.get(f"/desk/matters/{matter.number}/").content.decode()
    for words in ("上报和交办", f"交办给{world.other_office.name}", "结果已经返回", "已解决", "为什么要上报：维修资金"):
        assert words in record
    listed = desk.community_handler.get("/desk/matters/?group=raised_up").content.decode()
    assert matter.number in listed
    assert matter.number not in desk.community_handler.get("/desk/matters/").content.decode()
    assert matter.number in desk.community_handler.get(f"/desk/matters/?q={matter.number}").content.decode()

    told = client.get(reverse("portal:matter", args=[slip_of(matter)])).content.decode()
    for words in (
        "办不了，上报上级",
        f"上报给 {chain.middle.name}",
        f"交给 {world.other_office.name} 办",
        "结果也告诉了上报的",
    ):
        assert words in told


def test_the_raiser_reads_that_the_clock_goes_on(desk, world, client):
    matter = escalated(world)
    page = client.get(reverse("portal:matter", args=[slip_of(matter)])).content.decode()
    assert "已上报，待上级交办" in page
    assert "期限照算" in page
    assert "已经做过：找过物业三次" in page


def test_at_the_top_the_form_says_so(desk, world, chain):
    matter = escalated(world)
    actions.escalate(matter, world.low_desk, at=MONDAY, tried="试过", basis="县里定")
    actions.escalate(matter, world.middle_desk, at=MONDAY, tried="试过", basis="县里定")
    assert "已经是最高一级" in desk.top_desk.get(url(matter, "escalate")).content.decode()
    answer = press(desk.top_desk, matter, "escalate", tried="试过", basis="再往上")
    assert answer.status_code == 422
    assert "已经是最高一级" in str(answer.context["form"].errors)


def test_the_day_of_a_task_is_refused_in_words(desk, world, chain):
    matter = escalated(world)
    given = {"office": world.other_office.pk, "basis": "归住建局管。"}
    answer = press(desk.low_desk, matter, "assign", **given, due_at="2026-03-03")
    assert answer.status_code == 422
    assert "层层加码" in str(answer.context["form"].errors["due_at"])
    answer = press(desk.low_desk, matter, "assign", **given)
    assert answer.status_code == 302


def test_the_record_costs_the_same_however_often_it_was_raised(desk, world, chain):
    once, thrice = escalated(world), escalated(world)
    actions.escalate(thrice, world.low_desk, at=MONDAY, tried="试过", basis="县里定")
    actions.escalate(thrice, world.middle_desk, at=MONDAY, tried="试过", basis="县里定")
    counts = []
    for matter in (once, thrice):
        with CaptureQueriesContext(connection) as captured:
            assert desk.coordinator.get(f"/desk/matters/{matter.number}/").status_code == 200
        counts.append(len(captured) - SIGNED_IN)
    assert counts[0] == counts[1] <= 9
