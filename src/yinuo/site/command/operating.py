"""check and users: for the person who keeps the installation running."""

import shutil
import sys
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from yinuo.site import assets, cluster

from .ground import bring_up, console, waiting_migrations

ENOUGH = 2 * 1024**3  # bytes of free disk below which an operator should act


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command()(check)
    group = typer.Typer(help="账号 · Accounts.", invoke_without_command=True)
    group.callback()(users)
    group.command()(password)
    group.command()(administrator)
    app.add_typer(group, name="users")


def check() -> None:
    """检查这套安装是否完好 · Look whether this installation is sound; exit code 1 when something is not."""
    bring_up(migrate=False)
    good = True
    for name, look in (
        ("数据库 · database", _database),
        ("数据表 · migrations", _migrations),
        ("页面素材 · assets", _assets),
        ("磁盘 · disk", _disk),
        ("设置 · settings", _settings),
        ("日历 · calendar", _calendar),
        ("任务 · jobs", _jobs),
    ):
        fact, problems = look()
        good = good and not problems
        console.print(f"{'[red]✗[/red]' if problems else '[green]✓[/green]'} {name}  ", end="")
        console.print(fact, markup=False, highlight=False, soft_wrap=True)
        for problem in problems:
            console.print(f"    {problem}", style="red", markup=False, highlight=False, soft_wrap=True)
    sys.exit(0 if good else 1)


def users(context: typer.Context) -> None:
    """全部账号及其授权 · All accounts and what they are trusted with."""
    if context.invoked_subcommand:
        return
    bring_up()
    from rich.table import Table

    table = Table(box=None, header_style="dim")
    for heading in ("账号", "单位", "岗位", "授权", "上次登录"):
        table.add_column(heading, overflow="fold")
    for row in _accounts():
        table.add_row(*row)
    console.print(table)


def password(name: Annotated[str, typer.Argument(help="账号 · account")]) -> None:
    """设置新密码 · Set a new password for an account."""
    bring_up()
    from django.core.management import CommandError, call_command

    try:
        call_command("changepassword", name)
    except CommandError as refusal:
        console.print(str(refusal), style="red", markup=False)
        sys.exit(1)


def administrator(
    name: Annotated[str, typer.Argument(help="登录名 · account")],
    place: Annotated[str, typer.Option(help="区划代码，先用 import divisions 导入 · code of the city or county")],
    office: Annotated[str, typer.Option(help="管理单位的名称 · name of the managing office")],
) -> None:
    """开通第一位系统管理员，其余人员由他在网页上增加 · The first administrator; he appoints everybody else."""
    bring_up()
    from yinuo.kernel.actor import HOUSE, Role
    from yinuo.kernel.errors import Failure
    from yinuo.orgs import actions, rulebook
    from yinuo.orgs.models import Kind, Organisation
    from yinuo.places.models import Place

    where = Place.objects.filter(code=place).first()
    if where is None:
        console.print(f"没有代码为 {place} 的地方，请先导入区划。", style="red", markup=False)
        sys.exit(1)
    try:
        root = Organisation.objects.filter(name=office, place=where).first()
        root = root or actions.establish(where, HOUSE, name=office, kind=Kind.COUNTY, place=where)
        member = actions.appoint(root, HOUSE, post="系统管理员", username=name)
        actions.entrust(member, HOUSE, role=Role.ADMINISTRATOR, org=root, place=where)
        rulebook.load_where_none()
    except Failure as refusal:
        console.print(refusal.sentence, style="red", markup=False)
        sys.exit(1)
    console.print(f"已开通 {name}（{office}）。请设置密码：yinuo users password {name}", markup=False)


def _accounts() -> Iterator[tuple[str, ...]]:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    today = timezone.localdate()
    known = (
        get_user_model()
        .objects.select_related("member__org")
        .prefetch_related("member__trusts__org", "member__trusts__place")
    )
    for user in known.order_by("username"):
        member = getattr(user, "member", None)
        trusts = member.trusts.all() if member else ()
        lasting = (trust for trust in trusts if trust.valid_to is None or trust.valid_to >= today)
        told = "，".join(f"{trust.role}@{trust.org or trust.place}" for trust in lasting)
        seen = timezone.localtime(user.last_login).strftime("%Y-%m-%d %H:%M") if user.last_login else "—"
        name = user.username if user.is_active else f"{user.username}（停用）"
        yield name, str(member.org) if member else "—", member.post if member else "—", told or "—", seen


Finding = tuple[str, list[str]]


def _database() -> Finding:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))")
        version, size = cursor.fetchone()
    where = cluster.status().get("data") or "YINUO_DATABASE_URL"
    return f"PostgreSQL {version}, {size}, {where}", []


def _migrations() -> Finding:
    waiting = waiting_migrations()
    return f"{len(waiting)} waiting", ["数据表不是最新的。下一条 yinuo 命令会自动补上。"] if waiting else []


def _assets() -> Finding:
    if (assets.VENDOR / ".stamp").exists():
        return str(assets.VENDOR), []
    return str(assets.VENDOR), ["页面素材不在。请执行 make setup。"]


def _disk() -> Finding:
    free = shutil.disk_usage(cluster.var()).free
    problems = [] if free > ENOUGH else [f"剩余空间不足 {ENOUGH / 1e9:.0f} GB，请清理或扩容。"]
    return f"{free / 1e9:.1f} GB free", problems


def _settings() -> Finding:
    from django.core import checks

    found = [
        message for message in checks.run_checks() if message.level >= checks.WARNING and not message.is_silenced()
    ]
    return f"{len(found)} warnings", [f"{message.id}: {message.msg}" for message in found]


def _calendar() -> Finding:
    return _query(
        "SELECT coalesce(string_agg(year::text, ' ' ORDER BY year), '-') FROM places_calendaryear",
        "SELECT extract(year FROM now())::int::text WHERE extract(year FROM now())"
        " NOT IN (SELECT year FROM places_calendaryear)",
        lambda year: f"{year} 年的日历还没有装入，期限无法计算。请执行 yinuo import year {year}。",
    )


def _jobs() -> Finding:
    return _query(
        "SELECT count(*) FILTER (WHERE status = 'todo') || ' waiting' FROM procrastinate_jobs",
        "SELECT task_name FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id DESC LIMIT 5",
        lambda name: f"任务 {name} 没有成功。",
    )


def _query(fact: str, problems: str, told: Callable[[str], str]) -> Finding:
    """One figure, and a sentence for each row that should not be there; tables not made yet are no problem here."""
    from django.db import ProgrammingError, connection, transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(fact)
            figure = cursor.fetchone()[0]
            cursor.execute(problems)
            return figure, [told(row[0]) for row in cursor.fetchall()]
    except ProgrammingError:
        return "-", []
