"""Anybody computes a result again from the exported file: the same bytes, or the first line that differs."""

import json
import subprocess
import sys

import pytest

from tests.evaluation.exports import export
from yinuo.evaluation.rules.composite import compute, digest_of, result_bytes
from yinuo.evaluation.rules.recomputing import main

FILE = export({"东关街道": [88, 92.5, 79, 85, 90], "西关街道": [70, 80, 90, 80, 85]})
RESULT = result_bytes(compute(FILE))


@pytest.fixture
def files(tmp_path):
    given, kept = tmp_path / "export.json", tmp_path / "result.json"
    given.write_text(json.dumps(FILE, ensure_ascii=False), encoding="utf-8")
    kept.write_bytes(RESULT)
    return given, kept


def test_the_result_is_printed_or_written(files, tmp_path, capfdbinary):
    given, _kept = files
    assert main([str(given)]) == 0
    told = capfdbinary.readouterr()
    assert told.out == RESULT
    assert digest_of(RESULT).encode() in told.err
    assert main([str(given), "--to", str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == RESULT
    assert capfdbinary.readouterr().out.decode() == f"SHA-256 {digest_of(RESULT)}\n"


def test_the_same_bytes_are_told(files, capsys):
    given, kept = files
    assert main([str(given), "--compare", str(kept)]) == 0
    assert "逐字节相同" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("87.67", "88.67"), "88.67"),
        (lambda text: text.rstrip("\n"), "不一致"),
        (lambda text: text + "\n", "不一致"),
        (lambda text: text.replace("\n", "\r\n"), "不一致"),
        (lambda text: "", "第1行"),
    ],
)
def test_another_result_is_told_with_the_first_line_that_differs(files, capsys, change, said):
    given, kept = files
    kept.write_bytes(change(RESULT.decode()).encode())
    assert main([str(given), "--compare", str(kept)]) == 1
    told = capsys.readouterr().out
    assert said in told
    assert "不一致" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "读不出来"),
        ("{", "读不出来"),
        ("[" * 100_000, "读不出来"),
        ("[]", "读不出来"),
        ("{}", "不是评价导出的文件"),
        (json.dumps(FILE | {"rubric_digest": "0"}), "细则在冻结以后被改过"),
        (json.dumps({"format": FILE["format"]}), "不完整"),
    ],
)
def test_a_file_that_is_none_is_told_in_words(tmp_path, capsys, text, said):
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    assert main([str(file)]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_does_not_open_is_told(tmp_path, files, capsys):
    given, _kept = files
    assert main([str(tmp_path / "nowhere.json")]) == 2
    assert main([str(given), "--compare", str(tmp_path / "nowhere.json")]) == 2
    assert main([str(given), "--to", str(tmp_path / "no" / "where.json")]) == 2
    assert capsys.readouterr().err.count("文件打不开") == 3


def test_it_runs_by_itself_with_nothing_but_the_standard_library(files):
    given, kept = files
    code = (
        "import sys; from yinuo.evaluation.rules import recomputing; "
        "found = recomputing.main(sys.argv[1:]); "
        "theirs = {name.split('.')[0] for name in sys.modules} - set(sys.stdlib_module_names) - {'yinuo', '__main__'}; "
        "sys.exit(found or (sorted(one for one in theirs if one in ('django', 'cryptography', 'orjson', 'numpy')) or 0))"
    )
    command = [sys.executable, "-c", code, str(given), "--compare", str(kept)]
    told = subprocess.run(command, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()
    assert "逐字节相同" in told.stdout.decode()
