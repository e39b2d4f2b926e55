"""Dates, days left, states and slips as templates show them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template

import yinuo.site
from yinuo.kernel.codes import new_slip
from yinuo.matters.words import STATES, State
from yinuo.site.style_page import Sample
from yinuo.site.templatetags import yinuo_look as look

SITE = Path(yinuo.site.__file__).parent


def shown(text: str, **given) -> str:
    return Template("{% load yinuo_look %}" + text).render(Context(given)).strip()


def test_a_day_is_said_with_its_weekday():
    assert look.day(date(2026, 11, 22)) == "11月22日 周日"
    assert look.full_day(date(2026, 2, 28)) == "2026年2月28日 周六"
    assert look.month(date(2026, 2, 28)) == "2026年2月"


def test_a_moment_is_shown_in_chinas_time():
    assert shown("{{ at|moment }}", at=datetime(2026, 11, 22, 17, 5, tzinfo=UTC)) == "11月23日 周一 01:05"


def test_nothing_is_shown_for_a_day_that_is_not_there():
    assert [f(None) for f in (look.day, look.full_day, look.moment, look.full_moment, look.month)] == [""] * 5


@pytest.mark.parametrize(
    ("left", "unit", "words", "tone"),
    [
        (2, "working", "还剩 2 个工作日", "calm"),
        (1, "working", "还剩 1 个工作日", "warn"),
        (0, "working", "今天到期", "warn"),
        (-3, "working", "已超期 3 个工作日", "late"),
        (5, "natural", "还剩 5 天", "calm"),
        (None, "working", "", "quiet"),
    ],
)
def test_what_is_left_is_said_in_words_and_tone(left, unit, words, tone):
    assert look.days_left(left, unit) == words
    assert look.due_tone(left) == tone


def test_every_state_has_a_look_and_the_words_of_the_flow():
    assert set(look.LOOKS) == set(State)
    for state in State:
        assert STATES[state] in shown("{% badge state %}", state=state.value)


def test_an_unknown_state_is_shown_not_hidden():
    assert "转入常态" in shown('{% badge "made_normal" "转入常态" %}')


def test_every_icon_named_in_templates_and_looks_is_in_the_list_of_icons():
    import re

    listed = set((SITE / "icons.txt").read_text().split())
    named = {state.icon for state in look.LOOKS.values()} | {look.PLAIN.icon}
    for template in SITE.parent.rglob("templates/**/*.html"):
        named |= set(re.findall(r'{% icon "([\w-]+)"', template.read_text()))
    assert named <= listed, sorted(named - listed)


def test_a_slip_is_printed_in_groups_and_spelt_for_the_ear():
    slip = new_slip()
    page = shown('{% include "partials/slip.html" %}', number=slip, received_at=datetime(2026, 11, 22, tzinfo=UTC))
    assert f"{slip[:4]}-{slip[4:8]}-{slip[8:]}" in page
    assert look.slip_spoken(slip) in page


def test_the_first_due_day_stays_beside_the_new_one_with_its_reason():
    promise = {
        "office": "市政养护中心",
        "text": "换井盖",
        "made_on": date(2026, 11, 17),
        "first_due_on": date(2026, 11, 20),
        "due_on": date(2026, 11, 25),
        "extension_reason": "等新井圈到货",
        "left": 3,
        "unit": "working",
    }
    page = shown('{% include "partials/promise.html" %}', promise=promise)
    for words in ("11月20日 周五", "11月25日 周三", "等新井圈到货", "最初答应的日子", "还剩 3 个工作日"):
        assert words in page


def test_a_promise_kept_only_after_an_extension_is_not_called_on_time():
    promise = {
        "office": "市政养护中心",
        "text": "换井盖",
        "made_on": date(2026, 11, 17),
        "first_due_on": date(2026, 11, 20),
        "due_on": date(2026, 11, 25),
        "kept_on": date(2026, 11, 24),
    }
    page = shown('{% include "partials/promise.html" %}', promise=promise)
    assert "延期内办到" in page
    assert "按期办到" not in page


def test_help_and_error_are_tied_to_their_control():
    form = Sample({"words": ""})
    page = shown('{% include "partials/field.html" %}', field=form["words"])
    assert 'aria-describedby="id_words_helptext id_words_error"' in page
    assert 'id="id_words_helptext"' in page
    assert 'id="id_words_error"' in page
    assert "（必填）" in page


def test_a_group_of_choices_is_a_fieldset_with_its_error_tied():
    page = shown('{% include "partials/field.html" %}', field=Sample({})["kind"])
    assert '<fieldset class="field is-wrong" aria-describedby="id_kind_error">' in page
    assert "<legend>" in page


def test_words_of_residents_are_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    page = shown('{% include "partials/words.html" with words=evil %}', evil=evil)
    page += shown('{% include "partials/timeline.html" %}', entries=[{"verb": evil, "who": evil, "text": evil}])
    assert "<script>" not in page


def test_a_widget_keeps_its_own_class():
    class One(forms.Form):
        place = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))

    assert 'class="wide form-control"' in look.control(One()["place"])


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("19900000235（公务手机）", "19900000235"), ("0377-63000000", "0377-63000000"), ("12345", "12345"), ("", "")],
)
def test_a_telephone_dials_its_digits_and_nothing_of_its_words(written, dialled):
    assert look.dial(written) == dialled
