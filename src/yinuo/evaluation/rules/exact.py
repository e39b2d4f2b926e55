"""Exact decimals and canonical JSON: what rubrics, marks and results are written in."""

import hashlib
import json
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _

NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
WIDE = Context(prec=60)
"""Enough digits for every number here; nobody else's context matters."""


def number(value: Any) -> Decimal | None:
    """A number or its text, as in "4.5", at most six digits before and after the point; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return Decimal(text) if NUMBER.fullmatch(text) else None


def sure_number(value: Any, name: str, field: str | None = None) -> Decimal:
    """The number, or Unfit that names what was not one."""
    found = number(value)
    if found is None:
        raise Unfit(_("“{name}”应当是一个数，现在是“{value}”。").format(name=name, value=str(value)[:20]), field)
    return found


def plain(value: Decimal) -> str:
    """Without needless zeros: "4.5", "100"."""
    return format(value.normalize(WIDE), "f") if value else "0"


def half_up(value: Decimal | Fraction, places: int = 2) -> Decimal:
    """Rounded half up (away from zero); exact up to that point (REFERENCE §7.3.3)."""
    step = Decimal(1).scaleb(-places)
    if isinstance(value, Decimal):
        return value.quantize(step, ROUND_HALF_UP, WIDE)
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places, WIDE)


def canonical(data: Any) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(data: Any) -> str:
    """SHA-256 of the canonical JSON, in hex: what is frozen."""
    return hashlib.sha256(canonical(data)).hexdigest()
