"""Repeated complaints are found by their words, at the same place only."""

from pathlib import Path

import pytest

from yinuo.analytics.texts.naming import places_named, same_place
from yinuo.analytics.texts.reading import read_messages
from yinuo.analytics.texts.similar import Complaint, Index, groups, places_agree, resemblance

MESSAGES = Path(__file__).parents[3] / "shared/data/messages"
needs_shared = pytest.mark.skipif(not MESSAGES.exists(), reason="../shared is not here")

HERE, NEXT_DOOR, ELSEWHERE = "411303003901", "411303003902", "411381003901"
NOISE = "锦绣家园旁边搅拌站噪音扰民\n锦绣家园旁边的搅拌站每天夜里加工砂石，噪音很大，无法入睡。"
NOISE_AGAIN = "夜里搅拌站太吵\n我住锦绣家园，搅拌站夜里还在加工，噪音让人无法入睡，粉尘也多。"
SCHOOL = "锦绣家园配套幼儿园何时开园\n锦绣家园交房两年，配套的幼儿园一直没有开园，孩子没地方上学。"
LIFT = "福源小区电梯停运\n福源小区三号楼电梯停运半个月，老人下不了楼。"


@pytest.fixture
def index():
    return Index(
        [
            Complaint(1, NOISE, HERE),
            Complaint(2, SCHOOL, HERE),
            Complaint(3, NOISE, NEXT_DOOR),
            Complaint(4, NOISE, None),
            Complaint(5, LIFT, HERE + "015-3"),
            Complaint(6, NOISE, "411303"),
        ]
    )


def test_place_is_a_hard_filter_and_an_unknown_place_agrees_with_all(index):
    found = [one.id for one in index.similar(NOISE_AGAIN, HERE)]
    assert set(found[:3]) == {1, 4, 6}
    assert 3 not in found
    assert 3 in [one.id for one in index.similar(NOISE_AGAIN, None)]
    assert {one.id for one in index.similar(NOISE_AGAIN, ELSEWHERE)} == {4}


def test_the_same_thing_scores_above_another_thing_on_the_same_estate(index):
    found = {one.id: one for one in index.similar(NOISE_AGAIN, HERE)}
    assert found[1].score > 2 * found[2].score
    assert any("锦绣家园" in reason for reason in found[1].reasons)
    assert found[1].reasons[0] == "同一社区"


def test_scores_lie_between_nothing_and_one_and_a_copy_is_one(index):
    assert index.similar(NOISE, HERE, k=1)[0].score == pytest.approx(1, abs=1e-3)
    assert all(0 <= one.score <= 1 for one in index.similar(LIFT, HERE))
    assert index.similar("", HERE) == []


def test_an_empty_index_has_nothing_similar():
    assert Index([]).similar("路灯", None) == []
    assert groups([]) == []


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (HERE, HERE + "012-3栋", True),
        (HERE, NEXT_DOOR, False),
        ("411303003", HERE, True),
        ("411303004", HERE, True),
        ("411381", HERE, False),
        ("4113", HERE, True),
        (None, HERE, True),
        ("", HERE, True),
    ],
)
def test_places_agree_by_community_or_else_by_county(one, other, agree):
    assert places_agree(one, other) is agree
    assert places_agree(other, one) is agree


def test_repeated_complaints_are_grouped_and_others_left_alone():
    made = groups([Complaint(at, text) for at, text in enumerate([NOISE, LIFT, NOISE_AGAIN, SCHOOL, NOISE])], alike=0.3)
    assert [group.ids for group in made] == [(0, 2, 4)]
    assert made[0].place == "锦绣家园"
    assert "搅拌站" in made[0].keywords
    assert 0.3 <= made[0].likeness <= 1


def test_the_same_words_at_two_places_make_no_group():
    assert groups([Complaint(1, NOISE, HERE), Complaint(2, NOISE, NEXT_DOOR)]) == []
    assert len(groups([Complaint(1, NOISE, HERE), Complaint(2, NOISE, HERE)])) == 1


def test_resemblance_is_symmetric_and_orders_repetition_above_neighbourhood():
    assert resemblance(NOISE, NOISE) == pytest.approx(1)
    assert resemblance(NOISE, NOISE_AGAIN) == resemblance(NOISE_AGAIN, NOISE)
    assert resemblance(NOISE, NOISE_AGAIN) > 0.35 > resemblance(NOISE, SCHOOL) > resemblance(NOISE, LIFT)
    assert resemblance("", NOISE) == resemblance("您好", "您好") == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("反映A3区锦绣家园附近搅拌站噪音扰民", {"锦绣家园"}),
        ("投诉丽景新城小区旁边的物业公司", {"丽景新城小区"}),
        ("位于人民东路与建设西街交叉口", {"人民东路", "建设西街"}),
        ("小区门口的幼儿园和公交站", set()),
        ("某某县黄土镇政府", set()),
    ],
)
def test_names_of_places_are_found_in_the_text(text, names):
    assert places_named(text) == names


def test_a_name_and_its_longer_form_are_one_place():
    assert same_place(frozenset({"锦绣园", "人民东路"}), frozenset({"锦绣园滨河苑"})) == "锦绣园"
    assert same_place(frozenset({"锦绣园"}), frozenset({"福源小区"})) is None


@needs_shared
def test_repeated_complaints_stand_out_among_real_messages():
    found = [message for message in read_messages(MESSAGES / "messages_4326.xlsx")][:1200]
    made = groups([Complaint(message.number, f"{message.title}\n{message.words}") for message in found])
    titles = {message.number: message.title for message in found}
    largest = [titles[number] for number in made[0].ids]
    assert len(largest) >= 5
    assert made[0].place
    assert sum(made[0].place in title for title in largest) >= len(largest) / 2
    assert sum(len(group.ids) for group in made) < len(found) / 2
