"""Words of keepers and slips of residents: the same in every demo, because a visitor has no paper. Never outside of it."""

import hashlib
from random import Random

from yinuo.evaluation.rules import sealing
from yinuo.kernel.codes import new_slip

LIVE = "demo live"
"""The seed of the round that is under way."""


def of(seed: str, number: int) -> tuple[str, str]:
    """Words and public half of this keeper."""
    return sealing.new_keeper(hashlib.sha256(f"{seed} keeper {number}".encode()).digest())


def slip_of(name: str) -> str:
    """The slip of a featured matter, so that it need not be kept anywhere."""
    return new_slip(Random(f"demo {name}"))
