"""Bigrams and queries fit each other, and no text breaks the syntax of a query."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yinuo.analytics.texts.tokens import bigrams, keywords, query, words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("路灯不亮", "路灯 灯不 不亮"),
        ("Ａ3区，路灯", "a3 区 路灯"),
        ("110kV高压线", "110kv 高压 压线"),
        ("", ""),
        ("！？\n", ""),
    ],
)
def test_bigrams_cover_every_chinese_run(text, pieces):
    assert bigrams(text) == pieces


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("路灯", "('路灯')"),
        ("下水道 堵塞", "('下水' <-> '水道') & ('堵塞')"),
        ("修路灯", "('修路' <-> '路灯')"),
        ("小区的路灯", "('小区') & ('路灯')"),
        ("水", "'水':*"),
        ("A3 路灯 路灯", "('a3') & ('路灯')"),
        ("' & | ! :*", ""),
    ],
)
def test_each_word_of_a_query_is_a_phrase_of_bigrams(text, asked):
    assert query(text) == asked


@given(some.text(max_size=40))
def test_no_text_can_break_the_syntax_of_a_query(text):
    part = r"(?:\('[^'\\&|!()<>:\s]+'(?: <-> '[^'\\&|!()<>:\s]+')*\)|'[^'\\&|!()<>:\s]':\*)"
    assert re.fullmatch(rf"(?:{part}(?: & {part})*)?", query(text))


@given(some.text(alphabet="路灯不亮小区电梯停运下水道堵a1 ，", min_size=1, max_size=30))
def test_a_text_is_found_by_each_piece_of_its_own_query(text):
    held = set(bigrams(text).split())
    asked = re.findall(r"'([^']+)'(:\*)?", query(text))
    assert all(any(piece.startswith(one) if prefix else piece == one for piece in held) for one, prefix in asked)


def test_words_leave_punctuation_out():
    assert words("小区，电梯停运！A3") == ["小区", "电梯", "停运", "a3"]


def test_keywords_say_what_a_text_is_about_and_not_that_somebody_writes():
    text = "尊敬的领导您好，请问小区电梯何时修？电梯停运，电梯困人，希望政府解决问题。"
    assert keywords(text, 1) == ["电梯"]
    assert not {"领导", "政府", "希望", "问题"} & set(keywords(text, 10))
    assert keywords(text, 1, rarity=lambda word: 9 if word == "小区" else 0.1) == ["小区"]
    assert keywords("") == []
