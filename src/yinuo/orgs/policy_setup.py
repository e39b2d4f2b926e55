"""Who proposes, decides and carries out changes of branches (M28), and who gives reasons for exceptions.

The unit proposes, its superior decides: never somebody of the unit itself (two-person rule, REFERENCE §5.H).
"""

from ..kernel.actor import Actor, Role
from ..kernel.words import _

SPEAKERS = (Role.HANDLER, Role.ORGANISER)
"""Roles that speak for an organisation in matters of its structure."""


def speaks_for(actor: Actor, path: str) -> bool:
    """Whether the actor works in this organisation and is trusted to speak for it."""
    return actor.belongs_to(path) and actor.holds(*SPEAKERS, org=path)


def may_propose(actor: Actor, org) -> str | None:
    if speaks_for(actor, org.path):
        return None
    return _("只有本单位的经办人或者组织员可以申报支部设置。上级可以提醒单位申报，不能代为申报。")


def may_decide(actor: Actor, proposal) -> str | None:
    if actor.belongs_to(proposal.org.path):
        return _("申报单位的人不能批复本单位的申报，请由上级党组织的组织员办理。")
    if actor.holds(*SPEAKERS, org=proposal.superior.path):
        return None
    return _("只有受理申报的上级党组织的组织员或者经办人可以批复。")


def may_withdraw(actor: Actor, proposal) -> str | None:
    if speaks_for(actor, proposal.org.path):
        return None
    return _("只有申报单位的经办人或者组织员可以撤回申报。")


def may_carry_out(actor: Actor, proposal) -> str | None:
    """The unit carries out what was approved, or the superior for it."""
    if speaks_for(actor, proposal.org.path) or actor.holds(Role.ORGANISER, org=proposal.superior.path):
        return None
    return _("只有申报单位的经办人或者上级党组织的组织员可以实施已经批复的申报。")


def may_explain(actor: Actor, org) -> str | None:
    """The people of the unit it belongs to, or an organiser over it."""
    if actor.holds(*SPEAKERS, org=org.path):
        return None
    return _("只有本单位的经办人或者管辖这个单位的组织员可以说明理由。")
