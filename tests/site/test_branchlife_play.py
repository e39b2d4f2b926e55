"""The play of branch life in the demo: twelve branches, a year with gaps and marked late entries, activities, two reports."""

from random import Random

import pytest
from django.utils import timezone

from yinuo.meetings.models import BranchActivity, BranchMeeting, SecretaryReport
from yinuo.meetings.queries import years_of
from yinuo.meetings.queries.life_figures import activities_sentence, branch_life_sentence
from yinuo.meetings.rules.reports import distribution
from yinuo.orgs.models import Organisation
from yinuo.site.demo import branchlife, building, town

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_year_of_twelve_branches():
    now = timezone.localtime()
    counties, builder = town.build(now - building.MONTHS, Random("1 town"), (now + building.AHEAD).date())
    assert list(branchlife.build(builder, counties, now))
    branches = Organisation.objects.filter(kind="branch", branch_meetings__isnull=False).distinct()
    assert branches.count() == 12
    assert BranchMeeting.objects.filter(is_late=True).exists()
    assert not BranchMeeting.objects.filter(is_late=True, late_reason="").exists()
    assert BranchActivity.objects.filter(state="activity_held").count() == 12
    for report in SecretaryReport.objects.all():
        assert [distribution(one.count.counted) is not None for one in report.hearings.all()] == [True, True]
    assert SecretaryReport.objects.count() == 2
    years = years_of(branches, now.year, now.date())
    assert any(one.sum.needs_a_hand for one in years)
    assert any(not one.sum.needs_a_hand for one in years)
    day = now.date()
    print(branch_life_sentence("411323", day), activities_sentence("411323", day))
    assert "12个党支部" in branch_life_sentence("411323", day)
    assert activities_sentence("411323", day).startswith("近一年党建活动6种12次")
