"""A neighbour asks the party group of the stairwell: place, words, slip, follow, call off; all without an account."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache

from tests.matters.street import SAID, build_stairs
from tests.portal.conftest import text_of
from tests.world import CHINA, MONDAY
from yinuo.kernel.actor import resident
from yinuo.kernel.codes import show_slip
from yinuo.matters import actions
from yinuo.matters.models import Ask, Matter
from yinuo.matters.words import Referral, Settlement

EVENING = datetime(2026, 3, 3, 19, 30, tzinfo=CHINA)


@pytest.fixture
def stairs(world):
    return build_stairs(world)


def area_of(group) -> str:
    return str(group.areas.get().pk)


def filled(stairs, **given) -> dict:
    plain = {"area": area_of(stairs.stairwell_group), "words": SAID, "times": "晚上七点以后", "key": str(uuid4())}
    return plain | given


def address(stairs) -> str:
    return f"/ask/?place={stairs.building.community.code}"


def ask(somebody, stairs, **given) -> tuple[Ask, str]:
    """Sent and kept: the request and its slip."""
    answer = somebody.post(address(stairs), filled(stairs, **given))
    assert answer.status_code == 302, answer.context["form"].errors
    page = somebody.get(answer["Location"])
    assert page.status_code == 200
    return Ask.objects.latest("pk"), page.context["slip"]


def test_the_way_to_ones_group_is_walked_by_links(somebody, world, stairs):
    page = text_of(somebody.get("/ask/"))
    assert f"?under={world.street.code}" in page
    page = text_of(somebody.get(f"/ask/?under={world.street.code}"))
    assert f"?place={world.community.code}" in page
    page = text_of(somebody.get("/ask/?words=幸福"))
    assert f"?place={world.community.code}" in page
    page = text_of(somebody.get(address(stairs)))
    assert "幸福路2号楼 2单元 · 2号楼2单元党小组" in page
    assert "第一网格（整个网格）" in page
    page = text_of(somebody.get(f"/ask/?grid={stairs.grid.code}"))
    assert stairs.grid_group.name in page
    assert stairs.stairwell_group.name not in page
    page = text_of(somebody.get(f"/ask/?building={stairs.building.pk}"))
    assert stairs.stairwell_group.name in page
    assert "没有找到这个名字" in text_of(somebody.get("/ask/?words=没有这地方"))


def test_where_there_is_no_group_the_page_says_so_and_what_to_do(somebody, world, stairs):
    page = text_of(somebody.get(f"/ask/?place={world.other_community.code}"))
    assert "还没有登记楼道、网格党小组" in page
    assert f"/raise/?place={world.other_community.code}" in page


@pytest.mark.parametrize(
    "query", ["building=x", "building=999999999999999999999", "place=%00", "grid=41", "under=../x"]
)
def test_odd_addresses_lead_back_to_the_start(somebody, stairs, query):
    answer = somebody.get(f"/ask/?{query}")
    assert answer.status_code == 200
    assert "先找到您的社区" in text_of(answer)


def test_a_neighbour_asks_keeps_the_slip_and_reads_when_to_talk(somebody, world, stairs):
    made, slip = ask(somebody, stairs)
    assert (made.group, made.building, made.stairwell, made.words) == (
        stairs.stairwell_group, stairs.building, "2单元", SAID,
    )  # fmt: skip
    assert not made.in_hours_agreed
    page = text_of(somebody.get(f"/a/{slip}/"))
    assert "党小组已经收到" in page
    answer = somebody.post("/follow/", {"slip": show_slip(slip)})
    assert answer["Location"] == f"/a/{slip}/"


def test_the_neighbour_reads_how_it_went(somebody, world, stairs):
    made = actions.ask(
        stairs.stairwell_group, resident(), at=MONDAY, words=SAID, building=stairs.building, stairwell="2单元"
    )
    actions.talk(made, world.group_leader, at=MONDAY, talk_at=EVENING, note="一楼门厅")
    page = text_of(somebody.get(f"/a/{made.slip}/"))
    assert "2026年3月3日 周二 19:30" in page
    assert "一楼门厅" in page
    actions.settle(
        made, world.group_leader, at=EVENING + timedelta(hours=1), outcome=Settlement.AGREED,
        text="双方约定晚上十点以后不洗衣服。",
    )  # fmt: skip
    page = text_of(somebody.get(f"/a/{made.slip}/"))
    assert "有了约定" in page
    assert "双方约定晚上十点以后不洗衣服。" in page
    assert "/call-off/" not in page


def test_a_form_sent_twice_asks_once(somebody, stairs):
    data = filled(stairs)
    first, second = (somebody.post(address(stairs), data)["Location"] for _n in range(2))
    assert Ask.objects.count() == 1
    assert somebody.get(first).context["slip"] == somebody.get(second).context["slip"]
    answer = somebody.post(address(stairs), data | {"words": "另一件事"})
    assert answer.status_code == 409
    assert "看前一次的单号" in text_of(answer)


def test_what_is_missing_is_said_and_nothing_typed_is_lost(somebody, stairs):
    answer = somebody.post(address(stairs), filled(stairs, words=" "))
    assert answer.status_code == 422
    assert "一句话也行" in text_of(answer)
    assert "晚上七点以后" in text_of(answer)
    answer = somebody.post(address(stairs), filled(stairs, area="999999"))
    assert answer.status_code == 422
    assert SAID in text_of(answer)
    assert not Ask.objects.exists()


def test_danger_is_answered_with_the_number_to_dial(somebody, stairs):
    made, _slip = ask(somebody, stairs, words="隔壁着火了！")
    answer = somebody.post(address(stairs), filled(stairs, words="隔壁着火了！"))
    assert "119" in text_of(somebody.get(answer["Location"]))
    assert made.words == "隔壁着火了！"


def test_calling_off_needs_no_reason(somebody, stairs):
    made, slip = ask(somebody, stairs)
    page = somebody.get(f"/a/{slip}/call-off/")
    form = page.context["form"]
    data = {"key": str(form["key"].value()), "seen": form["seen"].value()}
    answer = somebody.post(f"/a/{slip}/call-off/", data)
    assert answer["Location"] == f"/a/{slip}/"
    made.refresh_from_db()
    assert made.state == "called_off"
    assert somebody.post(f"/a/{slip}/call-off/", {"key": str(uuid4())}).status_code == 409


def test_a_wrong_slip_opens_nothing_and_a_matters_slip_no_request(somebody, world, stairs):
    matter = world.raised()
    for slip in ("7K3M9QWD2XX", matter.slip):
        assert somebody.get(f"/a/{slip}/").status_code == 404
        assert somebody.get(f"/a/{slip}/call-off/").status_code == 404


def test_what_went_to_a_department_opens_by_the_same_slip(somebody, world, stairs):
    made, slip = ask(somebody, stairs)
    actions.refer(made, world.group_leader, to=Referral.DEPARTMENT, has_consented=True)
    page = text_of(somebody.get(f"/a/{slip}/"))
    assert f"/m/{slip}/" in page
    own = somebody.get(f"/m/{slip}/")
    assert own.context["matter"] == Matter.objects.get()
    assert f"/a/{slip}/" in text_of(own)
    assert somebody.post("/follow/", {"slip": slip})["Location"] == f"/m/{slip}/"


def test_pages_of_slips_are_kept_from_search_engines_and_caches(somebody, stairs):
    _made, slip = ask(somebody, stairs)
    answer = somebody.get(f"/a/{slip}/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert "Disallow: /a/" in text_of(somebody.get("/robots.txt"))


def test_asking_has_the_limit_of_saying(somebody, stairs, settings):
    settings.YINUO_RATE_RAISE = "1/h"
    cache.clear()
    ask(somebody, stairs)
    assert somebody.post(address(stairs), filled(stairs)).status_code == 429


def test_the_pages_cost_few_queries(somebody, stairs, django_assert_max_num_queries):
    _made, slip = ask(somebody, stairs)
    with django_assert_max_num_queries(4):
        assert somebody.get(address(stairs)).status_code == 200
    with django_assert_max_num_queries(4):
        assert somebody.get(f"/a/{slip}/").status_code == 200
