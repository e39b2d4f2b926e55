"""Residents read what was decided, who does it by when and what became of it; never who said what."""

import pytest

from tests.meetings.topics.conftest import made, sat  # noqa: F401
from tests.meetings.topics.scene import at, day
from yinuo.meetings import actions
from yinuo.meetings.queries.topic_figures import council_sentence, kinds
from yinuo.meetings.words.topics import Track

TODAY = day(10)


def told(client, topic) -> str:
    return client.get(f"/councils/{topic.pk}/").content.decode()


def test_a_decision_is_told_with_who_does_it(client, made):  # noqa: F811
    topic = made.decided(Track.IMPORTANT)
    given = actions.assign_topic(
        topic, made.world.coordinator, at=at(8), office=made.world.office, task="划线。", due_on=topic.due_on,
        category=made.world.category,
    )  # fmt: skip
    assert topic.title in client.get("/councils/").content.decode()
    page = told(client, topic)
    assert "县城市管理局" in page
    assert given.matter.number in page
    assert "赞成 5，反对 1，弃权 0" in page
    assert "供电公司建议" not in page, "who said what stays inside"


def test_late_minutes_are_told_to_everybody(client, made):  # noqa: F811
    topic = made.consulted()
    actions.decide_urgent(topic, made.unit(2), at=at(0, 1), text="今晚抢通。", due_on=day(1))
    actions.write_minutes(topic.sitting, made.organiser, at=at(4), minutes="通报。", late_why="一直在现场抢修。")
    page = told(client, topic)
    assert "会议纪要逾期补录" in page
    assert "一直在现场抢修。" in page


@pytest.mark.parametrize("is_public", [True, False])
def test_only_what_is_public_and_decided_is_told(client, made, is_public):  # noqa: F811
    topic = made.met()
    assert client.get(f"/councils/{topic.pk}/").status_code == 404
    topic = made.decided()
    type(topic).objects.filter(pk=topic.pk).update(is_public=is_public)
    assert client.get(f"/councils/{topic.pk}/").status_code == (200 if is_public else 404)


def test_the_list_costs_the_same_with_more_rows(client, made, django_assert_max_num_queries):  # noqa: F811
    first = made.decided()
    for number in range(8):
        first.pk, first.number = None, f"copy-{number}"
        first.save()
    with django_assert_max_num_queries(6):
        assert client.get("/councils/?track=major_discuss").status_code == 200


def test_the_four_tracks_are_counted_from_rows(made):  # noqa: F811
    assert council_sentence("419901", TODAY) == ""
    for track, number in ((Track.MAJOR, 3), (Track.PRACTICAL, 1), (Track.IMPORTANT, 2), (Track.URGENT, 1)):
        for _turn in range(number):
            made.proposed(track)
    assert council_sentence("419901", TODAY) == "大事共议、实事共办、要事共决、急事共商（3件、1件、2件、1件）"
    assert kinds("419901", TODAY).value == 4
    assert council_sentence("419902", TODAY) == ""
