"""The sequencer: puts committed entries into the Merkle log of their county and signs checkpoints.

Only entries whose transaction is older than every running one are taken, or a late commit would be skipped for ever.
Roots are anchored upward: the checkpoint of a county is a leaf in the log of its city.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from ..kernel import merkle
from . import signing
from .models import Checkpoint, Subtree

WINDOW = timedelta(days=7)
"""How far back unsequenced entries are looked for; a full pass (`everything`) looks at all."""

WAITING = """
    SELECT entry.county, entry.id::text, entry.subject, entry.sequence, entry.hash
    FROM acts_entry AS entry
    WHERE (entry.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
           -- a number from the future is one of a restored database: surely committed
           OR entry.transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
      AND entry.id >= %s::uuid
      AND NOT EXISTS (SELECT 1 FROM acts_leaf AS leaf WHERE leaf.item = entry.id::text)
    ORDER BY entry.county, entry.id
"""


@transaction.atomic
def sequence(*, everything: bool = False) -> int:
    """Append all waiting entries and sign new checkpoints; returns how many entries were taken."""
    now = timezone.now()
    since = _first_id(None if everything else now - WINDOW)
    counties: dict[str, list[tuple[str, str, int, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('yinuo.sequencer'))")
        cursor.execute(WAITING, [since])
        for county, *item in cursor.fetchall():
            counties.setdefault(county, []).append(tuple(item))
    cities: dict[str, list[tuple[str, str, int, str]]] = {}
    for county, items in counties.items():
        checkpoint = _grow(county, items, now)
        anchor = (
            f"checkpoint:{county}:{checkpoint.size}",
            f"log:{county}",
            checkpoint.size,
            signing.digest(checkpoint),
        )
        cities.setdefault(county[:4], []).append(anchor)
    for city, items in cities.items():
        _grow(city, items, now)
    return sum(len(items) for items in counties.values())


def _grow(log: str, items: list[tuple[str, str, int, str]], now: datetime) -> Checkpoint:
    before = Checkpoint.objects.filter(log=log).order_by("-size").first()
    size = before.size if before else 0
    frontier = [(height, bytes.fromhex(top)) for height, top in (before.frontier if before else [])]
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY acts_leaf (log, position, item, subject, sequence, hash) FROM STDIN") as copy,
    ):
        for position, item in enumerate(items, start=size):
            copy.write_row((log, position, *item))
    leaves = (merkle.leaf_hash(bytes.fromhex(item[3])) for item in items)
    size, kept = merkle.extend(frontier, size, leaves)
    Subtree.objects.bulk_create(Subtree(log=log, height=h, index=i, hash=top.hex()) for h, i, top in kept)
    checkpoint = Checkpoint(
        log=log,
        size=size,
        root=merkle.root(frontier).hex(),
        previous=signing.digest(before) if before else "",
        frontier=[[height, top.hex()] for height, top in frontier],
        made_at=now,
    )
    signing.sign(checkpoint)
    checkpoint.save(force_insert=True)
    return checkpoint


def _first_id(moment: datetime | None) -> str:
    """The smallest UUIDv7 of a moment."""
    milliseconds = int(moment.timestamp() * 1000) if moment else 0
    digits = f"{milliseconds:012x}"
    return f"{digits[:8]}-{digits[8:]}-0000-0000-000000000000"
