"""Rules made, improved and abolished, each for a named problem; looked at again every year (M35)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal, said
from ...kernel.words import _
from ...matters.models import Matter
from ...orgs.models import Organisation
from ..models import Regulation, RegulationChange, RegulationReview
from ..policy import regulations as policy
from ..rules import regulations as rules
from ..words.regulations import ChangeKind, RegulationState

LONG = 500


def _problem(text: str) -> tuple[Matter | None, str]:
    """What the rule closes; a matter must exist."""
    number, other = rules.problem_of(text)
    if not number:
        return None, impersonal(other, "problem")
    matter = Matter.objects.filter(number=number).first()
    if matter is None:
        raise Unfit(_("没有编号为{number}的事项，请核对。").format(number=number), "problem")
    return matter, ""


@act(may=policy.may_propose_regulation, opens=True)
def propose_regulation(org: Organisation, actor: Actor, *, at, name: str, problem: str, reason: str, text: str = ""):
    """A rule is proposed, for this problem and no other."""
    matter, item = _problem(problem)
    return Regulation.objects.create(
        org=org, name=said(name, "name", 80), matter=matter, item_number=item, reason=said(reason, "reason"),
        text=impersonal(text, "text"), proposed_at=at,
    )  # fmt: skip


@act(may=policy.may_propose_regulation, opens=True)
def enter_regulation(
    org: Organisation,
    actor: Actor,
    *,
    at,
    name: str,
    problem: str,
    reason: str,
    document: str,
    effective_on: date,
    review_on: date | None = None,
    text: str = "",
):
    """A rule that was in force before the register: it counts as made by nobody here."""
    if effective_on > at.date():
        raise Unfit(_("还没有施行的，请作为新制度提出。"), "effective_on")
    matter, item = _problem(problem)
    return Regulation.objects.create(
        org=org, name=said(name, "name", 80), matter=matter, item_number=item, reason=said(reason, "reason"),
        text=impersonal(text, "text"), document=said(document, "document", 120), effective_on=effective_on,
        review_on=review_on or rules.next_review(at.date()), state=RegulationState.EFFECTIVE, proposed_at=at,
    )  # fmt: skip


def _change(regulation: Regulation, kind: ChangeKind, on: date, reason: str, document: str) -> RegulationChange:
    return RegulationChange.objects.create(
        regulation=regulation,
        kind=kind,
        on=on,
        reason=said(reason, "reason"),
        document=impersonal(document, "document"),
    )


def _set_review(regulation: Regulation, on: date, review_on: date | None) -> None:
    regulation.review_on = review_on or rules.next_review(on)
    if regulation.review_on <= on:
        raise Unfit(_("复审的日子要在施行以后。"), "review_on")


@act(may=policy.may_keep_regulation)
def enact_regulation(
    regulation: Regulation, actor: Actor, *, at, document: str, effective_on: date, review_on: date | None = None
):
    """It is in force; looked at again within a year unless another day is said."""
    regulation.document, regulation.effective_on = said(document, "document", 120), effective_on
    _set_review(regulation, effective_on, review_on)
    return _change(regulation, ChangeKind.MADE, effective_on, regulation.reason, document)


@act(may=policy.may_keep_regulation)
def set_aside_regulation(regulation: Regulation, actor: Actor, *, at, reason: str):
    """It was not wanted, or there was a simpler way."""
    regulation.reason = said(f"{regulation.reason}；{said(reason, 'reason', 200)}"[:LONG], "reason")


@act(may=policy.may_keep_regulation)
def revise_regulation(
    regulation: Regulation, actor: Actor, *, at, reason: str, document: str = "", text: str = "",
    review_on: date | None = None,
):  # fmt: skip
    """It is improved: what did not work, and what it says now."""
    _set_review(regulation, at.date(), review_on)
    regulation.text = impersonal(text, "text") or regulation.text
    return _change(regulation, ChangeKind.IMPROVED, at.date(), reason, document)


@act(may=policy.may_keep_regulation)
def review_regulation(regulation: Regulation, actor: Actor, *, at, note: str, review_on: date | None = None):
    """Looked at again and kept as it is."""
    _set_review(regulation, at.date(), review_on)
    return RegulationReview.objects.create(regulation=regulation, note=said(note, "note"), on=at.date())


@act(may=policy.may_keep_regulation)
def abolish_regulation(regulation: Regulation, actor: Actor, *, at, reason: str, document: str = ""):
    """It is no more needed; that counts as much as making one."""
    regulation.review_on = None
    return _change(regulation, ChangeKind.ABOLISHED, at.date(), reason, document)
