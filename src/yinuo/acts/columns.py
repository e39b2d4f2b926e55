"""Many rows by one statement: added through COPY, changed by one UPDATE. Django's own bulk forms build SQL per value."""

import re
from collections.abc import Sequence
from operator import attrgetter

from django.db import connection, models
from django.db.models import Model

FEW = 20
"""Below this Django's own way is as fast, and tests see its queries."""

AS_IT_IS = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField,
            models.DateTimeField, models.DateField, models.UUIDField, models.ForeignKey)  # fmt: skip
"""Fields whose values psycopg takes as they are; the others prepare theirs."""


def add_rows(rows: Sequence[Model]) -> None:
    """Insert new rows of one model; they know their keys afterwards. Columns with a database default are left to it."""
    if len(rows) < FEW:
        if rows:
            type(rows[0])._base_manager.bulk_create(rows)
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name
    _draw_keys(rows)
    fields = [field for field in meta.concrete_fields if not field.has_db_default()]
    takers = [_taker(field) for field in fields]
    names = ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {quote(meta.db_table)} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([take(row) for take in takers])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _draw_keys(rows: Sequence[Model]) -> None:
    """Keys from the sequence of the table, for rows that have none."""
    keyless = [row for row in rows if row.pk is None]
    if not keyless:
        return
    meta = rows[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(keyless)],
        )
        for row, (key,) in zip(keyless, cursor.fetchall(), strict=True):
            row.pk = key


def _taker(field):
    """How the value of a field is taken from a row."""
    if isinstance(field, AS_IT_IS):
        return attrgetter(field.attname)
    return lambda row: field.get_db_prep_save(getattr(row, field.attname), connection)


def save_columns(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of these rows, all of one model."""
    if not rows or not names:
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    kinds = [_kind(field) for field in [meta.pk, *fields]]
    pairs = ", ".join(f"{quote(field.column)} = fresh.c{i}" for i, field in enumerate(fields, 1))
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
    heads = ", ".join(f"c{i}" for i in range(len(kinds)))
    values = [[_value(field, row) for row in rows] for field in [meta.pk, *fields]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(meta.db_table)} AS kept SET {pairs} FROM unnest({arrays}) AS fresh({heads})"
            f" WHERE kept.{quote(meta.pk.column)} = fresh.c0",
            values,
        )


def _kind(field) -> str:
    """The type without its length: a cast to varchar(20) would cut a text off where an assignment refuses it."""
    kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
    return re.sub(r"\(.*?\)", "", kind)


def _value(field, row: Model):
    return field.get_db_prep_save(getattr(row, field.attname), connection)
