"""An organiser builds a joint committee; a department plans its branches and sets them up; somebody reads the health page."""

import pytest

from tests.desk.orgs.city import build
from yinuo.orgs.models import Organisation, Proposal
from yinuo.orgs.words import BRANCHES

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def city(town):
    """The small city of the pages of organisations, behind windows."""
    return build(town.world)


def test_a_joint_committee_is_built_and_its_check_is_seen(town, city):
    window = town.at_desk("organiser").go(f"/desk/structure/{city.street.pk}/").press("增设下级单位")
    window.fill(name="新街道联合党工委", kind="街道联合党工委").press("增设下级单位")
    joint = Organisation.objects.get(name="新街道联合党工委")
    window.go(f"/desk/structure/{joint.pk}/").press("增加本级委员")
    window.fill(posts="\n".join(f"街道委员{number}" for number in range(1, 8))).press("增加本级委员")
    window.press("增加专职委员").fill(posts="专职工委委员").press("增加专职委员")
    window.press("邀请驻区单位").choose("市邮政分公司").press("邀请驻区单位")
    assert "1个单位已邀请、还没有确认，没有计入" in window.text
    assert "已确认的驻区单位委员0名" in window.text
    window.press("登记回函").fill(reply="示邮函〔2026〕1号").press("确认")
    assert "没有计入" not in window.text
    tally = window.page.locator(".tally dd").all_inner_texts()
    assert [one.strip() for one in tally] == ["7", "1", "1"]
    assert "2个街道、7+1+X、10个单位" not in window.go("/desk/figures/").text, (
        "two committees in one street are one street"
    )
    assert "1个街道、7+1+X、10个单位" in window.text


def test_a_unit_answers_the_invitation_on_its_own_desk_by_phone(town, city):
    window = town.at_desk("unit_handler", "phone").go("/desk/")
    window.page.get_by_role("link", name="待本单位确认的席位").first.click()
    window.page.wait_for_load_state()
    window.look().press("确认").press("确认")
    assert "已经确认" in window.page.locator("#messages").inner_text()
    assert not city.committee.seats.filter(state="invited").exists()


def test_a_department_of_sixteen_sections_is_planned_proposed_approved_and_set_up(town, city):
    window = town.at_desk("secretary").go("/desk/planner/").press("县综合服务保障局")
    assert window.page.locator(".plan").count() == 3
    assert "已证明最优" in window.text
    window.press("申报这个方案").fill(text="科室较多，党员分散，按分管和办公地点设立。").press("向上级申报")
    assert "已申报，待上级批复" in window.text
    proposal = Proposal.objects.get()
    found = Organisation.objects.under(city.department.path).filter(kind__in=BRANCHES)
    assert not found.exists(), "a proposal changes nothing"
    superior = town.at_desk("committee_organiser").go(f"/desk/proposals/{proposal.pk}/").press("批复同意")
    superior.fill(document="示直工〔2026〕8号", answer="同意。").press("批复同意")
    assert "上级已同意，待实施" in superior.text
    unit = town.at_desk("secretary").go(f"/desk/proposals/{proposal.pk}/")
    unit.press("实施：设立支部").press("实施：设立支部")
    assert "已实施" in unit.text
    assert found.count() == proposal.branches.count()
    unit.go(f"/desk/planner/{city.department.pk}/")
    assert "还没有" not in unit.page.locator("table.sections").inner_text(), "every section has its branch now"
    assert "现有设置" in unit.text


def test_the_health_page_is_read_narrowed_and_answered_with_a_reason(town, city):
    window = town.at_desk("organiser").go("/desk/health/")
    assert "正式党员2名" in window.text
    window.page.locator(".desk-jumps a", has_text="90天内到期").click()
    window.page.wait_for_load_state()
    assert "机关第二支部" in window.look().text
    assert "机关第一支部" not in window.page.locator("ol.health").inner_text()
    window.go("/desk/health/?rule=branch.full_min").press("说明原因")
    window.fill(text="两名同志刚调出，正在报请合并。", valid_to="2026-05-01").press("说明原因")
    assert "两名同志刚调出" in window.go("/desk/health/?show=explained").text


def test_the_tree_is_opened_without_a_script(town, city):
    window = town.sign_in(town.window("pc", scripts=False), "organiser").go("/desk/structure/")
    group = window.page.get_by_role("link", name="幸福社区第1网格党小组")
    assert not group.is_visible()
    for summary in ("幸福社区居委会", "幸福社区大党委"):
        window.page.locator("summary", has_text=summary).last.click()
    assert group.is_visible()
