"""Lending a phone its pass for work without a network, and taking it back."""

import secrets
from datetime import datetime, timedelta

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.words import _
from .. import policy
from ..models import DevicePass, Member
from ..queries.people import hash_of

LONGEST = timedelta(days=30)


@act(may=policy.may_lend_pass, opens=True)
def lend_pass(member: Member, actor: Actor, *, at, valid_until: datetime):
    """A pass for one browser of the member himself; `.token` of what is returned is known only now."""
    if not at < valid_until <= at + LONGEST:
        raise Unfit(_("通行证最长{n}天。").format(n=LONGEST.days), "valid_until")
    token = secrets.token_urlsafe(32)
    lent = DevicePass.objects.create(member=member, token_hash=hash_of(token), lent_at=at, valid_until=valid_until)
    lent.token = token
    return lent


@act(may=policy.may_withdraw_pass)
def withdraw_pass(lent: DevicePass, actor: Actor, *, at):
    """The browser is signed out, or lost: the pass opens nothing any more."""
    lent.withdrawn_at = lent.withdrawn_at or at
