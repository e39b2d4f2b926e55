"""A round is ordered, units enter and name their sites, the lot is drawn and can be repeated by anybody."""

import re
import subprocess

import pytest

from tests.desk.inspection.conftest import hidden, said, send, text, url
from yinuo.channels import lots
from yinuo.inspection.models import Round, Site

STAGE = "listing"


def order(made, **given):
    fields = {
        "name": "社区减负观摩", "theme": "社区减负", "ordered_by": "县委党建工作领导小组", "rubric": made.rubric.pk,
        "starts_on": "2026-04-01", "ends_on": "2026-04-02", "groups": 2, "sites_per_unit": 2,
    }  # fmt: skip
    return send(made.desk.organiser, "/desk/rounds/order/", **(fields | given))


def test_a_round_is_ordered_and_its_page_says_what_is_next(tour):
    answer = order(tour)
    made = Round.objects.get(theme="社区减负")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/rounds/{made.pk}/")
    page = said(tour.desk.organiser.get(f"/desk/rounds/{made.pk}/"))
    assert "现在：单位和点位" in page
    assert "还没有参加的单位。" in page
    assert "县委党建工作领导小组" in page


def test_a_second_round_on_a_theme_is_refused_and_the_refusal_says_which_was_there(tour):
    answer = order(tour, theme="城市基层党建")
    assert answer.status_code == 422
    page = said(answer)
    assert "已经安排过“全县城市基层党建观摩”" in page
    assert re.search("（示例县政务服务中心，2026\\D0?3\\D0?2", page)
    assert "批准文号" in page
    assert order(tour, theme="城市基层党建", document="宛办〔2026〕7号").status_code == 302


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ends_on": "2026-03-31"}, "结束的日子不能早于开始"),
        ({"groups": 0}, "组数在1到20之间"),
        ({"sites_per_unit": 40}, "每个单位看1到12个点位"),
        ({"rubric": "没有的细则"}, "没有找到“没有的细则”"),
        ({"ordered_by": ""}, "这个字段是必填项"),
    ],
)
def test_an_order_that_does_not_fit_is_told_why(tour, given, sentence):
    answer = order(tour, **given)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert Round.objects.count() == 1


def test_sending_the_order_twice_makes_one_round(tour):
    address = "/desk/rounds/order/"
    fields = hidden(tour.desk.organiser, address) | {
        "name": "甲", "theme": "乙", "ordered_by": "县委", "rubric": tour.rubric.pk, "starts_on": "2026-04-01",
        "ends_on": "2026-04-01", "groups": 1, "sites_per_unit": 2,
    }  # fmt: skip
    for _time in range(2):
        assert tour.desk.organiser.post(address, fields).status_code == 302
    assert Round.objects.filter(theme="乙").count() == 1


def test_only_an_organiser_orders(tour):
    for who in ("street0", "handler", "neighbour", "leader"):
        assert getattr(tour.desk, who).get("/desk/rounds/order/").status_code == 403


def test_all_units_right_below_enter_at_once(tour):
    assert order(tour).status_code == 302
    made = Round.objects.get(theme="社区减负")
    address = f"/desk/rounds/{made.pk}/enter/"
    page = text(tour.desk.organiser.get(address))
    assert "东关街道" in page
    assert "县城市管理局" not in page.split("再加一个别的单位")[0], "offices of the county itself are no units"
    units = [street.pk for street in tour.streets]
    assert send(tour.desk.organiser, address, units=units, panel=1).status_code == 302
    assert made.assessment.subjects.count() == 6
    assert send(tour.desk.organiser, address, panel=1).status_code == 422
    answer = send(tour.desk.organiser, address, org=tour.world.office.pk, panel=9)
    assert answer.status_code == 422
    assert "没有第9组" in said(answer)
    assert made.assessment.subjects.count() == 6


def test_a_unit_lists_its_own_sites_and_nobody_elses(tour):
    subject, client = tour.subject(0), tour.desk.street0
    place = subject.org.place
    address = f"/desk/rounds/units/{subject.pk}/list_site/"
    given = {
        "name": "老年食堂",
        "place": place.code,
        "minutes": 25,
        "windows": "8:30-12:00，14:00-18:00",
        "latitude": "33.02",
        "longitude": "112.4",
    }
    assert send(client, address, **given).status_code == 302
    site = Site.objects.get(name="老年食堂")
    assert site.windows == [[510, 720], [840, 1080]]
    assert "老年食堂" in text(client.get(f"/desk/rounds/units/{subject.pk}/"))
    assert tour.desk.street1.get(f"/desk/rounds/units/{subject.pk}/").status_code == 404
    assert tour.desk.street1.get(address).status_code == 403
    assert "老年食堂" not in text(tour.desk.street1.get(f"/desk/rounds/{tour.round.pk}/?part=sites"))
    assert tour.desk.neighbour.get(address).status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"windows": "上午"}, "开放时间请写成“8:30-12:00，14:00-18:00”这样"),
        ({"minutes": 300}, "参观时间在10到120分钟之间"),
        ({"place": "419901901901"}, "没有找到“419901901901”"),
        ({"name": "东关街道党群服务中心"}, "同一个单位里不能重名"),
    ],
)
def test_a_site_that_does_not_fit_is_told_why(tour, given, sentence):
    subject = tour.subject(0)
    fields = {"name": "老年食堂", "place": subject.org.place.code, "minutes": 25}
    answer = send(tour.desk.street0, f"/desk/rounds/units/{subject.pk}/list_site/", **(fields | given))
    assert answer.status_code == 422
    assert sentence in said(answer)


def test_a_unit_withdraws_a_site_until_the_lot_is_drawn(tour):
    site = tour.subject(0).sites.first()
    address = f"/desk/rounds/sites/{site.pk}/withdraw_site/"
    assert tour.desk.street1.get(address).status_code == 404
    assert send(tour.desk.street0, address).status_code == 302
    site.refresh_from_db()
    assert site.pick == "withdrawn"
    page = said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=sites"))
    assert "只报了2个，没有挑的余地" in page


def test_the_lot_is_drawn_and_a_shell_gives_the_same_tickets(tour):
    client, address = tour.desk.organiser, url(tour, "draw")
    page = said(client.get(address))
    assert "6个单位一共报了18个点位" in page
    assert send(client, address, seed="", source="").status_code == 422
    assert send(client, address, seed="2026'0301", source="体彩第26335期").status_code == 302
    tour.fresh()
    page = text(client.get(f"/desk/rounds/{tour.round.pk}/?part=draw"))
    assert tour.round.list_digest in page
    lot = lots.lots_of(tour.round)[0]
    assert lot.tickets[0].ticket in page
    ran = subprocess.run(["sh", "-c", lots.command(tour.round, lot)], capture_output=True, text=True, check=True)
    assert ran.stdout.split()[0] == lot.tickets[0].ticket
    assert client.get(address).status_code == 409, "never again"


def test_the_lot_waits_for_every_list(tour):
    subject = tour.subject(0)
    for site in subject.sites.all():
        send(tour.desk.street0, f"/desk/rounds/sites/{site.pk}/withdraw_site/")
    answer = send(tour.desk.organiser, url(tour, "draw"), seed="1", source="2")
    assert answer.status_code == 422
    assert "东关街道办事处还没有报点位" in said(answer)
    assert "东关街道还没有报点位" in said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/"))
