"""Who lists, promises, checks and looks back at rectification items: nobody signs off the work of his own office."""

from ...kernel.actor import Actor, Role
from ...kernel.words import _
from ..words.rectification import Term


def lists(actor: Actor, path: str) -> bool:
    """Whether the actor organises for the listing authority at this path."""
    return actor.is_house or actor.holds(Role.ORGANISER, org=path)


def may_start(actor: Actor, org) -> str | None:
    return None if lists(actor, org.path) else _("专项整治由列清单的单位的组织员部署。")


def may_list(actor: Actor, campaign) -> str | None:
    return None if lists(actor, campaign.org.path) else _("问题清单由部署整治的单位的组织员列。")


def may_change_list(actor: Actor, item) -> str | None:
    """Amending, merging, striking out, making normal, deciding on more time: the listing authority's own acts."""
    return may_list(actor, item.campaign)


def may_decide(actor: Actor, item) -> str | None:
    """More time is given by the listing authority, and never by somebody of the responsible office."""
    if actor.belongs_to(item.office_path):
        return _("延期不能由责任单位自己批准。")
    return may_list(actor, item.campaign)


def may_do(actor: Actor, item) -> str | None:
    if actor.holds(Role.HANDLER, org=item.office_path):
        return None
    return _("只有责任单位的经办人可以承诺、整改和报告。")


def may_check(actor: Actor, item) -> str | None:
    """Verifiers of the place, or the listing authority; never anybody of the responsible office."""
    if actor.is_house:
        return _("验收要由人到现场做，系统不能代替。")
    if actor.belongs_to(item.office_path):
        return _("责任单位不能验收自己的整改，要由其他单位验收。")
    if lists(actor, item.campaign.org.path) or actor.holds(Role.VERIFIER, place=item.campaign.place_code):
        return None
    return _("验收和回头看由核查员或者列清单的单位做。")


def may_make_normal(actor: Actor, item) -> str | None:
    if actor.belongs_to(item.office_path):
        return _("转入常态由列清单的单位决定，责任单位不能自己定。")
    return may_list(actor, item.campaign)


def is_long(item) -> bool:
    """Long-term items are never signed off."""
    return item.term == Term.LONG


def may_draft(actor: Actor, org) -> str | None:
    """The house drafts by itself; the organiser may ask for a draft."""
    return None if lists(actor, org.path) else _("周一总结由部署整治的单位的组织员审定。")


def may_issue(actor: Actor, week) -> str | None:
    if actor.is_house:
        return _("周一总结要由人审定后印发。")
    return may_draft(actor, week.org)
