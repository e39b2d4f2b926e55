"""The report's two parts, the ballot paper with its fingerprint, and what of a count may be told (M30). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ...evaluation.rules.items import Item, ItemKind, Level, Rubric, with_total
from ...evaluation.rules.rubric import digest
from ...kernel.errors import Unfit
from ...kernel.words import _

FEWEST_VOTERS = 5
"""Fewer valid ballots could be told apart by who was there (M30)."""

LEAST_PARTY_WORDS = 100
BANDS = {"good": _("好"), "fairly": _("较好"), "average": _("一般"), "poor": _("差")}


def ballot_paper() -> Rubric:
    """What is on the ballot paper, as a rubric of the area `evaluation`: one item, four bands, no points told."""
    levels = tuple(
        Level(name, Decimal(percent)) for name, percent in zip(BANDS.values(), (100, 75, 50, 0), strict=True)
    )
    item = Item("1", _("抓党建工作"), kind=ItemKind.LEVEL, points=Decimal(100), levels=levels)
    return Rubric.of(with_total(Rubric(_("党组织书记抓党建述职评议票"), "2026.1", (item,)).as_data()))


def paper_digest() -> str:
    """The fingerprint printed on every ballot paper: the bands were fixed before the meeting."""
    return digest(ballot_paper().as_data())


def fit_report(party_text: str, business_text: str) -> None:
    """Party work is a part of its own and the larger one (述职写业务)."""
    party, business = len(party_text.strip()), len(business_text.strip())
    if not party:
        raise Unfit(_("“抓党建”这一部分是空的。述职述的是抓党建，请先写这一部分。"), "party_text")
    if party < LEAST_PARTY_WORDS:
        raise Unfit(
            _("“抓党建”这一部分至少写{n}字，现在{party}字。").format(n=LEAST_PARTY_WORDS, party=party), "party_text"
        )
    if business >= party:
        said = _("业务工作写了{business}字，抓党建只有{party}字。抓党建要占大部分，请压缩业务工作。")
        raise Unfit(said.format(business=business, party=party), "business_text")


@dataclass(frozen=True, slots=True)
class Count:
    """One teller's count: ballots handed out, taken back by band, and invalid ones."""

    handed_out: int
    good: int
    fairly: int
    average: int
    poor: int
    invalid: int = 0

    @property
    def valid(self) -> int:
        return self.good + self.fairly + self.average + self.poor

    def as_data(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, data: Mapping[str, int]) -> "Count":
        return cls(**data)


def fit_count(count: Count, present: int) -> None:
    """No more ballots than people, no more taken back than handed out."""
    if count.handed_out > present:
        said = _("发出{out}张票，到会只有{present}人，请核对。")
        raise Unfit(said.format(out=count.handed_out, present=present), "handed_out")
    if count.valid + count.invalid > count.handed_out:
        said = _("收回{back}张，多于发出的{out}张，请一起重新清点。")
        raise Unfit(said.format(back=count.valid + count.invalid, out=count.handed_out), "good")


def distribution(count: Count) -> list[tuple[str, int]] | None:
    """The bands with their counts; None when there are too few valid ballots to show more than their number."""
    if count.valid < FEWEST_VOTERS:
        return None
    return [(BANDS[name], getattr(count, name)) for name in BANDS]
