"""Who may take which document of an inspection tour, and from when on. Before the seal is opened no mark leaves the house."""

from dataclasses import dataclass
from enum import StrEnum

from ..evaluation.words import AssessmentState
from ..inspection.words import RoundState
from ..kernel.actor import Actor, Role
from ..kernel.words import _

A = AssessmentState
OPENED = frozenset({A.OPENED, A.COMPUTED, A.ANNOUNCED, A.SETTLED, A.PUBLISHED})
COMPUTED = OPENED - {A.OPENED}
ANNOUNCED = COMPUTED - {A.COMPUTED}
READERS = (Role.ORGANISER, Role.LEADER, Role.AUDITOR)


class Document(StrEnum):
    """The documents of a round."""

    DRAW = "draw"
    BLANK = "blank"
    TIMETABLE = "timetable"
    PROTOCOL = "protocol"
    RESULT = "result"
    PUBLISHED = "published"


DOCUMENTS = {
    Document.DRAW: _("点位抽取结果"),
    Document.BLANK: _("空白评分表"),
    Document.TIMETABLE: _("路线时间表"),
    Document.PROTOCOL: _("启封评分表"),
    Document.RESULT: _("计分结果表"),
    Document.PUBLISHED: _("结果公布件"),
}
FORMATS = {document: ("docx", "xlsx") for document in Document} | {Document.TIMETABLE: ("docx", "xlsx", "ics")}


@dataclass(frozen=True)
class Standing:
    """What somebody is to a round: organiser, overseer, visitor (judge with a code, or leader), keeper of a key, unit."""

    runs: bool = False
    oversees: bool = False
    visits: bool = False
    keeps: bool = False
    judge: str = ""
    units: frozenset[int] = frozenset()

    @property
    def is_inside(self) -> bool:
        """Whether more than a unit's own part may be seen."""
        return self.runs or self.oversees or self.visits or self.keeps

    @property
    def sees_results(self) -> bool:
        """Whether the whole result may be seen before it is published."""
        return self.runs or self.oversees or self.keeps


def oversees(actor: Actor, path: str, place: str) -> bool:
    """Whether a grant of a reader covers the organisation at this path and place (as `assessments_of` asks it in SQL)."""
    return any(
        path.startswith(grant.org) if grant.org else bool(grant.place) and place.startswith(grant.place)
        for grant in actor.granted(*READERS)
    )


def may_take(standing: Standing, document: Document) -> str | None:
    """Why this document is not for this person; None when it is."""
    if document == Document.DRAW:
        return None
    if document == Document.PROTOCOL:
        return None if standing.runs else _("启封评分表只有组织这轮观摩的组织员可以下载。")
    if document == Document.RESULT:
        allowed = standing.sees_results or standing.units
        return None if allowed else _("计分结果表由组织员、督查和签字的人查看，各单位看本单位的部分。")
    return None if standing.is_inside else _("这份材料给组织和参加观摩的人用，不发给被观摩的单位。")


def not_yet(standing: Standing, document: Document, *, round: str, assessment: str, has_routes: bool) -> str | None:
    """Why this document does not exist yet, given the states of the round and of its assessment; None when it does."""
    if document in (Document.DRAW, Document.BLANK):
        return _("点位还没有抽定。") if round == RoundState.LISTING else None
    if document == Document.TIMETABLE:
        return None if has_routes else _("还没有采用的路线。")
    if document == Document.PROTOCOL:
        return None if assessment in OPENED else _("还没有启封。启封以前，谁也看不到打分内容。")
    if document == Document.PUBLISHED:
        return None if assessment == A.PUBLISHED else _("结果还没有公布。")
    if standing.sees_results:
        return None if assessment in COMPUTED else _("还没有计分。")
    return None if assessment in ANNOUNCED else _("结果还没有告知各单位。")
