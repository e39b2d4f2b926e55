"""Who arranges training and tells the counts (M39). Pure."""

from ...evaluation.policy import runs
from ...kernel.actor import Actor
from ...kernel.words import _


def may_plan_training(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("培训由组织培训的单位的组织员登记。")


def may_run_training(actor: Actor, training) -> str | None:
    return may_plan_training(actor, training.org)
