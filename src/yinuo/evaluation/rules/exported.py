"""The exported file of an assessment: read, held against the hashes it was frozen with, its ballots valid or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from ...kernel.errors import Unfit
from ...kernel.words import _
from .exact import digest, sure_number
from .items import Rubric
from .marks import read_marks
from .rubric import Scored, score
from .terms import Terms

FORMAT = "yinuo assessment 1"
REASONS = {
    "excluded": _("按决定不计"),
    "judge": _("评委不在名单里"),
    "source": _("评委的打分来源不在计分规则里"),
    "subject": _("单位不在名单里"),
    "conflict": _("按回避规定不能打分"),
    "marks": _("评分读不出来或者不符合细则"),
    "repeated": _("同一位评委对同一单位或者点位的第二张票"),
}
"""Why a ballot does not count, in the order in which it is asked."""


@dataclass(frozen=True, slots=True)
class Judge:
    code: str
    panel: int
    source: str


@dataclass(frozen=True, slots=True)
class Subject:
    key: str
    name: str
    panel: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """As it was cast. `sealed` is the hash of its envelope."""

    id: str
    judge: str
    subject: str
    part: str
    marks: Any
    sealed: str
    cast_at: datetime

    @property
    def place(self) -> tuple[datetime, int, str]:
        """Which of two came first; numbers of equal moments as numbers."""
        return self.cast_at, len(self.id), self.id


@dataclass(frozen=True, slots=True)
class Counted:
    """A ballot and what became of it: what it is worth, or the reason why it does not count and the words for it."""

    ballot: Ballot
    scored: Scored | None = None
    reason: str = ""
    why: str = ""

    @property
    def worth(self) -> Scored:
        """What a valid ballot is worth."""
        if self.scored is None:
            raise ValueError(self.reason)
        return self.scored


@dataclass(frozen=True)
class Export:
    """All that a result is computed from."""

    name: str
    rubric: Rubric
    rubric_digest: str
    terms: Terms
    terms_digest: str
    judges: Mapping[str, Judge]
    subjects: Sequence[Subject]
    conflicts: Mapping[tuple[str, str], str]
    ballots: Sequence[Ballot]
    excluded: Mapping[str, str]
    awards: Sequence[tuple[str, Decimal, str]]

    @classmethod
    def of(cls, data: Any) -> "Export":
        """From JSON in the form that `composite.compute` describes; rows in an order of their own.

        Unfit where the file is none, or rubric or terms are not those that were frozen.
        """
        try:
            return cls(**_frozen(data), **_people(data), **_cast(data))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Unfit(_("导出文件不完整或者格式不对，读不出来。"), "export") from None


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    if data.get("format") != FORMAT:
        raise Unfit(_("这不是评价导出的文件（应当是“{format}”）。").format(format=FORMAT), "format")
    if digest(data["rubric"]) != data["rubric_digest"]:
        raise Unfit(_("细则在冻结以后被改过：和冻结时的指纹不一致，不能计分。"), "rubric")
    if digest(data["terms"]) != data["terms_digest"]:
        raise Unfit(_("计分规则在冻结以后被改过：和冻结时的指纹不一致，不能计分。"), "terms")
    return {
        "name": _text(data, "name"), "rubric": Rubric.of(data["rubric"]), "rubric_digest": data["rubric_digest"],
        "terms": Terms.of(data["terms"]), "terms_digest": data["terms_digest"],
    }  # fmt: skip


def _people(data: Mapping[str, Any]) -> dict[str, Any]:
    judges = [Judge(_text(row, "code"), _panel(row), _text(row, "source")) for row in data["judges"]]
    subjects = [Subject(_text(row, "key"), _text(row, "name"), _panel(row)) for row in data["subjects"]]
    if len({one.code for one in judges}) < len(judges) or len({one.key for one in subjects}) < len(subjects):
        raise Unfit(_("导出文件里有重复的评委代号或者单位。"), "export")
    return {
        "judges": {one.code: one for one in judges},
        "subjects": sorted(subjects, key=lambda one: one.key),
        "conflicts": {(str(judge), str(subject)): str(why) for judge, subject, why in data["conflicts"]},
    }


def _cast(data: Mapping[str, Any]) -> dict[str, Any]:
    ballots = [
        Ballot(
            _text(row, "id"), _text(row, "judge"), _text(row, "subject"), _text(row, "part"), row["marks"],
            _text(row, "sealed"), _moment(row["cast_at"]),
        )
        for row in data["ballots"]
    ]  # fmt: skip
    if len({one.id for one in ballots}) < len(ballots):
        raise Unfit(_("导出文件里有编号重复的票。"), "ballots")
    awards = [
        (_text(row, "subject"), sure_number(row["points"], _("加减分")), _text(row, "rule"))
        for row in data["adjustments"]
    ]
    known = {row["key"] for row in data["subjects"]}
    if unknown := sorted({subject for subject, _points, _rule in awards} - known):
        raise Unfit(_("加减分里的“{key}”不在评价名单里。").format(key=unknown[0]), "adjustments")
    return {
        "ballots": sorted(ballots, key=lambda one: one.place),
        "excluded": {_text(row, "id"): _text(row, "why") for row in data["excluded"]},
        "awards": sorted(awards),
    }


def _text(row: Mapping[str, Any], name: str) -> str:
    if not isinstance(row[name], str):
        raise TypeError(name)
    return row[name]


def _panel(row: Mapping[str, Any]) -> int:
    if isinstance(row["panel"], bool) or not isinstance(row["panel"], int):
        raise TypeError("panel")
    return row["panel"]


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def counted(export: Export) -> Iterator[Counted]:
    """Every ballot in the order in which they were cast, worth something or with its reason; none is dropped silently.

    Of several of one judge for the same organisation and part, the first that would count does.
    """
    met: set[tuple[str, str, str]] = set()
    for ballot in export.ballots:
        reason, why = _refusal(export, ballot)
        if reason:
            yield Counted(ballot, reason=reason, why=why)
            continue
        key = (ballot.judge, ballot.subject, ballot.part)
        try:
            scored = score(export.rubric, read_marks(export.rubric, ballot.marks))
        except Unfit as problem:
            yield Counted(ballot, reason="marks", why=problem.sentence)
            continue
        if key in met:
            yield Counted(ballot, reason="repeated", why=REASONS["repeated"])
            continue
        met.add(key)
        yield Counted(ballot, scored)


def _refusal(export: Export, ballot: Ballot) -> tuple[str, str]:
    """Why the ballot does not count, whatever is in it; empty when it may."""
    judge, pair = export.judges.get(ballot.judge), (ballot.judge, ballot.subject)
    if ballot.id in export.excluded:
        return "excluded", export.excluded[ballot.id] or REASONS["excluded"]
    if judge is None:
        return "judge", REASONS["judge"]
    if judge.source not in dict(export.terms.sources):
        return "source", REASONS["source"]
    if ballot.subject not in {one.key for one in export.subjects}:
        return "subject", REASONS["subject"]
    return ("conflict", REASONS["conflict"]) if pair in export.conflicts else ("", "")
