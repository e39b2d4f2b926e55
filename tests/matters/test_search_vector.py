"""The search vector made by the application is the one that PostgreSQL's parser would make."""

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinuo.analytics.texts.tokens import bigrams
from yinuo.matters.search import vector

ODD = [
    "",
    "路",
    "路灯坏了",
    "A3区 1e5 3.14 0012 v2ray ＡＢＣ 幸福 路灯",
    "路灯" * 400,
    "'\\路灯'",
    "a" * 3000 + " 路灯",
    "㐀㐁x",
]


def as_kept(literal: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [literal])
        return cursor.fetchone()[0]


def as_parsed(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('simple', %s)::text", [bigrams(text)])
        return cursor.fetchone()[0]


def test_odd_texts_give_the_same_vector(db):
    for text in ODD:
        assert as_kept(vector(text)) == as_parsed(text), text[:20]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet="路灯坏了abAB09 。，.-'\\:＆１", max_size=60))
def test_any_text_gives_the_same_vector(db, text):
    assert as_kept(vector(text)) == as_parsed(text)
