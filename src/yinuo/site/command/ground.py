"""What every command stands on: the database up and migrated, progress on the screen, complaints in one sentence."""

import atexit
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console
from rich.markup import escape

from yinuo.site import cluster

console = Console()
aside = Console(stderr=True)
DEMO_NOTE = "demo"
"""A file of this name in YINUO_VAR says that the data is made up."""


def wake_django() -> None:
    """Load Django with our settings; touches no database."""
    import django

    if (cluster.var() / DEMO_NOTE).exists():
        os.environ.setdefault("YINUO_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinuo.site.settings")
    django.setup()


def bring_up(*, migrate: bool = True) -> None:
    """The database runs, Django is loaded and every table is there. The last one to leave stops the database."""
    cluster.ensure(say=lambda sentence: aside.print(sentence, style="dim", soft_wrap=True))
    atexit.register(cluster.leave)
    for name in ("media", "static"):
        (cluster.var() / name).mkdir(parents=True, exist_ok=True)
    wake_django()
    if migrate:
        migrate_if_needed()


def migrate_if_needed() -> bool:
    """Apply waiting migrations, one process at a time; True if there were any."""
    from django.core.management import call_command
    from django.db import connection

    if not waiting_migrations():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('yinuo.migrate'))")
        try:
            if waiting_migrations():
                aside.print("正在准备数据表……", style="dim")
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('yinuo.migrate'))")
    return True


def waiting_migrations() -> list[str]:
    """Names of the migrations that the database has not had yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@contextmanager
def progress(title: str) -> Iterator[Callable[..., None]]:
    """A bar on the screen; the body calls `step(done, total=None, what="")` with running numbers."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=aside, transient=True) as bar:
        task = bar.add_task(title, total=None)

        def step(done: int, total: int | None = None, what: str = "") -> None:
            bar.update(task, completed=done, description=what or title, **({"total": total} if total else {}))

        yield step


def complain(sentence: str) -> NoReturn:
    """One sentence in red, and exit code 1."""
    aside.print(escape(sentence), style="red", highlight=False, soft_wrap=True)
    sys.exit(1)
