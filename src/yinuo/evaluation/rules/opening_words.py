"""A key as words for paper: 13 groups of 5 signs, the fifth of each a check, so that a mistyped group is found and named.

Signs are digits and capital letters without I, L, O and U. A group carries 20 bits and a check over the field of 32
elements that depends on the place of the group: it finds every single wrong sign, two swapped neighbours, and two swapped
groups.
"""

import re
from unicodedata import normalize

from ...kernel.errors import Unfit
from ...kernel.words import _

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {sign: value for value, sign in enumerate(SIGNS)} | {"O": 0, "I": 1, "L": 1}
GROUPS, DATA, BITS = 13, 4, 256
SPARE = GROUPS * DATA * 5 - BITS
BETWEEN = re.compile(r"[\s\-_.,;:/|·、，。—–−‐‑‒]+")


def written_words(secret: int) -> str:
    """The key as groups: "7K3QX 0M9TA …"."""
    padded = secret << SPARE
    values = [padded >> 5 * place & 31 for place in reversed(range(GROUPS * DATA))]
    groups = [values[DATA * n : DATA * (n + 1)] for n in range(GROUPS)]
    return " ".join("".join(SIGNS[v] for v in (*group, _check(group, n))) for n, group in enumerate(groups, 1))


def read_words(text: str) -> int:
    """The key; capital or small letters, full-width forms, any grouping, O for 0 and I or L for 1 are all read.

    Unfit with field "words" names the group that is wrong; never what was typed.
    """
    groups = _groups(text)
    value = 0
    for number, group in enumerate(groups, 1):
        values = [VALUES[sign] for sign in group if sign in VALUES]
        if len(values) < len(group) or _check(values[:DATA], number) != values[DATA]:
            raise Unfit(_("口令的第{n}组抄错了，请对照纸上再看一遍。").format(n=number), "words")
        for one in values[:DATA]:
            value = value << 5 | one
    if value & ((1 << SPARE) - 1) or not value:
        raise Unfit(_("口令的第{n}组抄错了，请对照纸上再看一遍。").format(n=GROUPS), "words")
    return value >> SPARE


def _groups(text: str) -> list[str]:
    size = DATA + 1
    typed = [one for one in BETWEEN.split(normalize("NFKC", text).upper()) if one]
    signs = "".join(typed)
    if len(signs) == GROUPS * size:
        return [signs[size * n : size * (n + 1)] for n in range(GROUPS)]
    wrong = next((n for n, one in enumerate(typed, 1) if len(one) != size), None)
    if wrong is not None and len(typed) == GROUPS:
        raise Unfit(_("口令的第{n}组应当是{size}个字符。").format(n=wrong, size=size), "words")
    sentence = _("口令一共{groups}组、每组{size}个字符，现在是{n}个字符。")
    raise Unfit(sentence.format(groups=GROUPS, size=size, n=len(signs)), "words")


def _check(group: list[int], number: int) -> int:
    """Sum of value × α^place, and the number of the group × α^0, in GF(32)."""
    found = number
    for place, value in enumerate(group, 1):
        for _time in range(place):
            value = value << 1 ^ (0x25 if value & 16 else 0)
        found ^= value
    return found
