"""The app works without a network only if all that it loads is on its shelf; nothing in its page is about a person."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from yinuo.channels.field import shelf

NAME = re.compile(r'^const VERSION = "([0-9a-f]{16})";', re.M)


def kept(client) -> list[str]:
    text = client.get("/field/sw.js").content.decode()
    return re.findall(r'"([^"]+)"', text.split("const FILES = [")[1].split("];")[0])


@pytest.fixture(autouse=True)
def fresh():
    shelf._worker_once.cache_clear()
    yield
    shelf._worker_once.cache_clear()


def test_the_worker_may_hold_the_whole_channel_and_is_asked_for_anew(client, db):
    answer = client.get("/field/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/field/"
    assert answer["Cache-Control"] == "no-cache"
    assert NAME.match(answer.content.decode())


def test_all_that_the_page_loads_is_on_the_shelf(client, db):
    page = client.get("/field/shell/").content.decode()
    loaded = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"#]+)', page)
    assert loaded
    assert set(loaded) <= set(kept(client)) | {"/field/manifest.webmanifest"}
    assert "/field/shell/" in kept(client)


def test_all_that_the_modules_import_is_on_the_shelf_and_exported(client, db):
    known = set(kept(client))
    for path in shelf.OWN.glob("*.js"):
        text = path.read_text()
        for names, source in re.findall(r'^import ([^;]+?) from "([^"]+)";', text, re.M | re.S):
            target = (path.parent / source).resolve()
            if "vendor" in source:
                address = "/static/vendor/" + source.split("vendor/")[1]
                assert address in known or not finders.find(address.removeprefix("/static/"))
                continue
            assert f"/static/field/{target.name}" in known, f"{path.name} imports {source}"
            wanted = re.findall(r"[\w$]+", names.split("{")[1].split("}")[0]) if "{" in names else []
            there = target.read_text()
            missing = [
                name for name in wanted if not re.search(rf"export (async )?(function|const|class|let) {name}\b", there)
            ]
            assert not missing, f"{path.name} wants {missing} of {source}"


def test_a_changed_file_makes_a_new_version(client, db, tmp_path, monkeypatch):
    before = NAME.match(client.get("/field/sw.js").content.decode())[1]
    changed = tmp_path / "words.js"
    changed.write_text("export const W = {};")
    real = shelf.found()
    monkeypatch.setattr(shelf, "found", lambda: real | {"field/words.js": changed})
    shelf._worker_once.cache_clear()
    assert NAME.match(client.get("/field/sw.js").content.decode())[1] != before


def test_the_page_is_the_same_for_everybody(client, world):
    client.force_login(world.people["worker"].user)
    signed_in = client.get("/field/").content
    assert signed_in == Client().get("/field/shell/").content
    assert b"csrfmiddlewaretoken" not in signed_in
    assert "csrftoken" in client.cookies
    assert "csrftoken" not in Client().get("/field/shell/").cookies


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, db):
    assert client.get("/field/").status_code == 302


def test_without_scripts_the_page_says_where_to_go(client, db):
    page = client.get("/field/shell/").content.decode()
    assert "工作台打分" in page.split("<noscript>")[1].split("</noscript>")[0]


def test_nothing_on_the_page_is_inline(client, db):
    answer = client.get("/field/shell/")
    page = answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*src=)|<style| style=| on\w+=", page)


def test_the_manifest_opens_the_app_by_itself(client, db):
    answer = client.get("/field/manifest.webmanifest")
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/field/", "/field/", "standalone")


CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_the_words_of_the_app_stand_in_one_module():
    spoken = [path.name for path in shelf.OWN.glob("*.js") if CHINESE.search(_code(path))]
    assert set(spoken) <= {"words.js", "rubric.js", "sealing.js"}


def _code(path: Path) -> str:
    return re.sub(r"//.*", "", path.read_text())


def test_every_word_that_is_spoken_is_there_and_none_is_idle():
    words = (shelf.OWN / "words.js").read_text()
    there = set(re.findall(r"^  (\w+):", words, re.M))
    spoken = {name for path in shelf.OWN.glob("*.js") for name in re.findall(r"\bW\.(\w+)", path.read_text())}
    assert spoken - there == set()
    assert there - spoken - {"planned", "held", "missed", "called_off"} == set()


@pytest.mark.parametrize(
    "word", ["geolocation", "watchPosition", "sendBeacon", "performance.now", "navigator.userAgent"]
)
def test_nothing_asks_where_the_phone_is_or_what_its_owner_does(word):
    assert not [path.name for path in shelf.OWN.glob("*.js") if word in path.read_text()]


def test_no_module_is_longer_than_the_house_allows():
    assert not [path.name for path in shelf.OWN.iterdir() if path.read_text().count("\n") > 400]
