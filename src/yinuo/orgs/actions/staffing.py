"""Appoint, move and dismiss members, entrust and relieve them."""

from datetime import timedelta

from ...acts.door import act
from ...kernel.actor import Actor, Role
from ...kernel.errors import Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...places.models import Place
from .. import policy
from ..models import Member, Organisation, SavedFilter, Trust, User
from .establishing import has_ended
from .structure import living

OVER_ORGS = {Role.HANDLER, Role.ADMINISTRATOR, Role.ORGANISER}
"""Roles that reach along the organisation tree; the others reach over a place."""


@act(may=policy.may_staff, opens=True, private=("username", "password"))
def appoint(
    org: Organisation,
    actor: Actor,
    *,
    at,
    post: str,
    user: User | None = None,
    username: str = "",
    password: str = "",
    valid_from=None,
):
    """A member of an organisation, in a post; with a username and a first password, also an account to sign in."""
    living(org, at.date())
    post = impersonal(post, "post")
    if username:
        if User.objects.filter(username=username).exists():
            raise Unfit(_("这个登录名已经有人用了，请换一个。"), "username")
        user = User.objects.create_user(username=username, password=password or None)
    return Member.objects.create(org=org, post=post, user=user, valid_from=valid_from or at.date())


@act(may=policy.may_entrust)
def dismiss(member: Member, actor: Actor, *, at):
    """The member's last day is today; grants end with it."""
    member.valid_to = at.date() - timedelta(days=1)
    _end_grants(member, at)


def _end_grants(member: Member, at) -> None:
    member.trusts.filter(valid_to=None).update(valid_to=at.date() - timedelta(days=1))


@act(may=policy.may_entrust)
def entrust(
    member: Member,
    actor: Actor,
    *,
    at,
    role: Role,
    org: Organisation | None = None,
    place: Place | None = None,
    valid_from=None,
):
    """Grant a role over an organisation and within a place; nobody passes on more than he oversees."""
    if org is None and role in OVER_ORGS:
        raise Unfit(_("请选择授权的单位范围。"), "org")
    if place is None and role not in OVER_ORGS:
        raise Unfit(_("请选择授权的地区范围。"), "place")
    if not actor.is_house and org is not None and not actor.holds(Role.ADMINISTRATOR, org=org.path):
        raise Unfit(_("授权的范围超出了您管理的范围。"))
    if not actor.is_house and place is not None and not policy.administers(actor, place):
        raise Unfit(_("授权的范围超出了您管理的范围。"))
    return Trust.objects.create(member=member, role=role, org=org, place=place, valid_from=valid_from or at.date())


@act(may=policy.may_entrust)
def relieve(member: Member, actor: Actor, *, at, trust: Trust):
    """End a grant of this member."""
    if trust.member_id != member.pk:
        raise Unfit(_("这项授权不属于这个人。"))
    trust.valid_to = at.date() - timedelta(days=1)
    trust.save(update_fields=["valid_to"])


@act(may=policy.may_move_member)
def move_member(member: Member, actor: Actor, *, at, to: Organisation, post: str = ""):
    """The member works in another organisation from today on. Grants end: the new place gives its own."""
    if refusal := policy.may_staff(actor, to):
        raise Refused(refusal)
    if has_ended(to, at.date()):
        raise Unfit(_("“{name}”已经撤销，请选择现在的单位。").format(name=to), "to")
    if to.pk == member.org_id and post.strip() in ("", member.post):
        raise Unfit(_("这个人已经在“{name}”担任这个职务。").format(name=to), "to")
    _end_grants(member, at)
    member.org = to
    member.post = impersonal(post, "post") or member.post


@act(may=policy.may_keep)
def save_filter(member: Member, actor: Actor, *, at, name: str, query: str):
    """Keep a work list under a name; the same name again replaces it."""
    if not name.strip():
        raise Unfit(_("请给这个筛选起个名字。"), "name")
    kept, _made = SavedFilter.objects.update_or_create(
        member=member, name=name.strip()[:40], defaults={"query": query[:500]}
    )
    return kept


@act(may=policy.may_keep)
def drop_filter(member: Member, actor: Actor, *, at, saved: SavedFilter):
    """Forget a kept work list."""
    if saved.member_id != member.pk:
        raise Unfit(_("只能删除自己的常用筛选。"))
    saved.delete()
