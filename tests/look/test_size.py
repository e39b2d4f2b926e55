"""Large type by a plain form, and the failure pages."""

import pytest

from yinuo.site import style_page


@pytest.fixture
def demo(settings):
    settings.YINUO_DEMO = True


def test_large_type_is_remembered_and_leads_back(client, demo):
    answer = client.post("/size/", {"size": "large", "next": "/style/form/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/style/form/"
    assert 'data-size="large"' in client.get("/style/form/").text


def test_an_unknown_size_becomes_normal(client):
    client.post("/size/", {"size": "huge"})
    assert client.cookies["size"].value == "normal"


@pytest.mark.parametrize("elsewhere", ["https://evil.invalid/", "//evil.invalid", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_house(client, elsewhere):
    assert client.post("/size/", {"size": "large", "next": elsewhere})["Location"] == "/"


def test_size_is_changed_by_post_only(client):
    assert client.get("/size/").status_code == 405


def test_the_style_page_is_shut_outside_the_demo(client, settings):
    settings.YINUO_DEMO = settings.DEBUG = False
    assert client.get("/style/").status_code == 404


@pytest.mark.parametrize("code", style_page.FAILURES)
def test_every_failure_page_says_what_to_do(client, demo, code):
    answer = client.get(f"/style/{code}/")
    assert answer.status_code == int(code[:3])
    assert "data-sentence" in answer.text
    assert "12345" in answer.text


def test_a_page_asks_for_nothing_from_elsewhere_and_runs_nothing_inline(client, demo):
    import re

    for page in style_page.FRAMES:
        text = client.get(f"/style/{page}/").text
        assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!yinuo\.invalid)', text)
        assert not re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", text)
