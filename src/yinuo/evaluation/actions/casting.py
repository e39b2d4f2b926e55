"""Ballots: sealed by the judge, taken in once, readable only when two keepers have opened them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from ...acts.columns import add_rows
from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from .. import policy
from ..enclosed import Enclosed
from ..models import Assessment, Ballot, Conflict, Judge, Part, Subject
from ..rules import sealing
from ..words import CONFLICT_KINDS, AssessmentState, ConflictKind, day_words

AHEAD = timedelta(minutes=5)
"""How far the clock of a phone may be ahead without being set right."""


def bound_to(judge: Judge, subject: Subject, part: Part | None) -> str:
    """What an envelope is bound to, so that it cannot be taken for another ballot."""
    return f"{judge.assessment_id}|{judge.code}|{subject.key}|{part.key if part else ''}"


def _draft(
    judge: Judge,
    actor: Actor,
    *,
    at,
    subject: Subject,
    envelope: Enclosed,
    digest: str,
    part: Part | None = None,
    said_at: datetime | None = None,
) -> Ballot:
    if sealing.digest_of(envelope.data) != digest:
        raise Unfit(_("评分票在传输中损坏了，请再传一次。"), "envelope")
    sealing.check(envelope.data, keepers=len(_publics(judge.assessment)))
    return Ballot(
        judge=judge, subject=subject, part=part, envelope=envelope.data, digest=digest,
        said_at=min(said_at or at, at + AHEAD), cast_at=at,
    )  # fmt: skip


def _publics(assessment: Assessment) -> list[str]:
    if not hasattr(assessment, "publics"):
        assessment.publics = list(assessment.keepers.values_list("public", flat=True))
    return assessment.publics


@act(may=policy.may_cast, opens=True)
def cast(
    judge: Judge,
    actor: Actor,
    *,
    at,
    subject: Subject,
    envelope: Enclosed,
    digest: str,
    part: Part | None = None,
    said_at: datetime | None = None,
):
    """Hand in a sealed ballot. Once: not again, not for the own unit, not after sealing."""
    assessment = Assessment.objects.select_for_update().get(pk=judge.assessment_id)
    if assessment.state != AssessmentState.CASTING:
        raise NotNow(_late(assessment))
    if refusal := refusal_to_mark(judge, subject, part):
        raise refusal
    ballot = _draft(judge, actor, at=at, subject=subject, envelope=envelope, digest=digest, part=part, said_at=said_at)
    ballot.save()
    return ballot


cast.act.fn.draft = _draft
cast.act.fn.save_all = add_rows


def _late(assessment: Assessment) -> str:
    if assessment.state in (AssessmentState.DESIGNED, AssessmentState.FROZEN):
        return _("打分还没有开始。")
    when = day_words(timezone.localtime(assessment.sealed_at)) if assessment.sealed_at else ""
    return _("{when}已经封票，这张票来晚了，没有计入。它还在您的手机里，可以导出。").format(when=when)


def refusal_to_mark(judge: Judge, subject: Subject, part: Part | None) -> Refused | NotNow | Unfit | None:
    """Why this judge cannot mark this organisation or this part of it. Three queries."""
    if subject.assessment_id != judge.assessment_id or (part and part.subject_id != subject.pk):
        return Unfit(_("这个单位或者点位不在这次评价里。"), "subject")
    if conflict := Conflict.objects.filter(judge=judge, subject=subject).first():
        said = CONFLICT_KINDS[ConflictKind(conflict.kind)]
        return Refused(_("“{name}”是{kind}，按回避规定您不能给它打分。").format(name=subject, kind=said))
    has_parts = Part.objects.filter(subject=subject, is_open=True).exists()
    if has_parts != (part is not None) or (part and not part.is_open):
        return Unfit(_("请按点位打分；这个点位不在现在的安排里。"), "part")
    if judge.panel != subject.panel and not (part and part.is_shared):
        return Refused(_("“{name}”由第{panel}组打分。").format(name=subject, panel=subject.panel))
    if Ballot.objects.filter(judge=judge, subject=subject, part=part).exists():
        return NotNow(_("您已经给“{name}”投过一张票。票封好以后不能再改，也不能再投。").format(name=part or subject))
    return None


@act(may=policy.may_run)
def seal(assessment: Assessment, actor: Actor, *, at, note: str = ""):
    """No ballot is taken in any more. Where some are missing, the reason is written down."""
    missing = expected(assessment) - Ballot.objects.filter(judge__assessment=assessment).count()
    if missing > 0 and not note.strip():
        raise Unfit(
            _("还有{n}张票没有到（漏看的点位也算）。请写明原因再封票，或者等评委传上来。").format(n=missing), "note"
        )
    if len(note) > 300:
        raise Unfit(_("不能超过{n}字。").format(n=300), "note")
    assessment.sealed_at, assessment.seal_note = at, impersonal(note, "note")


def expected(assessment: Assessment) -> int:
    """How many ballots there would be if every judge marked everything that is his. Four queries."""
    conflicts = set(Conflict.objects.filter(judge__assessment=assessment).values_list("judge", "subject"))
    judges = list(assessment.judges.values_list("pk", "panel"))
    subjects = list(assessment.subjects.values_list("pk", "panel"))
    parts: dict[int, list[bool]] = {}
    for subject, is_shared in Part.objects.filter(subject__assessment=assessment, is_open=True).values_list(
        "subject", "is_shared"
    ):
        parts.setdefault(subject, []).append(is_shared)
    number = 0
    for judge, panel in judges:
        for subject, own in subjects:
            if (judge, subject) not in conflicts:
                shared = parts.get(subject, [])
                number += (len(shared) or 1) if panel == own else sum(shared)
    return number


@act(may=policy.may_open, private=["words"])
def open_(assessment: Assessment, actor: Actor, *, at, words: Sequence[str], numbers: Sequence[int]):
    """Two keepers give their words (`numbers` says whose they are), and every ballot becomes readable at once."""
    keys = {number: text for number, text in zip(numbers, words, strict=True) if text.strip()}
    if len(keys) < 2:
        raise Unfit(_("启封要两位保管人同时在场，各输各的口令。"), "words")
    for keeper in assessment.keepers.filter(number__in=keys):
        sealing.check_words(keys[keeper.number], keeper.public, keeper.number)
    ballots = list(
        Ballot.objects.filter(judge__assessment=assessment)
        .select_related("judge", "subject__org", "part")
        .order_by("pk")
    )
    for ballot in ballots:
        ballot.content, ballot.problem = _read(ballot, keys)
    Ballot.objects.bulk_update(ballots, ["content", "problem"], batch_size=500)


def _read(ballot: Ballot, keys: dict[int, str]) -> tuple[dict | None, str]:
    """The marks of a ballot, or why they cannot be read; one spoilt ballot stops nobody."""
    try:
        text = sealing.open_(ballot.envelope, keys, bound_to(ballot.judge, ballot.subject, ballot.part))
        content = json.loads(text)
    except Unfit as problem:
        return None, problem.sentence[:200]
    except ValueError:
        return None, _("票里的内容读不出来。")
    return (content, "") if isinstance(content, dict) else (None, _("票里的内容读不出来。"))
