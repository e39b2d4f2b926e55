from tests.desk.inspection.conftest import desk_of
from yinuo.channels.desk.inspection.forms import ROUND_FORMS


def test_every_part(tour):
    desk = desk_of(tour)
    pk = tour.round.pk
    for who in ("organiser", "street0", "judge3", "leader1", "leader", "auditor"):
        for part in ("overview", "sites", "draw", "routes", "visits", "meeting", "gaps"):
            answer = getattr(desk, who).get(f"/desk/rounds/{pk}/?part={part}")
            assert answer.status_code == 200, (who, part)
        assert getattr(desk, who).get("/desk/rounds/").status_code == 200
        assert getattr(desk, who).get("/desk/rounds/notes/").status_code == 200
        itinerary = tour.round.itineraries.first()
        assert getattr(desk, who).get(f"/desk/rounds/routes/{itinerary.pk}/").status_code == 200
    for verb in ROUND_FORMS:
        print(verb, desk.organiser.get(f"/desk/rounds/{pk}/{verb}/").status_code)
    print(desk.organiser.get(f"/desk/rounds/{pk}/travel.xlsx").status_code)
    print(desk.organiser.get("/desk/rounds/order/").status_code)
    print(desk.neighbour.get(f"/desk/rounds/{pk}/").status_code)
    print(desk.organiser.get("/desk/figures/").status_code)
    print(desk.neighbour.get("/rounds/").status_code, desk.neighbour.get(f"/rounds/{pk}/").status_code)


def test_listing(listing):
    desk = desk_of(listing)
    subject = listing.subject(0)
    print(desk.street0.get(f"/desk/rounds/units/{subject.pk}/").status_code)
    print(desk.street0.get(f"/desk/rounds/units/{subject.pk}/list_site/").status_code)
    print(desk.street1.get(f"/desk/rounds/units/{subject.pk}/").status_code)
