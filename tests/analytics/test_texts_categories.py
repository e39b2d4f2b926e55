"""Suggested labels come with honest probabilities, and a saved model says what the trained one said."""

from pathlib import Path

import numpy as np
import pytest

from yinuo.analytics.texts.categories import definitions, load, train
from yinuo.analytics.texts.reading import read_messages

MESSAGES = Path(__file__).parents[3] / "shared/data/messages"
needs_shared = pytest.mark.skipif(not MESSAGES.exists(), reason="../shared is not here")

THINGS = {
    "城乡建设/市政": ["路灯不亮", "井盖松动", "下水道堵塞", "路面坑洼"],
    "城乡建设/物业": ["物业收费太高", "电梯经常停运", "小区门禁坏了", "物业不打扫楼道"],
    "教育文体": ["学校食堂太贵", "老师有偿补课", "幼儿园学位不够", "小学放学太晚"],
}
PLACES = ["东街", "西街", "南门", "北关", "新村", "河边", "桥头"]


def examples() -> tuple[list[str], list[str]]:
    pairs = [
        (f"{place}{thing}\n您好，我住在{place}，{thing}，请尽快解决。", label)
        for place in PLACES
        for label, things in THINGS.items()
        for thing in things
    ]
    return [text for text, _label in pairs], [label for _text, label in pairs]


@pytest.fixture(scope="module")
def model():
    return train(*examples())


def test_the_likeliest_label_comes_first_and_chances_sum_to_one(model):
    found = model.suggest("后山路灯坏了\n路灯又不亮了", k=5)
    assert found[0][0] == "城乡建设/市政"
    assert [chance for _label, chance in found] == sorted((chance for _label, chance in found), reverse=True)
    assert sum(chance for _label, chance in found) == pytest.approx(1, abs=1e-6)
    assert len(model.suggest("路灯", k=2)) == 2


def test_paths_are_summed_to_the_level_that_is_asked_for(model):
    text = "物业与路灯\n物业不管路灯"
    whole = dict(model.suggest(text, k=3))
    (top, chance), *_rest = model.suggest(text, depth=1)
    assert top == "城乡建设"
    assert chance == pytest.approx(whole["城乡建设/市政"] + whole["城乡建设/物业"])


def test_nothing_is_suggested_for_a_text_of_unknown_characters(model):
    assert model.suggest("") == []
    assert model.suggest("??? xyz") == []


def test_a_saved_model_says_the_same_and_is_no_pickle(model, tmp_path):
    path = tmp_path / "category"
    model.save(path)
    text = "小区电梯停运"
    assert load(path).suggest(text) == model.suggest(text)
    assert [file.name for file in tmp_path.iterdir()] == ["category"]
    with np.load(path, allow_pickle=False) as held:
        assert {held[name].dtype.kind for name in held.files} <= {"U", "f"}


def test_a_file_that_is_no_model_is_refused(tmp_path):
    path = tmp_path / "other"
    with path.open("wb") as file:
        np.savez(file, about=np.array('{"format": "another"}'))
    with pytest.raises(ValueError, match="format"):
        load(path)


def test_two_labels_and_labels_seen_once_are_enough():
    two = train(["路灯不亮", "老师补课", "路灯又坏", "学校补课"], ["a", "b", "a", "b"])
    assert two.suggest("补课")[0][0] == "b"
    once = train(["路灯不亮", "老师补课", "垃圾没人收"], ["a", "b", "c"])
    assert once.suggest("垃圾")[0][0] == "c"


def test_one_label_alone_teaches_nothing():
    with pytest.raises(ValueError, match="two different"):
        train(["路灯", "井盖"], ["a", "a"])


def test_names_of_the_tree_teach_words_that_no_message_used():
    texts, labels = examples()
    tree = [("教育文体", "文物", "古迹保护"), ("教育文体", "体育", "健身场地"), ("民政", "婚姻", "登记")]
    defined = definitions(tree, set(labels))
    assert ("文物 古迹保护", "教育文体") in defined
    assert {label for _words, label in defined} == {"教育文体"}
    taught = dict(train(texts, labels, defined).suggest("文物古迹没人保护"))
    plain = dict(train(texts, labels).suggest("文物古迹没人保护"))
    assert taught["教育文体"] > plain.get("教育文体", 0)


def test_training_is_repeatable(model):
    assert np.array_equal(train(*examples()).weights, model.weights)


@needs_shared
def test_real_messages_held_out_are_mostly_put_right():
    found = [message for message in read_messages(MESSAGES / "labelled_sample.xlsx")]
    texts, labels = [f"{m.title}\n{m.words}" for m in found], [m.label for m in found]
    model = train(
        [text for at, text in enumerate(texts) if at % 4], [label for at, label in enumerate(labels) if at % 4]
    )
    first = [model.suggest(text)[0][0] == label for text, label in list(zip(texts, labels, strict=True))[::4]]
    assert sum(first) / len(first) > 0.7
