"""What pages load from other projects is fetched once, at pinned versions, and never from another host."""

import json
import re
import subprocess
from xml.etree import ElementTree

import pytest

from yinuo.site import assets

OUTLINE = """<!--
tags: [home]
-->
<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">
  <path stroke="none" d="M0 0h24v24H0z" fill="none"/>
  <path d="M5 12l-2 0l9 -9l9 9l-2 0" />
</svg>"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawings(tmp_path):
    for style, name in (("outline", "home"), ("outline", "star"), ("filled", "star")):
        (tmp_path / style).mkdir(exist_ok=True)
        (tmp_path / style / f"{name}.svg").write_text(OUTLINE)
    return tmp_path


def test_the_sprite_holds_exactly_the_icons_asked_for(drawings):
    tree = ElementTree.fromstring(assets.sprite(drawings, ["home", "filled/star"]))
    symbols = tree.findall(f"{SVG}symbol")
    assert [s.get("id") for s in symbols] == ["home", "filled-star"]
    assert [len(s.findall(f"{SVG}path")) for s in symbols] == [1, 1], "the empty square of each drawing is left out"
    assert symbols[0].get("stroke") == symbols[1].get("fill") == "currentColor"


def test_an_icon_that_does_not_exist_is_named(drawings):
    with pytest.raises(assets.AssetError, match="nonsuch"):
        assets.sprite(drawings, ["home", "nonsuch"])


def test_the_list_of_icons_may_have_remarks_and_repetitions(tmp_path):
    path = tmp_path / "icons.txt"
    path.write_text("# the frame\nhome\n\nbell  # top right\nhome\n")
    assert assets.names(path) == ["bell", "home"]


def test_nothing_is_done_twice_and_a_new_icon_is_noticed(tmp_path):
    modules = assets.CHECKOUT / "node_modules"
    if not modules.exists():
        pytest.skip("node_modules is not there: make setup fetches it")
    (tmp_path / "package-lock.json").write_bytes((assets.CHECKOUT / "package-lock.json").read_bytes())
    (tmp_path / "node_modules").symlink_to(modules)
    icons, vendor = tmp_path / "icons.txt", tmp_path / "vendor"
    icons.write_text("home\n")

    def again() -> bool:
        return assets.bring_up_to_date(checkout=tmp_path, vendor=vendor, icons=icons)

    assert again()
    assert not again()
    icons.write_text("home\nbell\n")
    assert again()
    assert 'id="bell"' in (vendor / "icons.svg").read_text()
    assert (vendor / "bootstrap" / "bootstrap.min.css").stat().st_size > 100_000


def test_versions_are_pinned_to_the_last_digit_and_locked_by_hash():
    wanted = json.loads((assets.CHECKOUT / "package.json").read_text())
    locked = json.loads((assets.CHECKOUT / "package-lock.json").read_text())["packages"]
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[f"node_modules/{name}"]["version"] == version
    assert all(package["integrity"].startswith("sha512-") for path, package in locked.items() if path)


def test_node_comes_from_the_wheel_where_none_is_installed(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    npm, path = assets.node()
    said = subprocess.run([*npm, "--version"], env={"PATH": path}, capture_output=True, text=True, check=True)
    assert re.match(r"\d+\.", said.stdout)
