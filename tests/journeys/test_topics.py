"""Two topics of a street's joint committee at real windows: an urgent one minuted late, an important one without a quorum."""

import pytest

from tests.journeys.walking import Window
from tests.meetings.topics.scene import Council, council
from yinuo.matters import actions as handling
from yinuo.matters.words import Method, Outcome
from yinuo.meetings import actions
from yinuo.meetings.models import Sitting, Topic
from yinuo.meetings.words.topics import Track

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def made(town) -> Council:
    """The committee of the street, in the town with windows."""
    return council(town.world)


def open_topic(town, who: str, topic: Topic, screen: str = "pc") -> Window:
    return town.at_desk(who, screen).go(f"/desk/topics/{topic.pk}/")


def test_an_urgent_matter_is_talked_over_by_telephone_and_its_late_minutes_are_flagged(town, made):
    phone = town.at_desk("coordinator", "phone").go(f"/desk/councils/{made.body.pk}/")
    phone.press("提一个议题").choose("急事共商")
    phone.fill(theme="民生改善", title="供暖主管爆裂", text="三栋楼停暖。", proposer="网格员").press("提一个议题")
    topic = Topic.objects.get()
    phone.press("登记急事碰头").fill(how="电话", lead="供电公司", said="先设暖屋，再抢修。", met_at="2026-03-02T12:00")
    phone.choose("党工委书记", "组织委员").press("登记急事碰头")
    assert "至少3名委员" in phone.text
    assert "先设暖屋，再抢修。" in phone.page.locator("[name=said]").input_value()
    phone.choose("供电公司 · 党组织负责人").press("登记急事碰头")
    lead = open_topic(town, "unit2", topic).press("记下牵头单位怎么定")
    lead.fill(text="先设3个暖屋，次日18时前恢复。", due_on="2026-03-03").press("记下牵头单位怎么定")
    town.pass_time(days=4)
    phone = town.at_desk("coordinator", "phone").go(f"/desk/sittings/{topic.sitting_id or Sitting.objects.get().pk}/")
    assert "已经逾期" in phone.text
    phone.press("写纪要").fill(minutes="先设3个暖屋，次日恢复。").press("写纪要")
    assert "请写明为什么晚了" in phone.text
    phone.fill(late_why="一直在现场抢修。").press("写纪要")
    assert "纪要逾期补录" in phone.text
    page = town.resident().go(f"/councils/{topic.pk}/")
    assert "会议纪要逾期补录，原因：一直在现场抢修。" in page.text.replace(" ", "")


def test_an_important_matter_without_a_quorum_waits_then_is_decided_done_and_told_back(town, made):
    topic = made.met(Track.IMPORTANT, present=4, title="公共资源清单", proposer_org=town.world.community_office)
    town.pass_time(days=8)
    desk = open_topic(town, "organiser", topic).press("登记表决")
    desk.fill(votes_for="4", votes_against="0", abstained="0", text="调整四项资源。", due_on="2026-05-29").press(
        "登记表决"
    )
    assert "到会4席，在任8席" in desk.text
    assert desk.page.locator("[name=text]").input_value() == "调整四项资源。"
    open_topic(town, "organiser", topic).press("暂缓").fill(reason="到会不足。").press("暂缓")
    desk = town.at_desk("organiser").go(f"/desk/councils/{made.body.pk}/").press("通知会议")
    desk.fill(meets_at="2026-03-16T09:00", place="街道三楼会议室").press("通知会议")
    sitting = Sitting.objects.latest("pk")
    open_topic(town, "organiser", topic).press("会前通报").fill(sitting="3月16日").press("会前通报")
    town.pass_time(days=6)
    desk = town.at_desk("organiser").go(f"/desk/sittings/{sitting.pk}/").press("登记到会")
    desk.choose("党工委书记", "党工委副书记", "组织委员", "宣传委员", "示例一中", "县医院").press("登记到会")
    assert "超过一半，可以表决" in desk.text
    open_topic(town, "organiser", topic).press("登记会上怎么说").fill(said="各单位核对了资源。").press("登记会上怎么说")
    desk.press("登记表决").fill(
        votes_for="6", votes_against="0", abstained="0", text="调整四项资源。", due_on="2026-05-29"
    )
    desk.press("登记表决")
    desk.go(f"/desk/sittings/{sitting.pk}/").press("写纪要").press("写纪要")
    _given_done_and_told(town, topic)


def _given_done_and_told(town, topic: Topic) -> None:
    desk = open_topic(town, "coordinator", topic).press("交办")
    desk.fill(office="县城市管理局", category="路灯").press("交办")
    matter = topic.assignments.get().matter
    handling.promise(matter, town.world.handler, text="月底前办好。", due_at=matter.due_at)
    handling.resolve(matter, town.world.handler, outcome=Outcome.SOLVED, text="清单换好了。")
    assert "还有1件没有办完" in open_topic(town, "organiser", topic).text
    handling.verify(matter, town.world.verifier, method=Method.SITE_CHECK, note="看过公示栏。")
    desk = open_topic(town, "organiser", topic).press("都办完了").press("都办完了")
    desk.press("反馈提出人").fill(text="清单已经更新。", told_how="当面").press("反馈提出人")
    proposer = open_topic(town, "community_handler", topic, "phone").press("了结").press("了结")
    assert "已了结" in proposer.text
    assert actions.undone(Topic.objects.get(pk=topic.pk)) == 0
