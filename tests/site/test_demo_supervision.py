"""The demo's year of supervision: 6 teams, 320 problems found and all verified by another office; another one under way."""

from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from yinuo.acts import reactions
from yinuo.site.demo import supervision, town
from yinuo.supervision import figures
from yinuo.supervision.models import Finding, LikenessQuestion, MonthlyReport, RectificationNotice, SupervisionVisit
from yinuo.supervision.words import FindingState

NOW = timezone.localtime()


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """Ground and supervision alone, taken back afterwards."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        table, enqueue = dict(reactions.WIRING), list(reactions.ENQUEUE)
        reactions.wire({}, lambda _entries: None)
        try:
            counties, builder = town.build(
                NOW - supervision.DAY * 155, Random("1 town"), (NOW + supervision.DAY * 75).date()
            )
            for _what in supervision.build(builder, counties, NOW):
                pass
            yield counties
        finally:
            reactions.wire(table, enqueue[0] if enqueue else lambda _entries: None)
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.mark.django_db
def test_the_sentence_of_the_page_is_counted_from_rows(played):
    day = NOW.date()
    assert figures.supervision_sentence("411323", day) == "组建6支机关党建督查组，发现并整改320项"
    assert str(figures.teams("411323", day)) == "6支"
    assert str(figures.findings("411323", day)) == "320项"
    assert figures.findings("411302", day) is None
    assert figures.supervision_sentence("411302", day).startswith("组建2支机关党建督查组，发现")
    assert figures.supervision_sentence("411321", day) == ""


@pytest.mark.django_db
def test_one_was_disputed_and_upheld_and_one_withdrawn(played):
    year = Finding.objects.filter(visit__plan__org__place__code="411323")
    assert year.count() == 321
    assert year.filter(stand="disputed", state=FindingState.UPHELD).count() == 1
    assert year.filter(state=FindingState.WITHDRAWN).count() == 1
    assert len(set(year.values_list("fact", flat=True))) > 40
    numbers = list(
        RectificationNotice.objects.filter(org__place__code="411323")
        .order_by("year", "number")
        .values_list("number", flat=True)
    )
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db
def test_no_unit_is_visited_twice_in_a_quarter(played):
    seen = SupervisionVisit.objects.filter(plan__org__place__code="411323").values_list("unit", "planned_on")
    quarters = [(unit, (day.month - 1) // 3) for unit, day in seen]
    assert len(quarters) == len(set(quarters))


@pytest.mark.django_db
def test_the_running_one_shows_every_state_and_months_ask_a_question(played):
    running = Finding.objects.filter(visit__plan__org__place__code="411302")
    assert set(running.values_list("state", flat=True)) == {
        "recorded",
        "told",
        "replied",
        "upheld",
        "review_asked",
        "withdrawn",
    }
    assert MonthlyReport.objects.count() == 5
    assert LikenessQuestion.objects.count() == 1
