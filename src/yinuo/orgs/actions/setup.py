"""Proposals about branches (M28): propose → approve → set up, adjust, merge or dissolve; and reasons for exceptions.

Nothing changes before the superior has approved with a document, and nothing ever changes by itself.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from .. import policy_setup as policy
from ..drafts import DraftBranch, examine
from ..models import Explanation, Organisation, Proposal, ProposedBranch, ProposedUnit
from ..queries.people import valid
from ..queries.tree import superior_of
from ..rules import SENTENCES
from ..words import PURPOSES, Purpose
from .carrying import carry_out
from .weighing import weigh

LONGEST_REASON, LONGEST_DOCUMENT = 500, 120
LONGEST_EXPLANATION = 300


@act(may=policy.may_propose, opens=True)
def propose(
    org: Organisation,
    actor: Actor,
    *,
    at,
    purpose: Purpose,
    text: str,
    branches: Sequence[DraftBranch],
    superior: Organisation | None = None,
):
    """A unit asks its superior for branches as drafted; the check is kept with it, and nothing changes yet.

    Without `superior` the party organisation above the unit decides. Unfit for what cannot be (`drafts.examine`).
    """
    day = at.date()
    superior = _decider(org, superior, day)
    if not 0 < len(text.strip()) <= LONGEST_REASON:
        raise Unfit(_("请写明理由，不超过{n}字。").format(n=LONGEST_REASON), "text")
    if purpose not in PURPOSES:
        raise Unfit(_("请选择设立、调整、合并或者撤销。"), "purpose")
    change = examine(org, purpose, superior, branches, day)
    proposal = Proposal.objects.create(
        org=org,
        superior=superior,
        purpose=purpose,
        text=impersonal(text, "text"),
        findings=weigh(change, day),
        proposed_at=at,
    )
    _keep(proposal, branches)
    return proposal


def _decider(org: Organisation, superior: Organisation | None, day: date) -> Organisation:
    """The superior that stands above the unit; where none is recorded, the one that was named."""
    known = superior_of(org, day)
    if known is None and superior is None:
        raise Unfit(_("还没有登记本单位的上级党组织，请选择由哪个党组织批复。"), "superior")
    if known is not None and superior is not None and known.pk != superior.pk:
        raise Unfit(_("本单位的上级党组织是“{name}”，请向它申报。").format(name=known), "superior")
    return known or superior


def _keep(proposal: Proposal, drafts: Sequence[DraftBranch]) -> None:
    rows = ProposedBranch.objects.bulk_create(
        ProposedBranch(
            proposal=proposal, name=draft.name.strip(), kind=draft.kind, branch=draft.branch, points=dict(draft.points)
        )
        for draft in drafts
    )
    ProposedUnit.objects.bulk_create(
        ProposedUnit(proposed=row, unit=unit) for row, draft in zip(rows, drafts, strict=True) for unit in draft.units
    )


@act(may=policy.may_decide)
def approve(proposal: Proposal, actor: Actor, *, at, document: str, answer: str = ""):
    """The superior agrees, with the number of its document."""
    _fit_document(document)
    _fit_answer(answer)
    if not valid(proposal.superior, at.date()):
        raise NotNow(_("受理申报的党组织已经撤销，请申报单位撤回，向现在的上级党组织重新申报。"))
    above = superior_of(proposal.org, at.date())
    if above is not None and above.pk != proposal.superior_id:
        raise NotNow(_("申报单位的上级党组织现在是“{name}”，请申报单位撤回，向它重新申报。").format(name=above))
    proposal.document, proposal.answer = impersonal(document, "document"), impersonal(answer, "answer")


@act(may=policy.may_decide)
def return_(proposal: Proposal, actor: Actor, *, at, answer: str):
    """The superior does not agree, and says why."""
    if not answer.strip():
        raise Unfit(_("请写明不同意的理由，申报单位要据此修改。"), "answer")
    _fit_answer(answer)
    proposal.answer = impersonal(answer, "answer")


@act(may=policy.may_withdraw)
def withdraw(proposal: Proposal, actor: Actor, *, at):
    """The unit takes its proposal back, before it is carried out."""


def _fit_document(document: str) -> None:
    if not 0 < len(document.strip()) <= LONGEST_DOCUMENT:
        raise Unfit(_("请填写批复文号，不超过{n}字。").format(n=LONGEST_DOCUMENT), "document")


def _fit_answer(answer: str) -> None:
    if len(answer) > LONGEST_REASON:
        raise Unfit(_("答复不能超过{n}字。").format(n=LONGEST_REASON), "answer")


@act(may=policy.may_carry_out)
def set_up(proposal: Proposal, actor: Actor, *, at):
    """Set up the branches that were approved; NotNow where the world has changed since."""
    _carry(proposal, Purpose.ESTABLISH, at)


@act(may=policy.may_carry_out)
def adjust(proposal: Proposal, actor: Actor, *, at):
    """Adjust branches as approved: names, kinds, units; a branch left without units ends."""
    _carry(proposal, Purpose.ADJUST, at)


@act(may=policy.may_carry_out)
def merge(proposal: Proposal, actor: Actor, *, at):
    """Merge branches as approved: one goes on, the others end in it."""
    _carry(proposal, Purpose.MERGE, at)


@act(may=policy.may_carry_out)
def dissolve(proposal: Proposal, actor: Actor, *, at):
    """Dissolve a branch as approved; its units went to others."""
    _carry(proposal, Purpose.DISSOLVE, at)


def _carry(proposal: Proposal, purpose: Purpose, at) -> None:
    if proposal.purpose != purpose:
        said = PURPOSES[Purpose(proposal.purpose)]
        raise NotNow(_("这份申报批复的是“{said}”，请按“{said}”实施。").format(said=said))
    carry_out(proposal, at)


@act(may=policy.may_explain)
def explain(org: Organisation, actor: Actor, *, at, rule: str, text: str, valid_to: date):
    """Why the organisation may stand as it is until a day; it is shown beside the warning and hides nothing."""
    day = at.date()
    if rule not in SENTENCES:
        raise Unfit(_("请从检查结果里选择要说明的那一条。"), "rule")
    if not 0 < len(text.strip()) <= LONGEST_EXPLANATION:
        raise Unfit(_("请写明理由，不超过{n}字。").format(n=LONGEST_EXPLANATION), "text")
    if valid_to < day:
        raise Unfit(_("说明的有效期不能早于今天。"), "valid_to")
    text = impersonal(text, "text")
    org.explanations.filter(rule=rule, valid_to__gte=day).update(valid_to=day - timedelta(days=1))
    return Explanation.objects.create(org=org, rule=rule, text=text, valid_from=day, valid_to=valid_to)
