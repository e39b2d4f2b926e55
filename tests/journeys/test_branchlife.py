"""A secretary at the table with a phone; the superior at a PC; two reports counted by two tellers."""

import pytest

from tests.meetings.branch.scene import BUSINESS, COUNT, PARTY, lived, scene
from yinuo.meetings.models import BranchMeeting, SecretaryReport

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def made(town):
    """A branch with a year behind it."""
    return lived(scene(town.world))


def test_a_theme_day_is_recorded_by_three_taps_and_a_sentence_and_seen_from_above(town, made):
    before = BranchMeeting.objects.count()
    phone = town.at_desk("branch_secretary", "phone").go(f"/desk/branches/{made.branch.pk}/")
    phone.press("记一次主题党日")
    phone.fill(present="13", outcome="修好楼道灯六盏，下月回头看亮不亮。").press("记一次主题党日")
    assert "已经记下" in phone.text
    assert BranchMeeting.objects.count() == before + 1
    assert BranchMeeting.objects.first().place == "社区党员活动室"
    above = town.at_desk("street_organiser").go("/desk/branches/?year=2025")
    assert "要帮一把" in above.text
    above.press("幸福社区第一党支部")
    assert "补录" in above.text
    assert not above.page.locator("main").get_by_role("link", name="记一次会").count(), "nobody records for the branch"


def test_the_two_reports_with_their_distribution(town, made):
    secretary = town.at_desk("branch_secretary").go(f"/desk/branches/{made.branch.pk}/write_report/")
    secretary.fill(party_text=PARTY, business_text=BUSINESS).press("写述职报告")
    report = SecretaryReport.objects.get()
    page = f"/desk/branches/reports/{report.pk}/"
    for who in ("branch_secretary", "street_organiser"):
        window = town.at_desk(who).go(f"{page}hold_hearing/")
        window.fill(entitled="15", present="14", comments="流动党员联系得少。").press("登记述职会")
    numbers = {name: str(value) for name, value in COUNT.items()}
    for hearing in report.hearings.order_by("pk"):
        town.at_desk("teller", "phone").go(f"/desk/branches/hearings/{hearing.pk}/enter_count/").fill(**numbers).press(
            "填第一遍清点"
        )
        second = town.at_desk("other_teller", "phone").go(page)
        second.press("填第二遍清点").fill(**(numbers | {"good": "8", "fairly": "4"})).press("填第二遍清点")
        assert "不一致" in second.text
        second.fill(**numbers).press("填第二遍清点")
    town.at_desk("street_organiser").go(f"{page}settle_report/").press("公布评议结果")
    told = town.at_desk("branch_secretary").go(page).text
    assert "9 票" in told
    assert "不算平均分" in told
