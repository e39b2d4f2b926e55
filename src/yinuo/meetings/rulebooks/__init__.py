"""The rulebook of branch life as people write it: TOML, one book after another by the day it is valid from."""

import tomllib
from functools import cache
from pathlib import Path

from ..rules.life import Book, read_books

BRANCH_LIFE = Path(__file__).with_name("branch_life.toml")


@cache
def branch_life() -> tuple[Book, ...]:
    """The shipped books, the oldest first."""
    return read_books(tomllib.loads(BRANCH_LIFE.read_text(encoding="utf-8")))
