"""What no linter knows about this house; each rule is also shown a planted breach that it must catch."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from tests import house
from tests.house import ROOT, SOURCE, sources

MAY_WRITE = {
    "places/queries.py", "site/demo",  # the demo opens accounts; everything else it does are acts
}  # fmt: skip


def each(check, suffix=".py", root=SOURCE):
    return {str(p.relative_to(ROOT)): found for p in sources(root, suffix) if (found := check(p, p.read_text()))}


def test_only_actions_and_the_ledger_write():
    found = each(house.writes_outside_actions)
    assert not {p: f for p, f in found.items() if not any(allowed in p for allowed in MAY_WRITE)}


def test_a_foreign_key_names_a_class():
    assert not each(lambda _p, text: house.foreign_keys_by_string(text))


def test_chinese_is_marked():
    data = re.compile(
        r"site/(demo|style_|programs|command|cluster|assets|settings)|matters/(emergency|anonymous)|duties/rules/burden|portal/(choosing)|kernel/privacy|places/(office_words|building_files)|inspection/rules|rulebooks|analytics|excel/(ledger|rosters)/(columns|reading)|kernel/clock/units|kernel/quantities"
    )
    found = each(lambda _p, text: house.unmarked_chinese(text))
    assert not {p: lines for p, lines in found.items() if not data.search(p)}


def test_chinese_in_templates_is_marked():
    assert not each(lambda p, text: "style/" not in p.as_posix() and house.chinese_in_template(text), ".html")


def test_no_file_is_longer_than_the_house_allows():
    assert not each(lambda _p, text: house.too_long(text))
    assert not {str(p) for p in sources(ROOT / "tests") if house.too_long(p.read_text())}


def test_no_function_is_longer_than_the_house_allows():
    assert not each(lambda _p, text: house.long_functions(text))


def test_no_module_has_a_name_that_says_nothing():
    assert not [str(p) for p in sources() if p.stem in house.BAD_NAMES]


@pytest.mark.parametrize("suffix", [".py", ".html", ".js", ".toml"])
def test_nothing_counts_or_tracks_a_person(suffix):
    said = {"portal/about.html", "portal/burden.html"}  # these two say that there is none, and where to complain
    found = each(lambda _p, text: house.FORBIDDEN.findall(text), suffix)
    assert not {path for path in found if not path.endswith(tuple(said))}


def routes(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern
        else:
            yield from routes(pattern, prefix + str(pattern.pattern))


def test_every_route_declares_who_may_enter():
    ours = [
        (address, p.callback)
        for address, p in routes()
        if p.callback.__module__.startswith("yinuo.channels") or "demo" in p.callback.__module__
    ]
    assert ours
    assert not [address for address, view in ours if not getattr(view, "doors", None)]


def test_a_route_is_named_like_its_view():
    ours = [p for _a, p in routes() if p.callback.__module__.startswith("yinuo.channels")]
    assert not [p.name for p in ours if p.name != p.callback.__name__.rstrip("_")]


def test_no_address_of_the_outside_world_is_loaded_by_a_page():
    found = each(
        lambda _p, text: re.findall(r'(?:src|href)="https?://(?!www\.w3\.org)[^"]+\.(?:js|css|png|svg|woff2?)"', text),
        ".html",
    )
    assert not found


def test_the_floors_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]


# The planted breaches: each rule catches what it is for.


def test_a_planted_write_is_caught():
    assert house.writes_outside_actions(Path("x/views.py"), "Matter.objects.filter(pk=1).update(state='closed')")
    assert house.writes_outside_actions(Path("x/views.py"), "Matter.objects.create(words='x')")
    assert not house.writes_outside_actions(Path("matters/actions/doing.py"), "Matter.objects.create(words='x')")


def test_a_planted_foreign_key_by_string_is_caught():
    assert house.foreign_keys_by_string('x = models.ForeignKey("matters.Matter", models.PROTECT)')


def test_planted_unmarked_chinese_is_caught():
    assert house.unmarked_chinese('raise Unfit("不行")') == [1]
    assert not house.unmarked_chinese('raise Unfit(_("不行"))')
    assert house.chinese_in_template("<p>\n你好</p>") == [2]
    assert not house.chinese_in_template('<p>{% translate "你好" %}</p>')


def test_a_planted_long_file_and_function_are_caught():
    assert house.too_long("x = 1\n" * 401)
    assert house.long_functions("def f():\n" + "    x = 1\n" * 41) == ["f"]


@pytest.mark.parametrize("word", ["daily_check_in", "积分", "leaderboard", "打卡"])
def test_a_planted_word_of_the_forbidden_list_is_caught(word):
    assert house.FORBIDDEN.search(f"x = '{word}'")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("kernel/flow.py", "import django\n"),
        ("matters/policy.py", "from django.db import models\n"),
        ("places/policy.py", "from yinuo.matters import words\n"),
        ("channels/portal/apps.py", "import yinuo.channels.desk.apps\n"),
        ("acts/canon.py", "import yinuo.orgs.models\n"),
    ],
)
def test_a_planted_import_is_caught_by_the_contracts(tmp_path, where, line):
    import shutil

    shutil.copytree(
        SOURCE, tmp_path / "src" / "yinuo", ignore=shutil.ignore_patterns("vendor", "__pycache__", "static")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    breach = tmp_path / "src" / "yinuo" / where
    breach.write_text(breach.read_text() + line)
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1, result.stdout[-2000:]
    assert "BROKEN" in result.stdout
