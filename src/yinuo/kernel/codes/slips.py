"""The slip a resident keeps, and the number the office uses: both survive bad hand-writing and bad telephone lines."""

import re
import secrets
from collections.abc import Sequence
from typing import Protocol
from unicodedata import normalize

from ..errors import Unfit
from ..words import _
from .checks import check_11_2, check_37_2
from .places import DASHES

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SLIP_LENGTH = 11
LONGEST_TYPED = 80

_LOOK_ALIKES = str.maketrans("OIL", "011")
_NUMBER = re.compile(r"(\d{4})-?(\d{7,9})-?([\dX])", re.ASCII)


class Chooser(Protocol):
    """What `new_slip` needs of a source of chance: the `secrets` module or a `random.Random`."""

    def choice(self, seq: Sequence[str], /) -> str:
        """One of the characters."""


def new_slip(random: Chooser = secrets) -> str:
    """Ten characters of Crockford's base 32 by chance (50 bits) and their ISO 7064 MOD 37-2 check.

    Chances whose check would be a character outside that alphabet (I, L, O, U or the star) are drawn again.
    """
    while True:
        chosen = "".join(random.choice(CROCKFORD) for _place in range(SLIP_LENGTH - 1))
        check = check_37_2(chosen)
        if check in CROCKFORD:
            return chosen + check


def read_slip(text: str) -> str | None:
    """The slip in what somebody typed, or None when there is no valid one.

    Full-width characters, lower case, spaces, dashes and words around it are forgiven; O is read as 0, I and L as 1.
    """
    typed = normalize("NFKC", text[:LONGEST_TYPED]).upper().translate(_LOOK_ALIKES)
    slip = re.sub(r"[^0-9A-Z]", "", typed)
    if len(slip) != SLIP_LENGTH or not set(slip) <= set(CROCKFORD) or check_37_2(slip[:-1]) != slip[-1]:
        return None
    return slip


def _groups(slip: str) -> tuple[str, str, str]:
    return slip[:4], slip[4:8], slip[8:]


def show_slip(slip: str) -> str:
    """As printed: 7K3M-9QWD-2XH."""
    return "-".join(_groups(slip))


def spoken(slip: str) -> str:
    """As read out on the telephone or by a screen reader: character by character, with a rest after each group."""
    return "，".join(" ".join(group) for group in _groups(slip))


def matter_number(year: int, sequence: int) -> str:
    """The number of a matter, such as 2026-0000123-7.

    The check is ISO 7064 MOD 11-2 and may be X, as on identity cards: MOD 11,10 has no X but misses one in fifty
    swaps of neighbouring digits.
    """
    if not (1000 <= year <= 9999 and 0 < sequence < 10**9):
        raise Unfit(_("事项编号的年份要四位，顺序号要在1到999999999之间。"))
    body = f"{year}{sequence:07}"
    return f"{body[:4]}-{body[4:]}-{check_11_2(body)}"


def read_matter_number(text: str) -> str | None:
    """The number in what somebody typed, with or without dashes, or None when there is no valid one."""
    typed = re.sub(r"\s", "", normalize("NFKC", text[:LONGEST_TYPED])).translate(DASHES).upper()
    found = _NUMBER.fullmatch(typed)
    if found is None or check_11_2(found[1] + found[2]) != found[3]:
        return None
    return "-".join(found.groups())
