"""Travel times between sites, hotels and the city as a table from a file: checked for holes before it is used."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..kernel.errors import Unfit
from ..kernel.words import _

MOST_NAMED = 5
LONGEST = 24 * 60


@dataclass(frozen=True)
class TravelTable:
    """Minutes from each place to each other one. `keys` as plans name them; `minutes[i][j]` from i to j, None for a hole."""

    source: str
    keys: tuple[str, ...]
    minutes: tuple[tuple[int | None, ...], ...]

    @property
    def data(self) -> dict:
        return {"source": self.source, "keys": list(self.keys), "minutes": [list(row) for row in self.minutes]}

    @property
    def reference(self) -> dict[str, str]:
        """How the ledger names it."""
        from ..evaluation.enclosed import Enclosed

        return Enclosed(self.data).reference

    def holes(self) -> list[tuple[str, str]]:
        """Pairs without a sensible number of minutes."""
        return [
            (one, other)
            for i, one in enumerate(self.keys)
            for j, other in enumerate(self.keys)
            if i != j and not (isinstance(self.minutes[i][j], int) and 0 <= self.minutes[i][j] <= LONGEST)
        ]

    def checked(self, round) -> "TravelTable":
        """Itself; Unfit where pairs are missing, or places of the round are not in it."""
        from .planning import names_of

        names = names_of(round)
        if lacking := [name for key, name in names.items() if key not in self.keys]:
            raise Unfit(
                _("行车时间表里没有：{names}。请补上再导入。").format(names=_some(lacking)),
                "table",
            )
        if holes := self.holes():
            pairs = [
                _("{one}到{other}").format(one=names.get(one, one), other=names.get(other, other))
                for one, other in holes
            ]
            raise Unfit(
                _("行车时间表有{n}处空着或者不是分钟数：{pairs}。").format(n=len(holes), pairs=_some(pairs)), "table"
            )
        return self


def _some(names: Iterable[str]) -> str:
    names = list(names)
    more = _("等{n}处").format(n=len(names)) if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more
