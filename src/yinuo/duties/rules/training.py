"""Yearly hours of study and what may be counted of a test (M39). Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ...kernel.errors import Unfit
from ...kernel.words import _
from ..words.training import Audience

BESIDE = Path(__file__).with_name("training.toml")
LEAST_TOLD = 3
"""Fewer people in a test than this, and a count of passes would say who passed."""


@cache
def given() -> Mapping:
    """The rules as they are written in training.toml."""
    return tomllib.loads(BESIDE.read_text(encoding="utf-8"))


def hours_wanted(audience: str) -> int:
    """Hours a year for this audience."""
    return given()["hours"][Audience(audience)]


def fit_counts(attended: int, taken: int | None, passed: int | None, registered: int) -> None:
    """Unfit where the counts cannot be, or would tell of a single person."""
    if attended < 0 or attended > registered:
        raise Unfit(
            _("岗位登记册里这个单位有{n}个党务岗位，参加的不能比它多。请核对人数，或者先登记岗位。").format(
                n=registered
            ),
            "attended",
        )
    if taken is not None and not 0 <= taken <= attended:
        raise Unfit(_("参加测试的不能比参加培训的多。"), "taken")
    if passed is None:
        return
    if not taken or not 0 <= passed <= taken:
        raise Unfit(_("合格的不能比参加测试的多。"), "passed")
    if taken < LEAST_TOLD:
        raise Unfit(
            _("参加测试的不到{n}人，填了合格人数就等于说出是谁。请不填，结果只告诉本人。").format(n=LEAST_TOLD),
            "passed",
        )
