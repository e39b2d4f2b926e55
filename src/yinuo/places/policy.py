"""Who may change places and calendars."""

from ..kernel.actor import Actor, Role
from ..kernel.words import _


def may_administer(actor: Actor, _place) -> str | None:
    if not actor.is_house and not actor.holds(Role.ADMINISTRATOR):
        return _("只有系统管理员可以改动区划和日历。")
    return None
