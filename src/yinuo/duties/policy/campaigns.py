"""Who runs a project or a campaign, whose item it is, who checks it, who may ask (M12, M13). Pure."""

from ...evaluation.policy import runs, speaks_for
from ...kernel.actor import Actor, Role
from ...kernel.words import _

DESK = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.HANDLER, Role.ORGANISER)


def leads(actor: Actor, path: str) -> bool:
    """Whether the actor speaks for the office at this path or organises it from above."""
    return runs(actor, path) or speaks_for(actor, path)


def may_open_project(actor: Actor, org) -> str | None:
    return None if leads(actor, org.path) else _("征收项目由征收部门的经办人或者上级的组织员登记。")


def may_run_project(actor: Actor, project) -> str | None:
    return None if leads(actor, project.org.path) else _("这个项目由征收部门自己办理。")


def may_answer_opinion(actor: Actor, opinion) -> str | None:
    return may_run_project(actor, opinion.project)


def may_confirm(actor: Actor, project) -> str | None:
    """Whether the compensation is there is said by another office (two-person rule)."""
    if actor.belongs_to(project.org.path):
        return _("补偿到没到位，由征收部门以外的单位核对。")
    if actor.holds(Role.VERIFIER, place=project.place.code):
        return None
    return _("补偿到没到位，由督查、回访单位的核查人员核对。")


def _meets(actor: Actor, code: str) -> bool:
    """Whether a desk of the actor lies in this place or around it; whose place it is in the end, `raise_` asks."""
    return any(grant.place.startswith(code) or code.startswith(grant.place) for grant in actor.granted(*DESK))


def may_ask(actor: Actor, project) -> str | None:
    """Anybody may ask; a worker on somebody's behalf within his own area."""
    if actor.member is None or actor.is_house or _meets(actor, project.place.code):
        return None
    return _("您只能代本辖区的居民登记。")


def may_work(actor: Actor, step) -> str | None:
    """The office that has the work, or whoever runs the project."""
    if speaks_for(actor, step.office.path):
        return None
    return may_run_project(actor, step.project) and _("这件工作由承担它的单位登记。")


def may_open_recheck(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("创建复验由本单位的组织员组织。")


def may_run_recheck(actor: Actor, recheck) -> str | None:
    return None if runs(actor, recheck.org.path) else _("只有组织这次复验的单位的组织员可以办理。")


def may_arrange_item(actor: Actor, item) -> str | None:
    return may_run_recheck(actor, item.recheck)


def may_do_item(actor: Actor, item) -> str | None:
    return None if speaks_for(actor, item.owner.path) else _("这一项由责任单位自己办理。")


def may_check_item(actor: Actor, item) -> str | None:
    """Another office checks: a verifier of the area, or the organiser where it is not his own item."""
    if actor.belongs_to(item.owner.path):
        return _("责任单位不能核查自己的项目，请由别的单位核查。")
    if actor.holds(Role.VERIFIER, place=item.recheck.place.code) or runs(actor, item.recheck.org.path):
        return None
    return _("核查由督查单位的核查人员或者组织复验的组织员办理。")


def may_tell_rebound(actor: Actor, item) -> str | None:
    return may_ask(actor, item.recheck)
