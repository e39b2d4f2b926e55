"""Who convenes a listening day, who says something there, who writes down what was answered."""

from ...kernel.actor import Actor, Role
from ...kernel.words import _

HOLDERS = (Role.COMMUNITY_WORKER, Role.COORDINATOR)
COMMUNITY = 12
"""Digits of the code of a community or village."""


def may_convene(actor: Actor, org) -> str | None:
    """The community (village) itself; the street may do it for it."""
    if len(org.place.code) != COMMUNITY:
        return _("民情沟通日由社区（村）召集，请选择社区（村）的组织。")
    return _holds(actor, org.place.code)


def may_hold(actor: Actor, day) -> str | None:
    """Whoever works in the community: what is said at the table is written down by those who sit there."""
    return _holds(actor, day.place_code)


def _holds(actor: Actor, code: str) -> str | None:
    if actor.holds(*HOLDERS, place=code):
        return None
    return _("民情沟通日由本社区（村）的工作者召集和登记，街道（乡镇）协调员可以代办。")


def may_add(actor: Actor, day) -> str | None:
    """Residents by themselves, without an account; workers of the place on behalf of who sits there or brings paper."""
    return None if actor.member is None and not actor.is_house else may_hold(actor, day)


def may_answer(actor: Actor, opinion) -> str | None:
    return may_hold(actor, opinion.day)
