"""Who sees what of a round under way, and what its figures say."""

from tests.desk.inspection.conftest import said, text
from yinuo.inspection.models import Site

STAGE = "visiting"


def test_who_has_nothing_to_do_with_it_sees_no_round(tour):
    for who in ("neighbour", "worker", "coordinator", "handler"):
        client = getattr(tour.desk, who)
        assert client.get(f"/desk/rounds/{tour.round.pk}/").status_code == 404
        assert "没有和您有关的观摩" in text(client.get("/desk/rounds/"))
    for who in ("organiser", "leader", "auditor", "street0", "judge3", "leader1", "keeper_leader"):
        client = getattr(tour.desk, who)
        assert "全县城市基层党建观摩" in text(client.get("/desk/rounds/")), who
        for part in ("overview", "sites", "draw", "routes", "visits", "meeting", "gaps"):
            assert client.get(f"/desk/rounds/{tour.round.pk}/?part={part}").status_code == 200, (who, part)


def test_a_telephone_is_shown_only_where_the_host_agreed(tour):
    shared, closed = "0377-0000000", "0377-0000001"
    page = f"/desk/rounds/{tour.round.pk}/?part=visits"
    site = Site.objects.filter(phone=closed, pick__in=["drawn", "proposed"]).exists()
    for who in ("street3", "judge3"):
        seen = text(getattr(tour.desk, who).get(page))
        assert shared in seen
        assert closed not in seen
    if site:
        assert closed in text(tour.desk.organiser.get(page))
        assert closed in text(tour.desk.street0.get(page))


def test_figures_say_the_round_in_a_sentence(tour):
    page = said(tour.desk.organiser.get("/desk/figures/"))
    assert "全县城市基层党建观摩：3月2日至3日，2个组，对照3项任务。" in page
    assert "封票以后登记的；不分先后，不是名次。" in page
