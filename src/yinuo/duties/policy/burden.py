"""Who asks for figures, who reviews them, who complains and who answers (REFERENCE §5.C, I)."""

from ...kernel.actor import Actor, Role
from ...kernel.words import _

WORKERS = (Role.HANDLER, Role.ORGANISER)


def works_for(actor: Actor, path: str) -> bool:
    """Whether the actor works in this office, or below it, and handles or organises for it."""
    return actor.belongs_to(path) and actor.holds(*WORKERS, org=path)


def may_name_relief_office(actor: Actor, org) -> str | None:
    if actor.holds(Role.ORGANISER, Role.ADMINISTRATOR, org=org.path):
        return None
    return _("哪个单位是减负办，由本县（市、区）的组织员或者系统管理员登记。")


def may_request_figures(actor: Actor, org) -> str | None:
    if actor.holds(*WORKERS, org=org.path):
        return None
    return _("要表、要数，由要的单位的经办人或者组织员登记。")


def may_contest_request(actor: Actor, request) -> str | None:
    return may_request_figures(actor, request.requester)


def may_end_request(actor: Actor, request) -> str | None:
    return may_request_figures(actor, request.requester)


def may_approve_request(actor: Actor, request) -> str | None:
    """The reviewing office, and never somebody of the office that asks (REFERENCE §5.H)."""
    if actor.org == request.requester.path or (actor.member is not None and actor.member == request.asked_by):
        return _("不能审核本单位要的表，请减负办里别的单位的人审核。")
    return None if works_for(actor, request.reviewer.path) else _("要表、要数由县（市、区）减负办审核。")


def may_refuse_request(actor: Actor, request) -> str | None:
    return may_approve_request(actor, request)


def may_complain(actor: Actor, _place) -> str | None:
    """Without a name: whoever is signed in is taken as somebody without an account."""
    return None if actor.member is None else _("投诉不留名：请从“投诉建议（减负）”页面提交，那里不记您的账号。")


def may_answer_complaint(actor: Actor, complaint) -> str | None:
    if complaint.office is None:
        return _("还没有登记减负办，请先由组织员登记。")
    if complaint.about_id and actor.belongs_to(complaint.about.path) and actor.org != complaint.office.path:
        return _("这件投诉说的是您所在的单位，由减负办答复。")
    return None if works_for(actor, complaint.office.path) else _("减负投诉由县（市、区）减负办答复。")


def may_see_complaint(actor: Actor, complaint) -> str | None:
    """Nobody but the office that answers it."""
    return may_answer_complaint(actor, complaint)
