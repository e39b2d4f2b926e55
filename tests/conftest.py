"""World: one small town, built through real acts; people are roles, not random words."""

import atexit
import os
import tempfile

os.environ.setdefault("YINUO_PG_FAST", "1")
os.environ.setdefault("YINUO_VAR", os.path.join(tempfile.gettempdir(), f"yinuo-tests-{os.getuid()}"))

from yinuo.site import cluster

cluster.ensure()
atexit.register(cluster.leave)

from collections.abc import Iterator  # noqa: E402
from copy import deepcopy  # noqa: E402
from types import SimpleNamespace  # noqa: E402

import pytest  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from tests.world import World, build  # noqa: E402


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The ledger refuses TRUNCATE, which tests that commit need to clean up after themselves."""
    from yinuo.acts.triggers import TABLES

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_whole")


COMMITS = {"transactional_db", "live_server", "open_world"}
"""Fixtures of tests that commit."""


def _stands_apart(test: pytest.Item) -> bool:
    """Whether it commits, or asks the database for itself and expects it empty."""
    marks = list(test.iter_markers("django_db"))
    names = set(test.fixturenames)
    commits = bool(COMMITS & names) or any(mark.kwargs.get("transaction") for mark in marks)
    return commits or ("world" not in names and ("db" in names or bool(marks)))


@pytest.fixture(scope="module")
def kept_world(request, django_db_setup, django_db_blocker) -> Iterator[World | None]:
    """The world of a whole module, built once and taken back afterwards; None where a test of it stands apart."""
    tests = [one for one in request.session.items if one.path == request.path]
    if any(map(_stands_apart, tests)):
        yield None
        return
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield build()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(kept_world, db) -> World:
    """A county, two communities, three offices and everybody who works there; each test has its own copy and savepoint."""
    return build() if kept_world is None else deepcopy(kept_world)


@pytest.fixture
def open_world(transactional_db) -> World:
    """The same world, committed: for threads, live servers and crashes."""
    with connection.cursor() as cursor:  # these tables are not Django's, so nobody else empties them
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
    return build()


@pytest.fixture(scope="session", autouse=True)
def kept_files() -> Iterator[None]:
    """A browser of the tests asks for a style sheet once and not on each page, as one of a city does.

    The server's clock stands on the tests' Monday and the browser's does not, so only years are long enough.
    """
    serve = StaticFilesHandler.serve

    def kept(self, request):
        answer = serve(self, request)
        answer["Cache-Control"] = f"max-age={10 * 365 * 86_400}, immutable"
        return answer

    StaticFilesHandler.serve = kept
    yield
    StaticFilesHandler.serve = serve


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Uploads of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return SimpleNamespace(root=settings.MEDIA_ROOT)
