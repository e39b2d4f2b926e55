"""The lottery of sites that anybody can repeat, opening hours as people write them, gaps' dates (M01, M04). Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from ..kernel.errors import Unfit
from ..kernel.words import _
from .words import GAP_REVIEWS, Pick

OFFICE = [[510, 720], [840, 1080]]
ALL_DAY = [[480, 1080]]
AGAIN_AFTER = 365
"""Days in which a second round on the same theme needs an approval (REFERENCE M01: 统筹规范督查检查考核)."""


def list_digest(lists: Mapping[str, Iterable[str]]) -> str:
    """SHA-256 of the full list: one line "unit<TAB>site" each, sorted, UTF-8."""
    lines = sorted(f"{unit}\t{site}" for unit, sites in lists.items() for site in sites)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def ticket(seed: str, unit: str, site: str) -> str:
    """The number a site draws: SHA-256 of "seed|unit|site". The lowest ones are drawn; `sha256sum` gives the same."""
    return hashlib.sha256(f"{seed}|{unit}|{site}".encode()).hexdigest()


def drawn(seed: str, unit: str, sites: Sequence[tuple[str, bool]], wanted: int) -> dict[str, Pick]:
    """Of a unit's (site, is proposed): at least half of `wanted` by lot from the full list, the rest as it proposed.

    Where it proposed too few, the lot decides about the rest too. Both in the order of their tickets.
    """
    order = sorted(sites, key=lambda site: ticket(seed, unit, site[0]))
    half = (min(wanted, len(order)) + 1) // 2
    picked = {site: Pick.DRAWN for site, _proposed in order[:half]}
    rest = sorted(order[half:], key=lambda site: not site[1])[: max(0, wanted - half)]
    return picked | {site: Pick.PROPOSED if proposed else Pick.DRAWN for site, proposed in rest}


TIME = r"(\d{1,2})[:：](\d{2})"
SPAN = re.compile(rf"{TIME}\s*[-–—~～至到]\s*{TIME}")


def read_windows(text: str) -> list[list[int]]:
    """“8:30-12:00，14:00-18:00” as minutes of the day; empty text is all day. Unfit for what cannot be read."""
    if not text.strip():
        return [list(span) for span in ALL_DAY]
    found = [tuple(map(int, match)) for match in SPAN.findall(text)]
    windows = [[h * 60 + m, other * 60 + n] for h, m, other, n in found]
    left = re.sub(r"[\s,，、;；和]", "", SPAN.sub("", text))
    if not windows or left or any(not 0 <= a < b <= 1440 for a, b in windows):
        raise Unfit(_("开放时间请写成“8:30-12:00，14:00-18:00”这样。"), "windows")
    return sorted(windows)


def written_windows(windows: Iterable[Sequence[int]]) -> str:
    """The same as people read it."""
    return "，".join(f"{a // 60}:{a % 60:02}-{b // 60}:{b % 60:02}" for a, b in windows)


def reviews_due(planned_on: date) -> dict[int, date]:
    """30, 60 and 90 days after the gap was planned."""
    return {number: planned_on + timedelta(days=number) for number in GAP_REVIEWS}
