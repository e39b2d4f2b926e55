"""On the way: groups set out, leaders say what was seen, everybody comes back."""

from uuid import uuid4

from tests.desk.inspection.conftest import said, send, text, url
from tests.inspection.scene import Scene

STAGE = "visiting"


def visit_url(visit, verb: str) -> str:
    return f"/desk/rounds/visits/{visit.pk}/{verb}/"


def visits_of(made: Scene, number: int):
    return list(made.round.groups.get(number=number).visits.order_by("begins_at"))


def test_a_leader_tells_for_his_group_with_one_press(tour):
    visit = visits_of(tour, 1)[0]
    page = text(tour.desk.leader1.get(f"/desk/rounds/{tour.round.pk}/?part=visits"))
    assert visit_url(visit, "hold_visit") in page
    assert visit_url(visits_of(tour, 2)[0], "hold_visit") not in page
    given = {"key": uuid4()}
    for _time in range(2):
        answer = tour.desk.leader1.post(visit_url(visit, "hold_visit"), given)
        assert answer.status_code == 302
    visit.refresh_from_db()
    assert visit.state == "held"


def test_nobody_else_tells(tour):
    visit = visits_of(tour, 1)[0]
    for who, status in {"leader2": 403, "judge0": 403, "street0": 403, "neighbour": 404}.items():
        assert getattr(tour.desk, who).post(visit_url(visit, "hold_visit")).status_code == status, who
    answer = tour.desk.judge0.get(visit_url(visit, "miss_visit"))
    assert "由本组组长或者组织员登记" in text(answer)


def test_a_missed_site_needs_a_reason(tour):
    visit = visits_of(tour, 1)[1]
    assert send(tour.desk.leader1, visit_url(visit, "miss_visit"), reason="").status_code == 422
    assert send(tour.desk.leader1, visit_url(visit, "miss_visit"), reason="路上塌方").status_code == 302
    assert "路上塌方" in text(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=visits"))
    assert tour.desk.leader1.get(visit_url(visit, "miss_visit")).status_code == 409


def test_the_way_home_waits_for_every_word(tour):
    client = tour.desk.organiser
    page = said(client.get(f"/desk/rounds/{tour.round.pk}/"))
    assert "还有14个点位没有登记看没看成。" in page
    answer = send(client, url(tour, "come_back"))
    assert answer.status_code == 409
    assert "还有14个点位没有登记看没看成。" in text(answer)
    for number in (1, 2):
        for visit in visits_of(tour, number):
            assert client.post(visit_url(visit, "hold_visit"), {"key": uuid4()}).status_code == 302
    assert "都齐了，可以进行下一步。" in said(client.get(f"/desk/rounds/{tour.round.pk}/"))
    assert send(client, url(tour, "come_back")).status_code == 302
    page = said(client.get(f"/desk/rounds/{tour.round.pk}/"))
    assert "现在：封票" in page
    assert "到了0张票" in page


def test_a_site_is_closed_and_the_rest_planned_again_from_now(tour):
    client, site = tour.desk.organiser, tour.sites(4)[0]
    address = url(tour, "close_site")
    assert send(client, address, site=site.pk, reason="").status_code == 422
    assert send(client, address, site=site.pk, reason="昨夜停电，今天不开放。").status_code == 302
    site.refresh_from_db()
    assert (site.pick, site.visits.get().state) == ("closed", "called_off")
    assert "昨夜停电" in text(client.get(f"/desk/rounds/{tour.round.pk}/?part=draw"))
    answer = send(client, url(tour, "ask_routes"), why="停电", now=0, clock="12:30")
    assert answer.status_code == 302
    plan = tour.round.itineraries.order_by("-pk").first()
    assert (plan.now_day, plan.now_minute) == (0, 750)


def test_places_are_called_by_their_names_in_the_timetable(tour):
    page = said(tour.desk.judge0.get(f"/desk/rounds/routes/{tour.round.itineraries.get().pk}/"))
    assert "9:30–9:55" in page
    assert "住宿" in page
    assert "各组都看" in page
