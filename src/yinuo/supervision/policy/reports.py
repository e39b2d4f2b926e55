"""Who hands in the month, prepares the year, compares records and answers what is asked about them."""

from ...kernel.actor import Actor
from ...kernel.words import _
from .plans import runs, speaks_for


def may_hand_in(actor: Actor, unit) -> str | None:
    return None if speaks_for(actor, unit.path) else _("月报告由单位自己提交。")


def may_prepare_review(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("年度评议由本单位的组织员准备。")


def may_compare(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("记录的比对由本单位的组织员进行。")


def may_answer_likeness(actor: Actor, question) -> str | None:
    return None if speaks_for(actor, question.unit.path) else _("这个问题只问写记录的单位。")
