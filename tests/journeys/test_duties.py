"""A plan is published too short, a task is refused, a household asks; a list is pasted, checked, and a resident sees it come back."""

import pytest

from tests.duties.works.scene import PLAN, works
from yinuo.duties.models import ChecklistItem, ProjectMatter
from yinuo.matters.models import Matter

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def made(town):
    return works(town.world)


def test_a_project_by_the_law_and_a_household_that_asks_by_phone(town, made):
    office = town.at_desk("handler").go(f"/desk/central/{made.project.pk}/").press("公布补偿方案")
    office.fill(comments_until="2026-03-31", where="社区公告栏", plan=PLAN).press("公布补偿方案")
    assert "条例第十条" in office.text
    assert office.page.locator("[name=plan]").input_value() == PLAN
    office.fill(comments_until="2026-04-01").press("公布补偿方案")
    office.press("交一件工作").fill(office="县城市管理局", text="做好亲属工作，劝其签约", due_on="2026-03-20").press(
        "交一件工作"
    )
    assert "株连式征迁" in office.text
    office.fill(text="帮住户找学校近的周转房").press("交一件工作")
    assert "帮住户找学校近的周转房" in office.text
    resident = (
        town.resident(scripts=False).go("/campaigns/").press("护城河治理二期").press("我想问、想请人帮忙、有异议")
    )
    resident.choose("有异议").fill(words="评估的面积比房本少。").press("交上去")
    assert "单号" in resident.text
    matter = ProjectMatter.objects.get().matter
    assert Matter.objects.get(pk=matter.pk).words == "评估的面积比房本少。"
    assert "有异议" in office.go(f"/desk/central/{made.project.pk}/").text


def test_a_pasted_list_and_a_rebound_told_by_a_resident(town, made):
    organiser = town.at_desk("organiser").go(f"/desk/rechecks/{made.recheck.pk}/").press("导入清单")
    organiser.fill(pasted="5.1\t楼道没有堆物\t2\t\n5.2\t电梯有年检\t1\t县城市管理局").press("导入清单")
    assert "第1行（5.1）：没有责任单位" in organiser.text
    organiser.fill(pasted="5.1\t楼道没有堆物\t2\t县城市管理局\n5.2\t电梯有年检\t1\t县城市管理局").press("导入清单")
    item = ChecklistItem.objects.get(code="5.1")
    office = town.at_desk("handler", "phone").go(f"/desk/rechecks/items/{item.pk}/").press("认领")
    office.fill(plan="每周清一次", due_on="2026-03-20").press("认领")
    office.press("加一条佐证").choose("见证人").fill(text="楼长看着清的。").press("加一条佐证")
    office.press("报告改好了").press("报告改好了")
    checker = town.at_desk("verifier").go(f"/desk/rechecks/items/{item.pk}/").press("核查属实")
    checker.choose("A：达到", "现场查看").fill(note="走了六个楼道。").press("核查属实")
    resident = town.resident(scripts=False).go(f"/campaigns/items/{item.pk}/")
    resident.fill(words="三单元又堆上纸箱了。").press("交上去")
    checker.go(f"/desk/rechecks/items/{item.pk}/").press("反弹了")
    checker.choose("现场查看").fill(note="去看了，属实。").press("反弹了")
    assert "反弹，重新改" in checker.text
    assert "居民说反弹（1 件）" in checker.text
