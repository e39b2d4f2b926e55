"""After the marks: an objection is heard, the meeting held, bands published, and somebody else counts again from the file."""

import subprocess
import sys

import pytest

from tests.inspection.scene import scene
from yinuo.evaluation.models import Objection
from yinuo.inspection import actions
from yinuo.inspection.models import Visit

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def made(town):
    """The round of the small town: everything seen, marked, counted, signed and told to the streets."""
    made = scene(town.world)
    for visit in Visit.objects.filter(group__round=made.round):
        actions.hold_visit(visit, made.organiser)
    actions.come_back(made.round, made.organiser)
    return made.announced().fresh()


def test_from_an_objection_to_published_bands_that_anybody_can_count_again(town, made, tmp_path):
    street = town.at_desk("street0", "phone").go(f"/desk/assessments/units/{made.subject(0).pk}/object/")
    street.fill(text="第2项的公示栏当天正在更换，评委没有看到，请核对照片。").press("提出异议")
    objection = Objection.objects.get()
    organiser = town.at_desk("organiser").go(f"/desk/objections/{objection.pk}/answer_objection/")
    organiser.fill(answer="调了当天照片，公示栏在换，补看后不影响档次。").choose("维持原结果").press("答复异议")
    street.go(f"/desk/objections/{objection.pk}/accept_answer/").press("接受答复")
    organiser.go(f"/desk/rounds/{made.round.pk}/invite_speaker/")
    organiser.fill(org="东关街道", reason="抽到的点位和推荐的一样实。").press("请单位发言")
    town.pass_time(days=1, hours=9)
    organiser = town.at_desk("organiser").go(f"/desk/rounds/{made.round.pk}/hold_meeting/")
    organiser.fill(met_at="2026-03-03T18:00", commentary="差距主要在复查，一个单位至少改一件。").press("登记点评会")
    assert "异议期到" in organiser.go(f"/desk/assessments/{made.assessment.pk}/").text
    town.pass_time(days=10)
    organiser = town.at_desk("organiser").go(f"/desk/assessments/{made.assessment.pk}/settle/").press("异议了结")
    organiser.go(f"/desk/assessments/{made.assessment.pk}/publish/").choose("只公布档次").press("公布")
    _anybody_reads_the_bands(town, made)
    _somebody_counts_again(town, made, tmp_path)


def _anybody_reads_the_bands(town, made):
    page = town.resident(scripts=False).go(f"/rounds/{made.round.pk}/")
    result = made.assessment.results.first()
    assert "东关街道" in page.text
    assert "抽到的点位和推荐的一样实" in page.text
    assert "优秀" in page.text
    totals = [line.split('"')[3] for line in result.content.splitlines() if '"total": "' in line]
    assert not [total for total in totals if "." in total and total in page.text], "bands, no points"


def _somebody_counts_again(town, made, tmp_path):
    result, window = made.assessment.results.first(), town.at_desk("auditor")
    for name in ("export", "content"):
        answer = window.page.request.get(f"{window.address}/desk/results/{result.pk}/{name}/")
        assert answer.status == 200
        (tmp_path / name).write_bytes(answer.body())
    command = [sys.executable, "-m", "yinuo.evaluation.rules.recomputing", str(tmp_path / "export")]
    told = subprocess.run(
        [*command, "--compare", str(tmp_path / "content")], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "逐字节相同" in told.stdout
