"""Who hangs up a box, who opens it, who answers its letters (M34)."""

from ..kernel.actor import Actor, Role
from ..kernel.words import _

WORKERS = (Role.HANDLER, Role.ORGANISER)


def runs(actor: Actor, path: str) -> bool:
    """Whether the actor handles or organises at this office or above it."""
    return actor.holds(*WORKERS, org=path)


def may_place_box(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("意见箱由本单位的经办人或者组织员挂出。")


def may_change_keepers(actor: Actor, box) -> str | None:
    return None if runs(actor, box.org.path) else _("意见箱的保管人由本单位的经办人或者组织员指定。")


def is_keeper(actor: Actor, box) -> bool:
    return actor.member is not None and actor.member in (box.first_id, box.second_id)


def may_take_down_box(actor: Actor, box) -> str | None:
    """Boxes stay for good (长期保留): only an organiser, never a keeper."""
    if is_keeper(actor, box):
        return _("保管人不能撤下自己保管的意见箱，请由组织员决定。")
    return None if actor.holds(Role.ORGANISER, org=box.org.path) else _("意见箱长期保留，只有组织员可以决定撤下。")


def may_open_box(actor: Actor, box) -> str | None:
    return None if is_keeper(actor, box) else _("意见箱由两位保管人一起开，您不是这个箱子的保管人。")


def may_confirm_opening(actor: Actor, opening) -> str | None:
    """The other keeper, never the one who wrote the log (REFERENCE §5.H)."""
    if actor.member is not None and actor.member == opening.first_id:
        return _("开箱要两个人：请另一位保管人用自己的账号确认，不能自己确认自己。")
    if actor.member is not None and actor.member == opening.second_id:
        return None
    return _("只有另一位保管人可以确认这次开箱。")


def may_deny_opening(actor: Actor, opening) -> str | None:
    return may_confirm_opening(actor, opening)


def may_enter_letter(actor: Actor, opening) -> str | None:
    if actor.member is not None and actor.member in (opening.first_id, opening.second_id):
        return None
    return _("信件由开箱的两位保管人登记。")


def may_answer_letter(actor: Actor, letter) -> str | None:
    """The box's office; for a letter about that office only the coordinator who received it."""
    box = letter.opening.box
    if not letter.is_passed:
        return None if is_keeper(actor, box) or runs(actor, box.org.path) else _("由挂箱单位公开答复。")
    if actor.belongs_to(box.org.path):
        return _("这封信反映的是您所在的单位，已经转给别的单位，由收信的单位答复。")
    if letter.matter_id and actor.holds(Role.COORDINATOR, place=letter.matter.place_code):
        return None
    return _("这封信由收信单位的协调员答复。")


def may_publish_box_month(actor: Actor, box) -> str | None:
    if is_keeper(actor, box) or runs(actor, box.org.path):
        return None
    return _("每月的件数由保管人或者挂箱单位公布。")
