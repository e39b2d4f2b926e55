"""Topics and sittings at a desk: what a page says, what is refused with the words kept, what it asks of the database."""

import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bulletins.papers import everything, word
from tests.desk.inspection.conftest import said, send
from tests.meetings.topics.scene import at, day
from tests.world import MONDAY
from yinuo.meetings import actions
from yinuo.meetings.models import NeedClaim, Sitting, Topic, TopicAnswer
from yinuo.meetings.words.topics import Track

NOON = MONDAY + timedelta(hours=3)


def step(topic: Topic, verb: str) -> str:
    return f"/desk/topics/{topic.pk}/{verb}/"


def told(answer) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def test_a_unit_proposes_a_topic_and_the_street_takes_it(board):
    address = f"/desk/councils/{board.body.pk}/propose_topic/"
    answer = send(
        board.desk.unit0, address, track="practical_do", theme="livelihood", title="校园操场夜间停车", text="晚上空着。",
        proposer_org=str(board.units[0].pk), need_what="车位", need_amount="150", need_unit="个",
    )  # fmt: skip
    topic = Topic.objects.get()
    assert answer.url == f"/desk/topics/{topic.pk}/"
    page = said(board.desk.unit0.get(answer.url))
    assert "等组织员看是不是本机构该议的事" in page
    send(board.desk.coordinator, step(topic, "screen_topic"), is_public="on")
    topic.refresh_from_db()
    assert topic.state == "screened"


def test_a_short_circulation_is_refused_at_its_field(board):
    topic = board.screened()
    sitting = actions.call_sitting(board.body, board.organiser, at=at(-1), meets_at=at(2), place="三楼")
    answer = send(board.desk.organiser, step(topic, "circulate_topic"), sitting=sitting.pk)
    assert answer.status_code == 422
    assert "至少3个工作日" in told(answer)


def test_a_vote_without_a_quorum_keeps_what_was_typed(board, monday):
    topic = board.met(Track.IMPORTANT, present=4)
    monday.shift(timedelta(days=8))
    board.desk.sign_in()
    answer = send(
        board.desk.organiser, step(topic, "vote_topic"), votes_for="4", votes_against="0", abstained="0",
        text="公共收益先修楼道灯。", due_on=day(40).isoformat(),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "到会4席，在任8席" in told(answer)
    assert "公共收益先修楼道灯。" in told(answer)


def test_what_belongs_to_the_residents_is_refused_with_what_to_do(board, monday):
    topic = board.met(Track.IMPORTANT, touches_all=True, touches_why="公共收益")
    monday.shift(timedelta(days=8))
    board.desk.sign_in()
    page = said(board.desk.organiser.get(f"/desk/topics/{topic.pk}/"))
    assert "转居民会议" in page
    assert "登记表决" not in page
    answer = send(
        board.desk.organiser, step(topic, "vote_topic"), votes_for="6", votes_against="0", abstained="0", text="先修灯。",
        due_on=day(40).isoformat(),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "居民委员会组织法" in told(answer)


def test_an_urgent_talk_is_registered_and_its_late_minutes_ask_why(board, monday):
    topic = board.proposed(Track.URGENT, title="供暖主管爆裂", when=NOON)
    form = board.desk.coordinator.get(step(topic, "consult_urgent")).context["form"]
    seats = [key for key, _word in form.fields["present"].choices]
    send(
        board.desk.coordinator, step(topic, "consult_urgent"), present=seats[:3], lead=str(board.units[2].pk),
        met_at="2026-03-02T12:00", how="电话", said="先设暖屋。",
    )  # fmt: skip
    send(board.desk.unit2, step(topic, "decide_urgent"), text="今晚抢通。", due_on=day(1).isoformat())
    sitting = Sitting.objects.get()
    monday.shift(timedelta(days=4))
    board.desk.sign_in()
    address = f"/desk/sittings/{sitting.pk}/"
    assert "已经逾期" in said(board.desk.coordinator.get(address))
    answer = send(board.desk.coordinator, f"{address}write_minutes/", minutes="已抢通，通报各委员。")
    assert answer.status_code == 422
    assert "已抢通，通报各委员。" in told(answer)
    send(board.desk.coordinator, f"{address}write_minutes/", minutes="已抢通。", late_why="一直在现场抢修。")
    assert "纪要逾期补录" in said(board.desk.coordinator.get(address))


def test_the_minutes_are_a_word_document_without_names(board, monday):
    topic = board.decided(Track.IMPORTANT)
    actions.assign_topic(
        topic, board.world.coordinator, at=at(8), office=board.world.office, task="划线。", due_on=topic.due_on,
        category=board.world.category,
    )  # fmt: skip
    monday.shift(timedelta(days=10))
    board.desk.sign_in()
    address = f"/excel/sittings/{topic.sitting_id}/minutes.docx"
    assert board.desk.organiser.get(address).status_code == 409
    actions.write_minutes(topic.sitting, board.organiser, at=at(9), minutes="以上事项请各单位办理。")
    content = b"".join(board.desk.unit0.get(address).streaming_content)
    text = [one for one in word(content) if isinstance(one, str)]
    assert text[0] == "示例街道联合党工委会议纪要"
    assert any("在任8席，到会6席" in one for one in text)
    assert any("赞成5票，反对1票，弃权0票" in one for one in text)
    assert ["划线。", "县城市管理局", "2026年4月8日"] in [
        row for one in word(content) if not isinstance(one, str) for row in one
    ]
    assert "党工委书记" not in everything(content)
    assert board.desk.neighbour.get(address).status_code == 404
    assert io.BytesIO(content).getbuffer().nbytes < 60_000


def test_what_waits_is_on_the_home_page(board, monday):
    board.circulated(Track.PRACTICAL, when=NOON)
    page = said(board.desk.unit0.get("/desk/"))
    assert "等本单位提意见的议题1" in page
    assert "可以认领的实事1" in page
    board.proposed(when=NOON)
    assert "待审核的议题1" in said(board.desk.coordinator.get("/desk/"))
    assert "议题" not in said(board.desk.verifier.get("/desk/")).partition("现在等您办的")[2][:200]


@pytest.mark.parametrize(
    "age", ["", "?age=undecided", "?age=undone", "?age=overdue", "?age=late", "?track=urgent_consult"]
)
def test_the_list_can_be_narrowed(board, age):
    board.decided()
    answer = board.desk.organiser.get(f"/desk/topics/{age}")
    assert answer.status_code == 200
    assert len(answer.context["page"].object_list) == (1 if age in ("", "?age=undone") else 0)


def test_a_matter_that_came_up_is_offered_as_a_topic(board):
    matter = board.world.dispatched(words="两条街的路灯分属两家单位。")
    type(matter).objects.filter(pk=matter.pk).update(state="escalated", office=board.body, office_path=board.body.path)
    page = board.desk.organiser.get(f"/desk/councils/{board.body.pk}/")
    assert f"?matter={matter.number}" in page.content.decode()
    form = board.desk.organiser.get(f"/desk/councils/{board.body.pk}/propose_topic/?matter={matter.number}")
    assert "仍按这个编号" in told(form)


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_with_more_rows(board):
    topic = board.met(Track.PRACTICAL)
    claim = actions.claim_need(
        topic, board.unit(0), at=at(8), unit=board.units[0], what="操场", amount=150, due_on=day(30)
    )
    board.answered(topic, when=at(8))
    pages = [
        f"/desk/topics/{topic.pk}/", f"/desk/sittings/{topic.sitting_id}/", f"/desk/councils/{board.body.pk}/", "/desk/topics/",
        "/desk/councils/",
    ]  # fmt: skip
    before = {(who, page): queries(getattr(board.desk, who), page) for who in ("organiser", "unit0") for page in pages}
    for number in (1, 2, 3):
        claim.pk, claim.unit = None, board.units[number]
        claim.save()
        TopicAnswer.objects.create(topic=topic, unit=board.units[number], stance="for", reason="好", said_at=at(8))
        other = Topic.objects.get(pk=topic.pk)
        other.pk, other.number = None, f"copy-{number}"
        other.save()
    assert NeedClaim.objects.count() == 4
    after = {key: queries(getattr(board.desk, key[0]), key[1]) for key in before}
    assert after == before
    assert max(before.values()) <= 4 + 16, before
