"""Who drafts, signs, fills and checks a letter of responsibility: two sides, never one hand (M38). Pure."""

from ...evaluation.policy import runs, speaks_for
from ...kernel.actor import Actor, Role
from ...kernel.words import _
from ..words.letters import Side


def may_draft_letter(actor: Actor, org) -> str | None:
    if actor.is_house or actor.holds(Role.ORGANISER, org=org.path):
        return None
    return _("目标责任书由交任务的一方的组织员起草。")


def may_write_letter(actor: Actor, letter) -> str | None:
    return may_draft_letter(actor, letter.org)


def side_of(actor: Actor, letter) -> Side | None:
    """For which side the actor may speak: a member of the unit for the unit, everybody else who may for the other side."""
    if speaks_for(actor, letter.unit.path):
        return Side.BELOW
    if actor.belongs_to(letter.unit.path):
        return None
    return Side.ABOVE if speaks_for(actor, letter.org.path) else None


def may_sign_letter(actor: Actor, letter) -> str | None:
    if side_of(actor, letter):
        return None
    return _("目标责任书由双方单位各自有权代表单位的人签。")


def may_list(actor: Actor, letter) -> str | None:
    """The lists are the unit's own; who gave the letter may write them too while it is drafted."""
    if side_of(actor, letter) or runs(actor, letter.org.path):
        return None
    return _("清单由签责任书的双方填写。")


def may_strike(actor: Actor, responsibility) -> str | None:
    return may_list(actor, responsibility.letter)


def may_report_duty(actor: Actor, duty) -> str | None:
    if speaks_for(actor, duty.responsibility.letter.unit.path):
        return None
    return _("任务做没做完，由接任务的单位自己说。")


def may_cancel_duty(actor: Actor, duty) -> str | None:
    return may_list(actor, duty.responsibility.letter)


def may_check_letter(actor: Actor, letter) -> str | None:
    """Who gave the letter checks it; never somebody of the unit."""
    if actor.belongs_to(letter.unit.path):
        return _("接任务的单位不能核对自己的清单，由交任务的一方核对。")
    return may_write_letter(actor, letter) and _("清单和任务由交任务的一方的组织员核对。")


def may_check_duty(actor: Actor, duty) -> str | None:
    return may_check_letter(actor, duty.responsibility.letter)
