"""Who keeps the rules of an organisation (M35). Pure."""

from ...kernel.actor import Actor
from ...kernel.words import _
from .campaigns import leads


def may_propose_regulation(actor: Actor, org) -> str | None:
    return None if leads(actor, org.path) else _("制度由本单位的经办人或者组织员登记。")


def may_keep_regulation(actor: Actor, regulation) -> str | None:
    return may_propose_regulation(actor, regulation.org)
