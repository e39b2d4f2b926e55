"""The terms of supervision: clocks and severities, read from the shipped file; each plan keeps its own copy. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "terms.toml"


@dataclass(frozen=True)
class Severity:
    """How serious a finding is, and how many working days there are to put it right."""

    key: str
    name: str
    rectify_working_days: int


@dataclass(frozen=True)
class Terms:
    """Clocks in days, severities in order."""

    version: str
    reply_working_days: int
    review_days: int
    decision_days: int
    report_working_day: int
    likeness_working_days: int
    severities: tuple[Severity, ...]

    @classmethod
    def of(cls, data: Mapping) -> "Terms":
        """From the file's or a plan's data."""
        rows = tuple(
            Severity(row["key"], row["name"], int(row["rectify_working_days"])) for row in data["severity"]
        )  # fmt: skip
        numbers = {
            name: int(data[name])
            for name in ("reply_working_days", "review_days", "decision_days", "report_working_day", "likeness_working_days")
        }  # fmt: skip
        return cls(version=str(data["version"]), severities=rows, **numbers)

    def severity(self, key: str) -> Severity | None:
        """The one with this key."""
        return next((one for one in self.severities if one.key == key), None)


@cache
def shipped() -> dict:
    """The terms in force, as data to be kept with a plan."""
    return tomllib.loads(FILE.read_text())
