"""Two keepers open a box on two telephones; three letters, one about their own office; a resident reads the month."""

import pytest

from tests.matters.boxes import hung
from yinuo.duties.models import BurdenComplaint
from yinuo.matters.models import BoxMonth, Letter, Matter, Opening

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_from_the_box_to_the_board_and_the_public_page(town):
    world = town.world
    box = hung(world)
    opening = _opened_by_two(town, box)
    _three_letters(town, opening)
    about = Letter.objects.get(is_passed=True)
    street = town.at_desk("coordinator").go(f"/desk/matters/{about.matter.number}/")
    assert "居委会的值班表没有公布" in street.text
    letter = Letter.objects.get(number=1)
    pc = town.at_desk("worker").go(f"/desk/boxes/letters/{letter.pk}/answer_letter/")
    pc.fill(answer="从下周一起开到晚上九点。").choose("采纳了").press("公开答复")
    pc.go(f"/desk/boxes/{box.pk}/notice/")
    town.pass_time(days=30)
    pc = town.at_desk("worker").go(f"/desk/boxes/{box.pk}/").press("公布一个月的件数").press("公布一个月的件数")
    month = BoxMonth.objects.get()
    assert (month.counts["letters"], month.counts["passed"], month.counts["adopted"]) == (3, 1, 1)
    resident = town.resident(scripts=False).go("/boxes/").press(world.community_office.name)
    assert "从下周一起开到晚上九点。" in resident.text
    assert month.digest in resident.text
    assert "值班表" not in resident.text


def _opened_by_two(town, box) -> Opening:
    phone = town.at_desk("worker", "phone").go(f"/desk/boxes/{box.pk}/open_box/")
    phone.fill(count="3", note="锁完好").press("开箱")
    assert "请另一位保管人现在确认" in phone.text
    opening = Opening.objects.get()
    town.at_desk("worker", "phone").go(f"/desk/boxes/openings/{opening.pk}/confirm_opening/", status=403)
    other = town.window("phone")
    town.sign_in(other, "community_handler")
    other.go("/desk/")
    other.page.get_by_role("link", name="等您确认的开箱").click()
    other.press("我在场，件数相符").press("我在场，件数相符")
    return opening


def _three_letters(town, opening) -> None:
    for words, kind, about_us in (
        ("活动中心能不能晚上开到九点？", "意见建议", False),
        ("楼前的灯坏了两盏。", "求助", False),
        ("居委会的值班表没有公布，找人要跑三趟。", "投诉", True),
    ):
        phone = town.at_desk("worker", "phone").go(f"/desk/boxes/openings/{opening.pk}/enter_letter/")
        phone.fill(words=words, kind=kind)
        if about_us:
            phone.choose("信里反映的是我们单位")
        phone.press("登记一封信")
    passed = Matter.objects.get(words__contains="值班表")
    assert "已转示例街道办事处" in phone.text.replace(" ", "")
    assert passed.number not in phone.text
    phone.go(f"/desk/matters/{passed.number}/", status=404)


def test_a_worker_complains_about_a_burden_on_a_telephone_and_keeps_only_a_slip(town):
    worker = town.at_desk("worker", "phone").go("/desk/burden/")
    worker.press("投诉（不留名）")
    worker.fill(place=town.world.county.name, words="没有登记就要表，打电话催。").choose("没有登记就要表、要数")
    worker.press("交上去")
    complaint = BurdenComplaint.objects.get()
    assert "谁投诉的，系统里没有记" in worker.text
    worker.press("看这件投诉")
    assert f"等{complaint.office.name}答复" in worker.text
