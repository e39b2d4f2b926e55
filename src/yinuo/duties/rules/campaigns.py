"""What central work may ask for, and the law's clocks: kinds, stages and forbidden tasks are data beside this file (M12). Pure."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from unicodedata import normalize

from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ..words.campaigns import ProjectState

BESIDE = Path(__file__).with_name("campaigns.toml")
BEFORE, AFTER = 10, 8
"""Characters around a match in which it may be said that this must not be done."""

MARKS = re.compile(r"[^\w]|_")


@cache
def given() -> Mapping:
    """The rules as they are written in campaigns.toml."""
    return tomllib.loads(BESIDE.read_text(encoding="utf-8"))


def kinds() -> dict[str, str]:
    """Kinds of projects: key → word."""
    return dict(given()["kinds"])


def stages() -> list[tuple[ProjectState, str, str]]:
    """(state, article, what the law asks there), in the law's order."""
    return [(ProjectState(one["state"]), one["article"], one["words"]) for one in given()["stages"]]


def comment_days() -> int:
    """Days for which a plan is open for comment, at the least."""
    return given()["comment_days"]


def fit_comment(published_on: date, comments_until: date) -> None:
    """Unfit when the plan lies open for fewer days than the law asks (Art. 10)."""
    days, least = (comments_until - published_on).days, comment_days()
    if days < least:
        raise Unfit(
            _("条例第十条：征求意见期限不得少于{least}日。{first}公布，最早到{last}；您填的只有{days}日。").format(
                least=least, first=published_on, last=published_on + timedelta(days=least), days=max(days, 0)
            ),
            "comments_until",
        )


@cache
def _patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (one["reason"], one["law"], re.compile("|".join(f"(?:{pattern})" for pattern in one["patterns"])))
        for one in given()["forbidden"]
    ]


def forbidden(text: str) -> tuple[str, str] | None:
    """(reason, the sentence with the law) when the text asks for what nobody may ask, else None.

    Read without spaces and marks, so that 做 亲·属 工 作 is the same; a text that forbids it is not meant.
    """
    said = MARKS.sub("", normalize("NFKC", text))
    for reason, law, pattern in _patterns():
        for found in pattern.finditer(said):
            if not _is_warning(said, found.start(), found.end(), reason):
                return reason, _("“{words}”不能写进来。{law}").format(words=found[0], law=law)
    return None


def _is_warning(said: str, start: int, end: int, reason: str) -> bool:
    """Whether it is only said that this must not be; what follows excuses nothing but works on pipes and roads."""
    only = given()["only_a_warning"]
    if any(word in said[max(0, start - BEFORE) : start] for word in only["before"]):
        return True
    return reason == "cut" and any(word in said[end : end + AFTER] for word in only["after"])


def lawful(text: str, field: str, most: int = 2000) -> str:
    """Words of an office fit for a project or a list: no personal numbers, nothing the law forbids. Unfit otherwise."""
    said = impersonal(text, field)
    if not said:
        raise Unfit(_("请填写，一句话也行。"), field)
    if len(said) > most:
        raise Unfit(_("太长了，不超过{n}字。").format(n=most), field)
    if found := forbidden(said):
        raise Unfit(found[1], field)
    return said


def optional(text: str, field: str, most: int = 2000) -> str:
    """The same where nothing need be written."""
    return lawful(text, field, most) if text.strip() else ""
