"""World: one small town, built through real acts; people are roles, not random words."""

import atexit
import os
import tempfile

os.environ.setdefault("YINUO_PG_FAST", "1")
os.environ.setdefault("YINUO_VAR", os.path.join(tempfile.gettempdir(), f"yinuo-tests-{os.getuid()}"))

from yinuo.site import cluster

cluster.ensure()
atexit.register(cluster.leave)

from types import SimpleNamespace  # noqa: E402

import pytest  # noqa: E402
from django.db import connection  # noqa: E402

from tests.world import World, build  # noqa: E402


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The ledger refuses TRUNCATE, which tests that commit need to clean up after themselves."""
    from yinuo.acts.triggers import TABLES

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_whole")


@pytest.fixture
def world(db) -> World:
    """A county, two communities, three offices and everybody who works there."""
    return build()


@pytest.fixture
def open_world(transactional_db) -> World:
    """The same world, committed: for threads, live servers and crashes."""
    with connection.cursor() as cursor:  # these tables are not Django's, so nobody else empties them
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
    return build()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Uploads of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return SimpleNamespace(root=settings.MEDIA_ROOT)
