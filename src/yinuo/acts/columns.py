"""Save the same columns of many rows by one statement; Django's bulk_update builds a CASE for every value."""

import re
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


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
