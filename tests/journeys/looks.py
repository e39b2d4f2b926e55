"""What a look at a page is."""

from typing import NamedTuple


class Look(NamedTuple):
    """One page to be looked at: who opens it ("" is anybody), the arguments of its address, what follows it."""

    who: str = ""
    args: tuple = ()
    after: str = ""
    status: int = 200
