"""map, where, page: find one's way in the house without reading it all."""

import importlib
import importlib.util
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from .ground import aside, bring_up, complain, console, wake_django

PACKAGE = Path(__file__).resolve().parents[2]
CHECKOUT = PACKAGE.parents[1]


class Found(NamedTuple):
    """One place where a word lives."""

    kind: str
    path: Path
    line: int
    what: str


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("map")(draw)
    app.command()(where)
    app.command()(page)
    app.command()(figures)
    app.command()(recompute)


def draw(
    mermaid: Annotated[
        bool, typer.Option("--mermaid", help="用 Mermaid 画流程 · draw flows as Mermaid diagrams")
    ] = False,
) -> None:
    """全部动作、规则和流程 · Every act with its rule, and every flow."""
    wake_django()
    if mermaid:
        for flow in flows():
            print(f"%% {flow.name}\n{flow.mermaid()}\n")
        return
    width = max((len(name) for name in acts()), default=0)
    console.print("[bold]动作 · acts[/bold]")
    for name, act in sorted(acts().items()):
        rule = f"{act.may.__module__.removeprefix('yinuo.')}.{act.may.__name__}"
        print(f"  {name:{width}}  {rule:34}  {first_line(act.fn)}")
    for flow in flows():
        console.print(f"\n[bold]流程 · flow {flow.name}[/bold]  {flow.start} → {', '.join(sorted(flow.ends))}")
        for verb, (sources, targets) in flow.steps.items():
            print(f"  {verb:14}  {', '.join(sorted(sources))}  →  {' | '.join(targets) or '='}")


def where(word: Annotated[str, typer.Argument(help="词，如 promise · a word, such as promise")]) -> None:
    """一个词出现在哪里 · Where a word lives: flow, act, rule, address, view, template, tests, with file and line."""
    wake_django()
    found = sorted(set(everywhere(word.lower())), key=lambda f: (ORDER.index(f.kind), str(f.path), f.line))
    if not found:
        complain(f"没有找到“{word}”。动作的名称见 yinuo map，术语见 docs/glossary.md。")
    for one in found:
        path = one.path.relative_to(CHECKOUT) if one.path.is_relative_to(CHECKOUT) else one.path
        print(f"{one.kind:9} {path}:{one.line}  {one.what}")


def page(
    path: Annotated[str, typer.Argument(help="网址路径 · path of the address")] = "/",
    user: Annotated[str, typer.Option("--as", help="以此账号查看 · look as this account")] = "",
) -> None:
    """不开浏览器看一个页面 · Print a page without a browser; exit code 1 unless it can be shown."""
    bring_up()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    if user:
        account = get_user_model().objects.filter(username=user).first()
        if account is None:
            complain(f"没有账号“{user}”。用 yinuo users 查看全部账号。")
        client.force_login(account)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    print(body.decode(errors="replace"))
    onward = f" → {answer['Location']}" if answer.has_header("Location") else ""
    aside.print(f"{answer.status_code}{onward}  {len(queries)} SQL", style="dim")
    raise typer.Exit(0 if answer.status_code < 400 else 1)


def figures(
    place: Annotated[
        str, typer.Argument(help="区划代码，不写就是各县（市、区） · code of a place; all counties without")
    ] = "",
) -> None:
    """组织、网格和观摩的数字，从记录里数出来 · Figures of committees, grids, chains, posts and rounds, counted from rows."""
    bring_up()
    from django.utils import timezone

    from yinuo.bulletins import sentences
    from yinuo.inspection.figures import inspection_sentence, round_of
    from yinuo.kernel.errors import Unfit
    from yinuo.orgs.figures import chain_sentence, grid_sentence, joint_sentence, post_sentence
    from yinuo.places.models import Place

    found = Place.objects.filter(code=place) if place else Place.objects.filter(level="county")
    if place and not found:
        raise Unfit(f"没有代码为“{place}”的地方。用 yinuo page /communities/ 查看全部地方。")
    for one in found:
        console.print(f"[bold]{one.name}[/bold] {one.code}")
        for sentence in (grid_sentence, joint_sentence, chain_sentence, post_sentence, *sentences.BEYOND):
            if words := sentence(one.code, timezone.localdate()):
                print(f"  {words}")
        if words := inspection_sentence(round_of(one.code, timezone.localdate())):
            print(f"  {words}")


def recompute(
    export: Annotated[Path, typer.Argument(help="导出的评价文件 · the exported file of an evaluation")],
    to: Annotated[Path | None, typer.Option(help="把结果写到这里 · write the result here")] = None,
    compare: Annotated[Path | None, typer.Option(help="和这份结果逐字节比较 · compare with this result")] = None,
) -> None:
    """从导出的文件重新计算评价结果，不需要数据库 · Compute a result again from its exported file, without a database."""
    from yinuo.evaluation.rules import recomputing

    asked = [str(export), *(["--to", str(to)] if to else []), *(["--compare", str(compare)] if compare else [])]
    raise typer.Exit(recomputing.main(asked))


def acts() -> dict[str, Any]:
    """The register of acts, whole: every area's actions are loaded."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("yinuo.") and importlib.util.find_spec(f"{config.name}.actions"):
            importlib.import_module(f"{config.name}.actions")
    return importlib.import_module("yinuo.acts.door").ACTS


def flows() -> list[Any]:
    """Every flow of every area."""
    from yinuo.kernel.flow import Flow

    modules = [importlib.import_module(f"yinuo.{path.parent.name}.flow") for path in PACKAGE.glob("*/flow.py")]
    found = {value.name: value for module in modules for value in vars(module).values() if isinstance(value, Flow)}
    return [found[name] for name in sorted(found)]


def first_line(thing: Callable) -> str:
    """The first line of its docstring."""
    return (inspect.getdoc(thing) or "").split("\n", 1)[0]


ORDER = ("flow", "act", "rule", "url", "view", "template", "test", "text")


def everywhere(word: str) -> Iterator[Found]:
    """All places of a word: as a name of its own, or as a part of a name between dots and underscores."""
    pattern = re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])", re.I)
    yield from in_files("flow", PACKAGE.glob("*/flow.py"), re.compile(rf'^\s*"{re.escape(word)}":', re.I))
    yield from in_acts(pattern)
    yield from in_addresses(pattern)
    for path in PACKAGE.rglob("*.html"):
        if pattern.search(path.stem):
            yield Found("template", path, 1, path.name)
    tests = re.compile(rf"^\s*def test_\w*{pattern.pattern}", re.I)
    yield from in_files("test", (CHECKOUT / "tests").rglob("*.py"), tests)
    if not word.isascii():
        yield from in_files("text", (p for s in ("py", "html") for p in PACKAGE.rglob(f"*.{s}")), re.compile(word))


def in_files(kind: str, paths: Iterator[Path], pattern: re.Pattern) -> Iterator[Found]:
    """Lines that fit the pattern."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                yield Found(kind, path, number, line.strip()[:100])


def in_acts(pattern: re.Pattern) -> Iterator[Found]:
    """Acts of that name, with their rules; rules of that name."""
    for name, act in acts().items():
        if pattern.search(name.partition(".")[2]):
            yield at("act", act.fn, name)
        if pattern.search(act.may.__name__) or pattern.search(name.partition(".")[2]):
            yield at("rule", act.may, act.may.__name__)


def in_addresses(pattern: re.Pattern) -> Iterator[Found]:
    """Addresses of that name, and the views behind them."""
    from django.urls import get_resolver

    for name, route, view, owner in addresses(get_resolver()):
        if pattern.search(name) or pattern.search(getattr(view, "__name__", "")):
            line = line_of(owner, name.rpartition(":")[2])
            yield Found("url", owner, line, f"/{route}  {name}")
            yield at("view", view, getattr(view, "__name__", type(view).__name__))


def addresses(resolver: Any, before: str = "", space: str = "") -> Iterator[tuple[str, str, Any, Path]]:
    """(name with namespace, route, view, the file that lists it) of the house's own addresses."""
    module = resolver.urlconf_module
    owner = Path(getattr(module, "__file__", None) or PACKAGE / "site" / "urls.py")
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, route, inner)
        elif owner.is_relative_to(PACKAGE):
            yield space + (entry.name or ""), route, entry.callback, owner


def line_of(path: Path, name: str) -> int:
    """The line of a file that names an address."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if f'"{name}"' in line), 1)


def at(kind: str, thing: Any, what: str) -> Found:
    """Where a function or class is written."""
    thing = inspect.unwrap(getattr(thing, "view_class", thing))
    code = getattr(thing, "__code__", None)
    if code:
        return Found(kind, Path(code.co_filename), code.co_firstlineno, what)
    return Found(kind, Path(inspect.getsourcefile(thing) or __file__), inspect.getsourcelines(thing)[1], what)
