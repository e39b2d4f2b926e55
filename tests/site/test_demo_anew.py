"""The demo city on a fresh database: the same seed, other data, nothing built, and the whole of it."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.duties.figures import rectification_sentence
from yinuo.evaluation.models import Question
from yinuo.evaluation.rules import composite
from yinuo.inspection import figures as touring
from yinuo.inspection.words import RoundState
from yinuo.kernel.errors import NotNow
from yinuo.matters.models import Matter
from yinuo.matters.words import Intake, State
from yinuo.orgs import figures
from yinuo.orgs.models import Organisation, ServiceArea
from yinuo.places.models import Place
from yinuo.places.queries import grids_in
from yinuo.site.demo import building

SMALL = 20
NOW = timezone.localtime()


@pytest.fixture(autouse=True)
def models(settings, tmp_path):
    """What is learnt from a demo stays in the folder of the test."""
    settings.YINUO_VAR = tmp_path


def story(counts) -> tuple:
    """What must be the same for the same seed; only the slips of parts are drawn by chance."""
    words = Matter.objects.values_list("words", "title", "state", "closed_reason", "received_at", "due_at")
    slips = Matter.objects.filter(lead=None).values_list("slip_key", flat=True)
    places = Place.objects.values_list("code", "latitude", "longitude")
    return counts.states, sorted(map(str, words)), sorted(slips), sorted(places)


def built(seed: int) -> tuple:
    """The story of a demo that is taken back at once."""
    with transaction.atomic():
        found = story(building.build(seed, size=SMALL, now=NOW, gridded=1, with_plays=False))
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_the_same_seed_tells_the_same_story_and_another_seed_another():
    first = built(1)
    assert built(1) == first
    assert built(2)[1] != first[1]


def test_a_database_with_other_data_is_refused(world):
    with pytest.raises(NotNow, match="YINUO_VAR"):
        building.build(1, size=SMALL)


@pytest.mark.django_db
def test_the_page_says_so_when_nothing_is_built(client, settings):
    settings.YINUO_DEMO = True
    page = client.get("/demo/")
    assert page.status_code == 200
    assert "演示数据还没有建立" in page.content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_whole_demo_has_some_hundred_matters_most_of_them_recent():
    counts = building.build(1, now=NOW)
    found = Matter.objects.exclude(intake=Intake.LISTENING_DAY)  # those go back a whole year
    assert 300 <= found.count() <= 420
    assert set(counts.states) == set(State)
    assert not Entry.objects.filter(at__gt=NOW).exclude(act="matters.suggest").exists()
    assert verify_ledger().is_true
    recent = found.filter(received_at__gt=NOW - timedelta(days=60)).count()
    assert recent > found.count() / 2
    assert Matter.objects.values("words").distinct().count() > counts.matters * 0.85
    _the_figures_of_the_page_stand_in_their_rows()
    _the_inspection_of_the_page_stands_in_its_rows()
    sentence = "6项阶段性整改任务全部验收销号的基础上，11个方面26项长期整治任务"
    assert rectification_sentence("411327", NOW.date()) == sentence


def _the_inspection_of_the_page_stands_in_its_rows():
    """data/page_figures.json: inspection.*; the result can be computed again from its own file."""
    found = touring.round_of("4113", NOW.date())
    told = {key: str(figure(found)) for key, figure in touring.FIGURES.items()}
    assert told.pop("inspection.start").endswith("12-17")
    assert told.pop("inspection.end").endswith("12-20")
    assert "12-20 18:00" in told.pop("inspection.summary_at")
    assert told == {
        "inspection.days": "4天", "inspection.groups": "2个组", "inspection.tasks": "20项任务",
        "inspection.typical_speeches": "2个单位",
    }  # fmt: skip
    assert touring.inspection_sentence(found).endswith("20日18:00召开总结点评会，西峡县、卧龙区作典型发言")
    assert found.state == RoundState.ARCHIVED
    assert found.assessment.rubric.rubric.total == 100
    assert found.assessment.subjects.count() == 15
    result = found.assessment.results.first()
    assert composite.result_bytes(composite.compute(json.loads(result.export))).decode() == result.content
    assert "refused" not in result.fair, "anchors link the groups"
    assert Question.objects.filter(judge__assessment=found.assessment, kind="straight_line").exists()
    live = touring.round_of("411303", NOW.date())
    assert live.state == RoundState.VISITING


def _the_figures_of_the_page_stand_in_their_rows():
    """REFERENCE §0.1, data/page_figures.json: grid.*, joint_committee.*, linkage.*, staff.full_time."""
    day = NOW.date()
    told = {
        "411381": (figures.grid_sentence, "53个社区、412个网格"),
        "411303": (figures.joint_sentence, "6个街道、7+1+X、51个单位"),
        "411323": (figures.post_sentence, "48名专职党务工作人员"),
    }
    for code, (sentence, words) in told.items():
        assert sentence(code, day) == words
    for code in ("411302", "411329", "411324"):
        assert figures.FIGURES["linkage.levels_3"](code, day).value == 3
        assert "街道大工委" in figures.chain_sentence(code, day)
    assert figures.FIGURES["linkage.levels_5"]("411323", day).value == 5
    chain = "县党建工作领导小组、街道党建协调指导委员会、社区党建工作部、社区党支部（总支）、居民小区党小组（支部）五级"
    assert figures.chain_sentence("411323", day) == chain
    grids = [
        row for community in Place.objects.under("411381").filter(level="community") for row in grids_in(community, day)
    ]
    assert sum(300 <= row.households <= 500 for row in grids) >= 408
    served = set(ServiceArea.objects.on(day).exclude(grid=None).values_list("grid", flat=True))
    assert {row.place.pk for row in grids} == served
    assert any(
        group.areas.count() > 1 for group in Organisation.objects.filter(kind="party_group", name__contains="联合")
    )
