"""Division codes as paths: 2, 4, 6, 9, 12, 15 digits, then building and stairwell (GB/T 2260, REFERENCE §4.7–4.8)."""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from unicodedata import normalize

from ..errors import Unfit
from ..words import _

SEGMENTS = (2, 2, 2, 3, 3, 3)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣", "-"))
AFTER_EVERY_CODE = "~"

_CODE = re.compile(
    r"(?P<digits>[1-8]\d+)(?:-(?P<first>\d{1,3}))?(?:-(?P<second>\d{1,3}))?(?:-(?P<third>\d{1,2}))?", re.ASCII
)
_LEADING_CODE = re.compile(r"\s*(\d+(?:-\d{1,3}){0,3})(?:[\s,，]+|$)(.*)", re.DOTALL | re.ASCII)


class Level(IntEnum):
    """How deep a code reaches; the value is the number of characters of the normal form."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    TOWN = 9
    COMMUNITY = 12
    GRID = 15
    BUILDING = 19
    STAIRWELL = 22


class TownKind(StrEnum):
    """What the third segment says: 001–099, 100–199, 200–399, 400–599; 9xx is never assigned and used for examples."""

    SUBDISTRICT = "subdistrict"
    TOWN = "town"
    TOWNSHIP = "township"
    SPECIAL = "special"
    FICTIONAL = "fictional"
    OTHER = "other"


class CommunityKind(StrEnum):
    """What the fourth segment says: 001–199 居委会, 200–399 村委会, 400–599 quasi; 9xx is used for examples."""

    COMMUNITY = "community"
    VILLAGE = "village"
    QUASI = "quasi"
    FICTIONAL = "fictional"
    OTHER = "other"


def read_place(text: str) -> str:
    """The normal form of a place code; Unfit in words when it is none.

    Trailing zero segments fall away (411300 is the city 4113), `411303003901-012` is a community and its grid, a
    building takes three digits and a stairwell two, so that a code is a prefix of all that lies below it and of
    nothing else: `411303003901012-002-03`.
    """
    typed = re.sub(r"\s", "", normalize("NFKC", text)).translate(DASHES)
    found = _CODE.fullmatch(typed)
    if found is None:
        raise _unreadable(text)
    digits, tail = found["digits"], [part for part in found.group("first", "second", "third") if part]
    if len(digits) == Level.COMMUNITY and tail and len(tail[0]) == SEGMENTS[-1]:
        digits += tail.pop(0)
    digits = _without_zero_tail(digits, text)
    if tail and (len(digits) != Level.GRID or len(tail) > 2):
        raise _unreadable(text)
    if len(tail) == 2 and int(tail[1]) > 99:
        raise _unreadable(text)
    return "-".join([digits, *(f"{int(part):0{width}}" for part, width in zip(tail, (3, 2), strict=False))])


def _unreadable(text: str) -> Unfit:
    return Unfit(
        _(
            "“{text}”不是地点代码。省2位、市4位、县6位、乡镇街道9位、社区12位、网格15位，网格后可以加“-楼号-单元号”。"
        ).format(text=text[:40]),
        field="place",
    )


def _without_zero_tail(digits: str, text: str) -> str:
    """The digits without trailing zero segments; in the middle only the county may be zero (as in 441900003)."""
    parts, rest = [], digits
    for width in SEGMENTS:
        if rest:
            parts.append(rest[:width])
            rest = rest[width:]
    if rest or len(parts[-1]) != SEGMENTS[len(parts) - 1]:
        raise _unreadable(text)
    while not int(parts[-1]):
        parts.pop()
    if any(not int(part) for place, part in enumerate(parts) if place != 2):
        raise _unreadable(text)
    return "".join(parts)


def split_place(text: str) -> tuple[str, str]:
    """A code and the words that follow it: “411303003901-012 2号楼东侧”. Unfit when the text begins with no code."""
    found = _LEADING_CODE.fullmatch(normalize("NFKC", text).translate(DASHES))
    if found is None:
        raise _unreadable(text)
    return read_place(found[1]), found[2].strip()


def level(code: str) -> Level:
    """The level of a code in normal form."""
    return Level(len(code))


def parents(code: str) -> list[str]:
    """The codes above it, from the province down; a code in normal form."""
    above = [code[:size] for size in Level if size < len(code)]
    return [place for place in above if not (len(place) == Level.COUNTY and place.endswith("00"))]


def under(code: str, place: str) -> bool:
    """Whether a code is `place` or lies below it; both in normal form. Everything lies under the empty place."""
    return code.startswith(place)


def bounds(place: str) -> tuple[str, str]:
    """The half-open range of codes of `place` and all below it, for an indexed comparison in SQL."""
    return place, place + AFTER_EVERY_CODE


def town_kind(code: str) -> TownKind:
    """The kind of the town-level unit in which a code lies; the code is at least 9 digits."""
    number = int(code[6:9])
    if number >= 900:
        return TownKind.FICTIONAL
    steps = ((100, TownKind.SUBDISTRICT), (200, TownKind.TOWN), (400, TownKind.TOWNSHIP), (600, TownKind.SPECIAL))
    return next((kind for end, kind in steps if number < end), TownKind.OTHER)


def community_kind(code: str) -> CommunityKind:
    """The kind of the community in which a code lies; the code is at least 12 digits."""
    number = int(code[9:12])
    if number >= 900:
        return CommunityKind.FICTIONAL
    steps = ((200, CommunityKind.COMMUNITY), (400, CommunityKind.VILLAGE), (600, CommunityKind.QUASI))
    return next((kind for end, kind in steps if number < end), CommunityKind.OTHER)


@dataclass(frozen=True, slots=True)
class ComponentCode:
    """A city component (部件): county 6, major class 2, minor class 2, sequence 6 digits (REFERENCE §4.7)."""

    county: str
    major: str
    minor: str
    sequence: str

    def __str__(self) -> str:
        return self.county + self.major + self.minor + self.sequence


def read_component(text: str) -> ComponentCode:
    """Read a 16-digit component code; Unfit in words when it is none."""
    typed = re.sub(r"[\s-]", "", normalize("NFKC", text).translate(DASHES))
    found = re.fullmatch(r"([1-8]\d{5})(\d\d)(\d\d)(\d{6})", typed, re.ASCII)
    if found is None or "00" in found.group(2, 3):
        raise Unfit(
            _("“{text}”不是部件代码。部件代码16位：县区6位、大类2位、小类2位、顺序号6位。").format(text=text[:40]),
            field="component",
        )
    return ComponentCode(*found.groups())
