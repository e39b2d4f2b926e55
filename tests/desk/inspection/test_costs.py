"""What the pages ask of the database does not grow with the rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.inspection.scene import Scene
from yinuo.evaluation.models import Subject
from yinuo.inspection.models import Gap, Site, Visit

SIGNED_IN = 4
PARTS = {"overview": 18, "sites": 12, "draw": 10, "routes": 18, "visits": 14, "meeting": 10, "gaps": 14}

STAGE = "visiting"


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def grow(made: Scene) -> None:
    """Three times as many sites, visits and changes, straight into the tables: only their number matters here."""
    for subject in Subject.objects.filter(assessment=made.assessment):
        for site in list(subject.sites.filter(pick__in=["drawn", "proposed"])):
            for turn in range(2):
                copy = Site.objects.get(pk=site.pk)
                copy.pk, copy.name = None, f"{site.name}{turn}"
                copy.save()
                for visit in Visit.objects.filter(site=site):
                    visit.pk, visit.site = None, copy
                    visit.save()
        for _turn in range(3):
            plan(subject, made)


def plan(subject: Subject, made: Scene) -> None:
    days = {"due_on": made.round.ends_on, "planned_on": made.round.starts_on}
    Gap.objects.create(subject=subject, gap="差距", action="改", post="主任", **days)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_costs_the_same_with_more_rows(tour, part):
    address = f"/desk/rounds/{tour.round.pk}/?part={part}"
    plan(tour.subject(0), tour)
    before = queries(tour.desk.organiser, address)
    grow(tour)
    assert queries(tour.desk.organiser, address) == before <= SIGNED_IN + PARTS[part]


def test_lists_and_plans_cost_the_same_with_more_rows(tour):
    pages = [
        "/desk/rounds/",
        f"/desk/rounds/routes/{tour.round.itineraries.get().pk}/",
        f"/desk/rounds/units/{tour.subject(0).pk}/",
    ]
    plan(tour.subject(0), tour)
    before = [queries(tour.desk.organiser, one) for one in pages]
    grow(tour)
    assert [queries(tour.desk.organiser, one) for one in pages] == before
    assert max(before) <= SIGNED_IN + 16
