"""What everybody sees of an inspection tour: the lot that can be repeated, the meeting, bands; never a judge, a note or a host."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.inspection.conftest import built as built  # the round of the module
from tests.desk.inspection.conftest import said, text
from tests.inspection.scene import Scene
from tests.world import MONDAY
from yinuo.evaluation.models import Assessment, Result
from yinuo.inspection import actions
from yinuo.inspection.rules import ticket

STAGE = "visiting"


@pytest.fixture
def tour(built, db) -> Scene:
    """The round under way; nobody signs in here."""
    return built


def result(tour, form: str, audience: str = "") -> None:
    """A published result as counting leaves it; that counting is right is tested where it is done."""
    names = [one.org for one in tour.assessment.subjects.select_related("org")]
    rows = [
        {
            "key": org.path,
            "name": org.name,
            "band": "优秀" if turn < 2 else "良好",
            "total": f"{90 - turn}.37",
            "judges": 6,
            "ballots": 12,
        }
        for turn, org in enumerate(names)
    ]
    rows[-1] |= {"band": "", "total": None, "judges": 3, "ballots": 6}
    content = {"subjects": rows, "counts": {"cast": 66, "valid": 64, "invalid": 2}, "formula": "去掉一个最高、一个最低"}
    Result.objects.create(
        assessment=tour.assessment,
        number=1,
        export="{}",
        content=json.dumps(content),
        digest="ab" * 32,
        computed_at=MONDAY,
    )
    Assessment.objects.filter(pk=tour.assessment.pk).update(
        state="published", form=form, audience=audience, document="宛组〔2026〕1号", published_at=MONDAY
    )


def test_rounds_are_listed_for_anybody(client, tour):
    page = text(client.get("/rounds/"))
    assert f"/rounds/{tour.round.pk}/" in page
    assert "县委党建工作领导小组部署" in said(client.get("/rounds/"))
    assert "/rounds/" in text(client.get("/promises/")), "residents find the way"
    assert client.get("/rounds/999999/").status_code == 404
    assert client.post("/rounds/").status_code == 405


def test_anybody_can_repeat_the_lot_from_what_the_page_says(client, tour):
    page = text(client.get(f"/rounds/{tour.round.pk}/"))
    for part in (
        tour.round.seed,
        tour.round.list_digest,
        tour.round.seed_source,
        "sha256sum",
        "T03 民情沟通与诉求办理",
    ):
        assert part in page
    for site in tour.round.sites.select_related("subject__org"):
        assert ticket(tour.round.seed, site.subject.key, site.name) in page
        assert site.subject.key in page


def test_no_judge_no_note_and_no_host_is_on_it(client, tour):
    page = text(client.get(f"/rounds/{tour.round.pk}/"))
    for hidden in ("0377-6000", "社区党委书记", "观摩团成员", "保管人"):
        assert hidden not in page


def test_before_the_result_is_published_there_is_none(client, tour):
    page = said(client.get(f"/rounds/{tour.round.pk}/"))
    assert "怎么算的" not in page


def test_bands_are_published_with_counts_formula_and_fingerprint_but_without_points(client, tour):
    result(tour, "bands")
    page = said(client.get(f"/rounds/{tour.round.pk}/"))
    assert "优秀2个单位" in page
    assert "6位评委，12张票" in page
    assert "收到66张票，有效64张，不计2张。" in page
    assert "样本不足，不评分河西镇只有3位评委" in page
    assert "去掉一个最高、一个最低" in page
    assert "ab" * 32 in page
    assert "90.37" not in page


@pytest.mark.parametrize(
    ("form", "audience", "shown"),
    [
        ("points", "向社会公开", True),
        ("points", "各县区", False),
        ("points", "", False),
        ("ranking", "向社会公开", False),
    ],
)
def test_points_are_public_only_when_released_to_everybody_and_a_ranking_never_is(client, tour, form, audience, shown):
    result(tour, form, audience)
    page = text(client.get(f"/rounds/{tour.round.pk}/"))
    assert ("90.37" in page) is shown
    assert "第1名" not in page


def test_the_meeting_and_its_speakers_are_told_with_reasons(client, tour):
    Assessment.objects.filter(pk=tour.assessment.pk).update(state="sealed")
    round = tour.fresh().round
    at = MONDAY + timedelta(hours=1)
    actions.invite_speaker(round, tour.organiser, at=at, org=tour.streets[2], reason="议题办到哪天写在门口。")
    page = said(client.get(f"/rounds/{round.pk}/"))
    assert "2026年3月3日周二18:00·县委党校报告厅" in page
    assert "议题办到哪天写在门口。" in page


def test_the_page_costs_the_same_with_more_sites(client, tour):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/rounds/{tour.round.pk}/").status_code == 200
        return len(captured)

    before = queries()
    for site in list(tour.round.sites.all()):
        site.pk, site.name = None, f"{site.name}又一处"
        site.save()
    assert queries() == before <= 8
