"""The numbers of the structure rulebook in force on a day, each with its article; a missing one is never guessed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ...kernel.errors import NotNow
from ...kernel.words import _


class Threshold(NamedTuple):
    """A number and the article it stands on."""

    value: Decimal
    article: str


class Thresholds(Mapping[str, Threshold]):
    """What holds on one day: `thresholds["branch.full_min"]` → (value, article); NotNow for a key nobody loaded."""

    def __init__(self, rows: Mapping[str, Threshold]):
        self._rows = dict(rows)

    def __getitem__(self, key: str) -> Threshold:
        try:
            return self._rows[key]
        except KeyError:
            raise NotNow(
                _(
                    "这一天的组织设置规则里没有“{key}”这一项，无法检查。请系统管理员装入规则（yinuo import structure）后再试。"
                ).format(key=key)
            ) from None

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def whole(self, key: str) -> int:
        """A number that counts something."""
        return int(self[key].value)

    def article(self, key: str) -> str:
        return self[key].article
