"""The minutes of a listening day as a Word file: numbers from rows, nothing in which somebody could be recognised."""

import pytest
from django.test import Client

from tests.bulletins.papers import book, everything, word
from tests.meetings.conftest import days, kept  # noqa: F401
from tests.meetings.days import held
from yinuo.meetings.words.listening import Answer


@pytest.fixture
def rooms(days):  # noqa: F811
    return days


def file_of(world, day, who="worker", format="docx"):
    client = Client()
    client.force_login(world.people[who].user)
    return client.get(f"/excel/listening/{day.pk}/minutes.{format}")


def test_the_minutes_count_from_rows_and_carry_every_opinion(rooms):
    march, april = rooms
    answer = file_of(march.world, march.day)
    content = b"".join(answer.streaming_content)
    blocks = word(content)
    said = "".join(one for one in blocks if isinstance(one, str))
    assert "31人、意见4条：当场答复1条、限时办理1条、转办1条、解释说明1条，交办率100%" in said
    table = next(one for one in blocks if isinstance(one, list) and len(one[-1]) == 6)
    assert table[-2][1:5] == [
        "东门外路灯坏了四盏，晚上看不见路（3）",
        "转办",
        "请逐盏检查路灯，把不亮的换掉。",
        "县城市管理局",
    ]
    april.answers(april.opinions[0], Answer.ON_SPOT)
    april.closes()
    sheets = book(b"".join(file_of(march.world, april.day, format="xlsx").streaming_content))
    assert "上月事项" in sheets


def test_words_with_a_telephone_number_are_not_printed(rooms):
    march, april = rooms
    made = april.says("我家电话13800138000，水管漏了")
    for one in (april.opinions[0], made):
        april.answers(one, Answer.ON_SPOT)
    april.closes()
    content = b"".join(file_of(march.world, april.day).streaming_content)
    assert "13800138000" not in everything(content)
    assert "不印" in everything(content)


def test_who_does_not_see_the_day_has_no_minutes_and_none_before_its_end(rooms):
    march, april = rooms
    assert file_of(march.world, march.day, "handler").status_code == 404
    assert file_of(march.world, march.day, "leader").status_code == 200
    assert file_of(march.world, april.day).status_code == 409
    assert file_of(march.world, march.day, format="pdf").status_code == 404
    assert held
