"""Who may change the organisation tree, its structure, members, grants, posts and appointments.

Rules over a village or a county's chain ask which organisations govern that place: one query through the place's own
relation, because a grant of an organiser reaches along paths and not along codes.
"""

from ..kernel.actor import Actor, Role
from ..kernel.words import _
from .words import AREA_OFFICES, COMMITTEES, Kind

SHAPERS = (Role.ADMINISTRATOR, Role.ORGANISER)
SEGMENT = 4
COUNTY_CODE, TOWN_CODE = 6, 9


def may_establish(actor: Actor, parent) -> str | None:
    """`parent` is an organisation, or the place of a new root, which only an administrator over that place founds."""
    path = getattr(parent, "path", None)
    reaches = administers(actor, parent) if path is None else actor.holds(*SHAPERS, org=path)
    if actor.is_house or reaches:
        return None
    return _("只有这个单位的系统管理员或者组织员可以增设下级单位。")


def may_found(actor: Actor, kind: str, place) -> str | None:
    """Offices of an area and committees get power over it: residents' matters go up to them, they send and lay chains.

    So only who shapes an office of that area, or of one around it, founds them; no unit makes itself one. One query.
    """
    if actor.is_house or kind not in AREA_OFFICES | COMMITTEES or administers(actor, place):
        return None
    around = [place.code[:size] for size in range(2, len(place.code) + 1)]
    offices = place.organisations.model.objects.filter(kind__in=AREA_OFFICES, place__code__in=around)
    if any(actor.holds(*SHAPERS, org=path) for path in offices.values_list("path", flat=True)):
        return None
    return _("地方机关和委员会由当地机关或者它上级的系统管理员、组织员设立。请联系他们办理。")


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


def may_shape(actor: Actor, org) -> str | None:
    """Structure, counts, seats and areas: administrators and organisers over the organisation's path."""
    if actor.is_house or actor.holds(*SHAPERS, org=org.path):
        return None
    return _("只有这个单位或者上级单位的系统管理员、组织员可以改动组织设置。请联系上级组织部门办理。")


def may_reshape(actor: Actor, org) -> str | None:
    """What changes the neighbours too, or says who decides about it: over the organisation above it on the path."""
    above = org.path[:-SEGMENT] or org.path
    if actor.is_house or actor.holds(*SHAPERS, org=above):
        return None
    return _("合并、分设、改隶、撤销和确定上级党组织由上级单位的系统管理员、组织员办理。请联系上级组织部门。")


def may_gather(actor: Actor, org) -> str | None:
    """The group's own people, the workers of its community, or an organiser."""
    if actor.holds(Role.HANDLER, org=org.path) or actor.holds(Role.COMMUNITY_WORKER, place=org.place.code):
        return None
    return may_shape(actor, org) and _("只有本组织的经办人、所在社区的社区工作者或者组织员可以登记会议。")


def speaks_for(actor: Actor, unit) -> bool:
    """Whether the actor is one of the unit's own people: its handlers, never those of the office above it (M06)."""
    return unit is not None and actor.belongs_to(unit.path) and actor.holds(Role.HANDLER, org=unit.path)


def may_seat(actor: Actor, seat) -> str | None:
    """Who shapes the body fills its seats."""
    if may_shape(actor, seat.body) is None:
        return None
    return _("只有这个委员会（支部）的系统管理员、组织员可以安排席位。请联系上级组织部门办理。")


def may_answer_invitation(actor: Actor, seat) -> str | None:
    """The invited unit's own handlers; whoever shapes the body only records a reply on paper (the act asks for it)."""
    if speaks_for(actor, seat.unit) or may_shape(actor, seat.body) is None:
        return None
    return _("只有被邀请单位的经办人可以答复；单位书面答复的，由组织员凭回复文号代为登记。")


def may_vacate(actor: Actor, seat) -> str | None:
    """Who shapes the body; and the unit itself, whose consent can be taken back (M06: 拉郎配)."""
    if speaks_for(actor, seat.unit) or may_shape(actor, seat.body) is None:
        return None
    return _("只有这个委员会（支部）的组织员或者席位所属单位的经办人可以办理离任。")


def may_move_member(actor: Actor, member) -> str | None:
    """As with grants: an administrator of the member's organisation, and never oneself."""
    if actor.is_house:
        return None
    if actor.member == member.pk:
        return _("不能调动自己，请由另一位管理员办理。")
    return may_staff(actor, member.org)


def may_cover(actor: Actor, unit) -> str | None:
    """Whose members go into a branch: the unit is shaped too; units of others join by a proposal (M28)."""
    if may_shape(actor, unit) is None:
        return None
    return _("“{name}”不归您管，不能直接编入。要和它联合设立支部，请提出支部设置的申报。").format(name=unit)


def may_open_post(actor: Actor, org) -> str | None:
    return may_shape(actor, org) and _("只有这个单位或者上级单位的组织员可以设立党务岗位。")


def may_close_post(actor: Actor, post) -> str | None:
    return may_open_post(actor, post.org)


def may_confirm_time(actor: Actor, post) -> str | None:
    """Somebody who works in the unit (own share) or its handler (the unit's share); the act keeps the two apart."""
    if actor.belongs_to(post.org.path) or speaks_for(actor, post.org):
        return None
    return _("岗位的时间占比由本人和所在单位确认，别的单位不能代填。")


def governs(actor: Actor, place, size: int) -> bool:
    """Whether an organiser's grant covers an office of the county (`size` 6) or town (9) in which the place lies.

    The county's organiser governs its towns too. One query.
    """
    kinds = {COUNTY_CODE: [Kind.COUNTY], TOWN_CODE: [Kind.COUNTY, Kind.SUBDISTRICT]}[size]
    codes = [place.code[:COUNTY_CODE], place.code[:size]]
    offices = place.organisations.model.objects.filter(kind__in=kinds, place__code__in=codes)
    return any(actor.holds(Role.ORGANISER, org=path) for path in offices.values_list("path", flat=True))


def may_lay_chain(actor: Actor, place) -> str | None:
    """Administrators over the place and organisers of its county."""
    if actor.is_house or administers(actor, place) or governs(actor, place, COUNTY_CODE):
        return None
    return _("只有本县（市、区）的系统管理员、组织员可以设置联动层级。")


def administers(actor: Actor, place) -> bool:
    """Only a grant that names a place reaches over places here: an office's administrator has none."""
    return any(grant.place and place.code.startswith(grant.place) for grant in actor.granted(Role.ADMINISTRATOR))


def may_send(actor: Actor, village) -> str | None:
    """The county's organiser sends first secretaries (M43)."""
    if actor.is_house or governs(actor, village, COUNTY_CODE):
        return None
    return _("驻村选派由本县（市、区）的组织员办理。")


def may_recall(actor: Actor, appointment) -> str | None:
    return may_send(actor, appointment.village)


def may_note_presence(actor: Actor, appointment) -> str | None:
    """Presence and leave: the town (its coordinator or organiser) or the county, never the sending unit or the person."""
    village = appointment.village
    if actor.holds(Role.COORDINATOR, place=village.code) or governs(actor, village, TOWN_CODE) or actor.is_house:
        return None
    return _("到村、请假和返岗由乡镇（街道）或者县（市、区）登记。")


def may_lend_pass(actor: Actor, member) -> str | None:
    """Only to oneself, on one's own phone."""
    return None if actor.member == member.pk else _("离线通行证只能本人在自己的手机上领取。")


def may_withdraw_pass(actor: Actor, lent) -> str | None:
    """Oneself, or whoever administers one's organisation, when a phone is lost."""
    if actor.member == lent.member_id or may_staff(actor, lent.member.org) is None:
        return None
    return _("离线通行证由本人或者本单位的系统管理员收回。")
