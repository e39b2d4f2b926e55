"""Who may change places and calendars, and draw and plan the ground of a community (M10)."""

from ..kernel.actor import Actor, Role
from ..kernel.words import _


def may_administer(actor: Actor, _place) -> str | None:
    if not actor.is_house and not actor.holds(Role.ADMINISTRATOR):
        return _("只有系统管理员可以改动区划和日历。")
    return None


def may_draw(actor: Actor, where) -> str | None:
    """`where` is a place, or what belongs to one: a building, a barrier, a plan."""
    code = _code(where)
    if actor.is_house or actor.holds(Role.COORDINATOR, Role.COMMUNITY_WORKER, place=code) or _administers(actor, code):
        return None
    return _("只有这个社区的社区工作者、街道协调员或者本地的系统管理员可以改动地图和楼栋。")


def may_adopt(actor: Actor, plan) -> str | None:
    """The office above decides on grids, not the community that drew them."""
    if actor.is_house or actor.holds(Role.COORDINATOR, place=_code(plan)):
        return None
    return _("网格方案由街道或者县里的协调员采用。请把方案报给街道协调员。")


def may_post(actor: Actor, grid) -> str | None:
    if may_draw(actor, grid) is None:
        return None
    return _("只有这个社区的社区工作者、街道协调员或者本地的系统管理员可以公示网格。")


def _code(where) -> str:
    return getattr(where, "community", where).code


def _administers(actor: Actor, code: str) -> bool:
    """An administrator of an office alone, without a place, administers no ground."""
    return any(grant.place and code.startswith(grant.place) for grant in actor.granted(Role.ADMINISTRATOR))
