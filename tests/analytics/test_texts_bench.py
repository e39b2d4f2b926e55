"""The frame of the benchmarks: bounds, JSON lines, the page, exit codes."""

import json

import pytest

from bench import __main__ as frame
from bench.report import Absent, Figure, page


@pytest.mark.parametrize(
    ("value", "bound", "ok"),
    [
        (5.9, "≤ 6 ×", True),
        (6.1, "≤ 6 ×", False),
        (2500, "≥ 2,000 rows/s", True),
        (0.79, "≥ 0.80", False),
        (9, None, True),
    ],
)
def test_a_figure_holds_by_its_bound(value, bound, ok):
    assert Figure("f", value, "×", bound).ok is ok


def test_a_bound_of_another_form_is_an_error():
    with pytest.raises(ValueError, match="begins with"):
        assert Figure("f", 1, bound="< 3").ok


def test_a_figure_is_one_line_of_json():
    line = Figure("f", 1.5, "ms", "≤ 2 ms", 1.2, "because").line()
    assert json.loads(line) == {
        "name": "f", "value": 1.5, "unit": "ms", "bound": "≤ 2 ms", "ok": True, "baseline": 1.2, "reason": "because",
    }  # fmt: skip


def test_the_page_shows_misses_with_their_reasons_and_what_did_not_run():
    text = page({"one": [Figure("slow", 9.0, "ms", "≤ 2 ms", 3.0, "one core")], "two": "no server"})
    assert "| slow | 9 ms | ≤ 2 ms | **no** | 3 ms |" in text
    assert "- slow: one core" in text
    assert "Not run: no server" in text
    assert " cores" in text


def test_exit_codes_say_whether_all_holds(monkeypatch, tmp_path, capsys):
    given = {"good": [Figure("a", 1, bound="≤ 2")], "bad": [Figure("b", 3, bound="≤ 2")], "away": Absent("no server")}

    def measured(name):
        if isinstance(given[name], Exception):
            raise given[name]
        yield from given[name]

    monkeypatch.setattr(frame, "names", lambda: sorted(given))
    monkeypatch.setattr(frame, "measured", measured)
    monkeypatch.setattr(frame, "PAGE", tmp_path / "docs" / "benchmarks.md")
    assert frame.main(["good"]) == 0
    assert frame.main(["bad"]) == 1
    assert frame.main(["away"]) == 1
    assert frame.main(["unknown"]) == 2
    assert not frame.PAGE.exists()
    assert frame.main(["all"]) == 1
    assert "## bad" in frame.PAGE.read_text(encoding="utf-8")
    del given["bad"]
    assert frame.main(["all"]) == 0
    assert "unknown" not in capsys.readouterr().out


def test_every_benchmark_beside_the_frame_is_known():
    assert "suggest" in frame.names()
    assert "report" not in frame.names()
