"""Which records of different branches read alike. A likeness is a question to the branch, never a verdict (REFERENCE §3). Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

ALIKE = 85
"""Likeness in percent (rapidfuzz.fuzz.ratio of the words without numbers and marks) from which it is asked about."""

SHORTEST = 30
"""Characters below which a record is too short to tell anything: everybody writes “已按要求完成”."""

SHINGLE, SHARED = 4, 0.4
"""Characters of a shingle, and the share of the shorter text's shingles two texts must have before they are compared."""

COMMONEST = 40
"""A shingle in more texts than this is a phrase of the trade and brings nobody together."""


@dataclass(frozen=True)
class Record:
    """Something that a branch wrote: `key` names the row, `org` whose it is, `kind` what it is called."""

    key: str
    org: int
    kind: str
    said_on: date
    text: str


@dataclass(frozen=True)
class Likeness:
    """Two records of different branches; the later one is asked about."""

    later: Record
    earlier: Record
    percent: int


def plain(text: str) -> str:
    """The words alone: numbers, marks and spaces differ without the record being another one."""
    return re.sub(r"[\W\d_]+", "", text)


def alike(records: Iterable[Record]) -> list[Likeness]:
    """Pairs of different branches that read alike, the likest first."""
    rows = [(record, plain(record.text)) for record in records]
    rows = [(record, words) for record, words in rows if len(words) >= SHORTEST]
    found = []
    for one, other in _near([(record.org, words) for record, words in rows]):
        percent = fuzz.ratio(rows[one][1], rows[other][1], score_cutoff=ALIKE)
        if percent:
            first, second = sorted((rows[one][0], rows[other][0]), key=lambda record: (record.said_on, record.key))
            found.append(Likeness(second, first, int(percent)))
    return sorted(found, key=lambda one: (-one.percent, one.later.key, one.earlier.key))


def _near(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of rows of different branches that share enough shingles to be worth comparing."""
    shingles = [{words[n : n + SHINGLE] for n in range(len(words) - SHINGLE + 1)} for _org, words in rows]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(shingles):
        for one in own:
            holders[one].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= COMMONEST:
            shared.update(pair for pair in combinations(numbers, 2) if rows[pair[0]][0] != rows[pair[1]][0])
    for (one, other), number in shared.items():
        if number >= SHARED * min(len(shingles[one]), len(shingles[other])):
            yield one, other
