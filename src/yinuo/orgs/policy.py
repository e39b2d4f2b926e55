"""Who may change the organisation tree, members and grants."""

from ..kernel.actor import Actor, Role
from ..kernel.words import _


def may_establish(actor: Actor, parent) -> str | None:
    """`parent` is an organisation, or the place of a new root."""
    path = getattr(parent, "path", None)
    if actor.is_house or actor.holds(Role.ADMINISTRATOR, org=path):
        return None
    return _("只有这个单位的系统管理员可以增设下级单位。")


def may_staff(actor: Actor, org) -> str | None:
    if actor.is_house or actor.holds(Role.ADMINISTRATOR, org=org.path):
        return None
    return _("只有这个单位的系统管理员可以增减人员。")


def may_entrust(actor: Actor, member) -> str | None:
    if actor.is_house:
        return None
    if actor.member == member.pk:
        return _("不能给自己授权，请由另一位管理员办理。")
    if not actor.holds(Role.ADMINISTRATOR, org=member.org.path):
        return _("只有这个单位的系统管理员可以授权。")
    return None


def may_keep(actor: Actor, member) -> str | None:
    """One's own filters only."""
    return None if actor.member == member.pk else _("只能改动自己的常用筛选。")
