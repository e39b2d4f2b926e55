"""Organisations: paths in the tree, and the unified social credit code (GB 32100-2015)."""

import re
from unicodedata import normalize

from ..errors import Unfit
from ..words import _

SEGMENT = 4
"""Digits of one step of an organisation's path."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

_SHAPE = re.compile(rf"[1-9A-Z][1-9A-Z]\d{{6}}[{ALPHABET}]{{10}}")


def up_from(path: str) -> list[str]:
    """Paths of the organisations above this one, from the top, and its own."""
    return [path[:size] for size in range(SEGMENT, len(path) + 1, SEGMENT)]


def credit_code_check(first17: str) -> str:
    """The 18th character for the first seventeen."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def read_credit_code(text: str) -> str:
    """The code in capitals without spaces; Unfit in words when it is none.

    Any registering authority is accepted, also N (rural collectives) and 54 (village and residents' committees),
    which stricter checkers refuse (REFERENCE §4.8).
    """
    typed = re.sub(r"[\s-]", "", normalize("NFKC", text)).upper()
    if len(typed) != 18:
        raise Unfit(_("统一社会信用代码是18位，这里有{count}位。").format(count=len(typed)), field="credit_code")
    wrong = sorted(set(typed) - set(ALPHABET))
    if wrong:
        raise Unfit(
            _("统一社会信用代码里不会出现“{wrong}”，字母I、O、S、V、Z不用，请看看是不是1、0、5、U、2。").format(
                wrong="、".join(wrong)
            ),
            field="credit_code",
        )
    if not _SHAPE.fullmatch(typed) or credit_code_check(typed[:17]) != typed[17]:
        raise Unfit(_("统一社会信用代码对不上校验码，请对照证书再核对一遍。"), field="credit_code")
    return typed
