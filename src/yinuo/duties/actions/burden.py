"""The burden register: a request for figures registers first, is refused where the data are held, and ends by itself."""

from datetime import date, timedelta

from ...acts.door import act
from ...kernel import codes
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...matters import contacts, limits
from ...orgs.models import Organisation
from ...orgs.words import Kind
from ...places.models import Place
from ..models.burden import Addressee, BurdenComplaint, CollectionRequest, ReliefOffice, RequestLine
from ..policy import burden as policy
from ..queries import burden as queries
from ..rules import burden as rules
from ..words.burden import Cause, Finding, Frequency, LineStanding, RequestState

MOST_LINES = 60
SHORTEST = 4
LONGEST_WORDS = 5_000
LEVELS = (Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.DEPARTMENT, Kind.RESIDENT_UNIT)
"""Levels that may be asked as a whole."""


@act(may=policy.may_name_relief_office, opens=True)
def name_relief_office(org: Organisation, actor: Actor, *, at, document: str):
    """From today this office does the work of the county's 减负办."""
    document = impersonal(document, "document")
    if not document:
        raise Unfit(_("请写明依据的文件。"), "document")
    return ReliefOffice.objects.create(
        org=org, place_code=org.county, document=document, valid_from=at.date()
    )  # fmt: skip


@act(may=policy.may_request_figures, opens=True)
def request_figures(
    org: Organisation,
    actor: Actor,
    *,
    at,
    title: str,
    lines: list[str],
    basis: str,
    why: str,
    frequency: Frequency,
    until: date,
    levels: list[Kind] | tuple[Kind, ...] = (),
    units: list[Organisation] | tuple[Organisation, ...] = (),
):
    """An office asks units for a form or figures. Lines that are held, or that another asks for, come back at once.

    With nothing left to ask the request is refused here and now, each line with its source; the rest is reviewed.
    """
    day, county = at.date(), org.county
    asked = _lines(lines)
    _check(title, basis, why, until, levels, units, day)
    reviewer = queries.reviewer_of(county, org, day)
    if reviewer is None:
        raise NotNow(_("还没有登记哪个单位做减负办的工作，不能审核。请先由组织员登记减负办。"))
    made = CollectionRequest(
        requester=org, reviewer=reviewer, asked_by=actor.member, place_code=org.place.code, title=impersonal(title, "title"),
        basis=impersonal(basis, "basis"), why=impersonal(why, "why"), frequency=frequency,
        levels=[Kind(one).value for one in levels], wanted_until=until, asked_at=at,
    )  # fmt: skip
    rows = _judged(asked, queries.lines_in_force(county, day))
    is_open = any(row.standing == LineStanding.OPEN for row in rows)
    made.state = RequestState.REVIEWING if is_open else RequestState.HELD
    made.save()
    for row in rows:
        row.request = made
    RequestLine.objects.bulk_create(rows)
    Addressee.objects.bulk_create([Addressee(request=made, org=one) for one in units])
    return made


def _lines(lines: list[str]) -> list[str]:
    asked = list(dict.fromkeys(impersonal(line, "lines")[:80] for line in lines if line.strip()))
    if not asked:
        raise Unfit(_("请一行一项写明要哪些数、哪些栏目。"), "lines")
    if len(asked) > MOST_LINES:
        raise Unfit(_("一次最多登记{most}项，您写了{n}项。").format(most=MOST_LINES, n=len(asked)), "lines")
    return asked


def _check(title, basis, why, until, levels, units, day) -> None:
    if not title.strip():
        raise Unfit(_("请写这张表叫什么。"), "title")
    if len(basis.strip()) < SHORTEST:
        raise Unfit(_("没有依据的表不登记：请写依据的文件名称或者文号。"), "basis")
    if len(why.strip()) < SHORTEST:
        raise Unfit(_("请写明为什么现有的数据不能用。"), "why")
    if not day <= until <= day + timedelta(days=rules.LONGEST_VALID):
        raise Unfit(_("要到哪一天为止？最长一年，到期再登记。"), "until")
    if not levels and not units:
        raise Unfit(_("请选向哪一级单位要，或者写明是哪几个单位。"), "levels")
    if any(one not in LEVELS for one in levels):
        raise Unfit(_("只能选列出的几级单位。"), "levels")


def _judged(asked: list[str], others: list[RequestLine]) -> list[RequestLine]:
    known, first_of = [(line.norm, line.pk) for line in others], {line.pk: line.request for line in others}
    rows = []
    for number, text in enumerate(asked, 1):
        row = RequestLine(number=number, text=text, norm=rules.normalised(text)[:80])
        if datum := rules.held(text):
            row.standing, row.held = LineStanding.HELD, datum.key
        elif (key := rules.same(row.norm, known)) is not None:
            row.standing, row.first = LineStanding.ASKED_BEFORE, first_of[key]
        rows.append(row)
    return rows


@act(may=policy.may_contest_request)
def contest_request(request: CollectionRequest, actor: Actor, *, at, reason: str):
    """What is held does not serve, and why: people decide, the likeness of words does not (REFERENCE §5.C)."""
    request.contest = impersonal(reason, "reason")
    if len(request.contest) < SHORTEST:
        raise Unfit(_("请逐项写明现有数据为什么不能用。"), "reason")


@act(may=policy.may_approve_request)
def approve_request(request: CollectionRequest, actor: Actor, *, at, expires_on: date, text: str = ""):
    """It may be asked until this day; what is held, or asked by somebody else, is not part of it."""
    if not at.date() <= expires_on <= request.wanted_until:
        raise Unfit(_("有效期从今天起，不晚于申请的截止日。"), "expires_on")
    _check_again(request, at.date())
    request.expires_on, request.decision, request.decided_at = expires_on, impersonal(text, "text"), at


def _check_again(request: CollectionRequest, day: date) -> None:
    """Another request may have been approved since this one was registered."""
    others = [(line.norm, line.pk) for line in queries.lines_in_force(request.county, day, without=request.pk)]
    for line in request.lines.filter(standing=LineStanding.OPEN):
        if rules.same(line.norm, others) is not None:
            raise NotNow(_("“{line}”已有别的单位在要，并且还在有效期内，不能再要一次。").format(line=line.text))


@act(may=policy.may_refuse_request)
def refuse_request(request: CollectionRequest, actor: Actor, *, at, reason: str):
    """It may not be asked, and why."""
    request.decision, request.decided_at = impersonal(reason, "reason"), at
    if len(request.decision) < SHORTEST:
        raise Unfit(_("请写明为什么不同意。"), "reason")


@act(may=policy.may_end_request)
def end_request(request: CollectionRequest, actor: Actor, *, at, reason: str = ""):
    """No longer wanted, before its day."""
    request.expires_on = min(request.expires_on or at.date(), at.date())


@act(may=policy.may_complain, opens=True, private=("slip",))
def complain(
    place: Place,
    actor: Actor,
    *,
    at,
    words: str,
    cause: Cause = Cause.OTHER,
    about: Organisation | None = None,
    about_words: str = "",
    request: CollectionRequest | None = None,
    slip: str = "",
):
    """A worker says what is a burden, without a name. What is returned carries `slip`, told once.

    It goes to the county's relief office, and never to the office it is about.
    """
    words = impersonal(words, "words")
    if not words:
        raise Unfit(_("请写下是什么增加了负担，一句话也行。"), "words")
    if len(words) > LONGEST_WORDS:
        raise Unfit(_("写得太长了，请控制在{most}字以内。").format(most=LONGEST_WORDS), "words")
    if request is not None:
        about = about or request.requester
    slip = slip or codes.new_slip()
    made = BurdenComplaint(
        slip_key=contacts.blind(slip, "burden"), place=place, office=queries.reviewer_of(place.county, about, at.date()),
        about=about, about_words=impersonal(about_words, "about_words"), request=request, cause=cause, words=words,
        filed_at=at, due_at=limits.working_days(at, rules.ANSWER_DAYS),
    )  # fmt: skip
    made.slip = slip
    made.save()
    return made


@act(may=policy.may_answer_complaint)
def answer_complaint(complaint: BurdenComplaint, actor: Actor, *, at, finding: Finding, answer: str):
    """What was found and done about it, for whoever complained; a request found unjustified is ended by its own office."""
    complaint.answer = impersonal(answer, "answer")
    if len(complaint.answer) < SHORTEST:
        raise Unfit(_("请写清查了什么、怎么处理。投诉的人凭单号会看到。"), "answer")
    complaint.finding, complaint.answered_at = finding, at
