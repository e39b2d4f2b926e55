"""Reading the house's own files: what tests/test_house.py asks and what its planted breaches are shown to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "yinuo"

WRITES = {
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "save",
    "update_or_create",
    "get_or_create",
    "add",
    "set",
}
WRITERS = re.compile(r"(^|/)(actions(/|\.py$)|acts/|migrations/)")
MANAGERS = re.compile(r"\bobjects\b|_base_manager|\.filter\(|\.all\(|\.exclude\(")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FORBIDDEN = re.compile(
    r"check_?ins?\b|sign_in_daily|points_balance|leaderboard|online_time|login_rate|install_rate|citizen_score|"
    r"person_score|movement_track|打卡|积分|个人排名|轨迹",
    re.IGNORECASE,
)
BAD_NAMES = {"utils", "helpers", "common", "services", "managers", "signals", "tasks", "base", "misc"}


def sources(root: Path = SOURCE, suffix: str = ".py") -> Iterator[Path]:
    """Our own files of this kind, without what is installed or generated."""
    return (p for p in sorted(root.rglob(f"*{suffix}")) if "vendor" not in p.parts and "migrations" not in p.parts)


def writes_outside_actions(path: Path, text: str) -> list[str]:
    """Calls that write rows, outside actions and the ledger: `Model.objects…create(…)` and the like."""
    if WRITERS.search(path.as_posix()):
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            left = ast.unparse(node.func.value)
            if MANAGERS.search(left):
                found.append(f"{path.name}:{node.lineno} {left}.{node.func.attr}")
    return found


def foreign_keys_by_string(text: str) -> list[str]:
    """Foreign keys that name a class by a string other than `self`, invisible to import checkers."""
    keys = [
        n
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Call) and ast.unparse(n.func).endswith(("ForeignKey", "OneToOneField", "ManyToManyField"))
    ]
    return [
        ast.unparse(k.args[0])
        for k in keys
        if k.args and isinstance(k.args[0], ast.Constant) and k.args[0].value != "self"
    ]


def unmarked_chinese(text: str) -> list[int]:
    """Lines with a Chinese string that is not marked for translation: not inside a call of `_`."""
    tree = ast.parse(text)
    marked: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
            "_",
            "gettext",
            "gettext_lazy",
            "ngettext",
        ):
            marked |= {id(inner) for inner in ast.walk(node)}
    docs = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    docs |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    return [
        n.lineno
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant)
        and isinstance(n.value, str)
        and CHINESE.search(n.value)
        and id(n) not in marked | docs
    ]


def chinese_in_template(text: str) -> list[int]:
    """Lines of a template with Chinese outside translation tags and comments."""
    bare = re.sub(
        r"\{% comment.*?endcomment %\}|\{#.*?#\}|\{% blocktranslate.*?endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}",
        lambda m: "\n" * m.group().count("\n"),
        text,
        flags=re.DOTALL,
    )
    return [number for number, line in enumerate(bare.splitlines(), 1) if CHINESE.search(line.replace(">诺<", "><"))]


def too_long(text: str, most: int = 400) -> bool:
    """Whether a file has more lines than the house allows."""
    return text.count("\n") > most


def long_functions(text: str, most: int = 40) -> list[str]:
    """Functions with more lines than the house allows, signature and docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and body[-1].end_lineno - body[0].lineno + 1 > most:
                found.append(node.name)
    return found
