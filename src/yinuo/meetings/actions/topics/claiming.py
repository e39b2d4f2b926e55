"""实事共办: units take on a part of what is needed, deliver it, and somebody else confirms it."""

from datetime import date
from decimal import Decimal

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow, Unfit
from ....kernel.words import _
from ....orgs.models import Organisation
from ...models.topics import NeedClaim, Topic
from ...policy import topics as policy
from ...words.topics import Track
from .proposing import fit, own_word, profiled


@act(may=policy.may_answer)
def claim_need(
    topic: Topic,
    actor: Actor,
    *,
    at,
    unit: Organisation,
    what: str,
    amount: Decimal,
    due_on: date,
    reply: str = "",
):
    """A unit takes on so much of it, by a day: its own word, or on paper with a number."""
    profiled(topic, _("认领"), Track.PRACTICAL)
    if amount <= 0:
        raise Unfit(_("认领的数量要大于零。"), "amount")
    if due_on < at.date():
        raise Unfit(_("办到的日子不能早于今天。"), "due_on")
    return NeedClaim.objects.create(
        topic=topic, unit=unit, what=fit(what, "what", 200), amount=amount, due_on=due_on, claimed_at=at,
        reply=own_word(topic, actor, unit, reply),
    )  # fmt: skip


@act(may=policy.may_do_claim)
def deliver_claim(claim: NeedClaim, actor: Actor, *, at, text: str, delivered_on: date):
    """The unit says that it has done what it took on."""
    if claim.topic.state != "assigned":
        raise NotNow(_("议题议定以后才登记办到。"))
    if delivered_on > at.date():
        raise Unfit(_("办到的日子不能晚于今天。"), "delivered_on")
    claim.delivered_on, claim.delivered_text = delivered_on, fit(text, "text", 300)


@act(may=policy.may_confirm_claim)
def confirm_claim(claim: NeedClaim, actor: Actor, *, at, text: str):
    """Those whom it is for say so, told by somebody who took nothing on."""
    claim.confirmed_at, claim.confirmed_text = at, fit(text, "text", 300)


@act(may=policy.may_confirm_claim)
def return_claim(claim: NeedClaim, actor: Actor, *, at, text: str):
    """It is not as the unit says; what it took on is still open."""
    claim.confirmed_text = fit(text, "text", 300)
    claim.delivered_on = None


@act(may=policy.may_do_claim)
def give_up_claim(claim: NeedClaim, actor: Actor, *, at, reason: str):
    """The unit cannot do it after all; nothing is held against it, and the need is open again."""
    claim.confirmed_text = fit(reason, "reason", 300)
