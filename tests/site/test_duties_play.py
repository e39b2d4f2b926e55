"""What the demo plays of central work, rules, letters and training: every state is there, and the sentences print."""

from random import Random

import pytest
from django.utils import timezone

from yinuo.acts.models import Entry
from yinuo.bulletins.sentences import BEYOND
from yinuo.duties.models import ChecklistItem, Project, Recheck, Regulation, ResponsibilityLetter, Training
from yinuo.duties.queries.campaigns import asked, progress
from yinuo.duties.queries.letters import likeness_of
from yinuo.duties.words.campaigns import ChecklistState
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Organisation
from yinuo.site.demo import building, duties, town

NOW = timezone.localtime()


@pytest.fixture
def played(db):
    """The ground of the demo, and the play on it."""
    counties, builder = town.build(NOW - building.MONTHS, Random("1 town"), (NOW + building.AHEAD).date())
    office = Organisation.objects.get(name="西峡县民政局")
    staffing.open_post(office, builder.member(office, "局长", (duties.Role.ORGANISER, office, None)), at=builder.at,
                       title="专职副书记", is_full_time=True)  # fmt: skip
    before = Entry.objects.count()
    said = list(duties.build(builder, counties, NOW))
    assert len(said) == 3
    assert 150 < Entry.objects.count() - before < 600
    return counties


def test_everything_is_played_and_told_in_figures(played):
    assert set(ChecklistItem.objects.values_list("state", flat=True)) == set(ChecklistState)
    assert set(Project.objects.values_list("state", flat=True)) >= {
        "consulted",
        "revised",
        "decided",
        "compensated",
        "moving",
    }
    assert set(Regulation.objects.values_list("state", flat=True)) >= {"proposed", "effective", "revised", "abolished"}
    assert set(ResponsibilityLetter.objects.values_list("state", flat=True)) >= {"drafted", "signed", "checked"}
    assert set(Training.objects.values_list("state", flat=True)) == {"planned", "held"}
    far = progress(Recheck.objects.get())
    assert not far.is_cleared
    assert far.total.all == 19
    project = Project.objects.get(state="moving")
    assert [(one.all, one.verified) for one in asked(project)] == [(1, 1), (1, 1), (1, 0)]
    letter = ResponsibilityLetter.objects.filter(year=NOW.year, state="signed").first()
    assert likeness_of(letter).alike == 2
    told = {code: "".join(one(code, NOW.date()) for one in BEYOND) for code in ("411327", "411302", "411330", "411323")}
    for code in ("411327", "411302"):
        assert "重大项目建设1个、内河治理1个、棚户区改造1个" in told[code]
    assert "全国文明县城复验19项" in told["411330"]
    assert "建立2项、完善1项、精简3项" in told["411323"]
    assert "与3个单位签订目标责任书，责任清单12条（党组织3条、党组织书记3条、班子成员6条）" in told["411323"]
    assert "今年举办" in told["411323"] or NOW.month < 3
