"""Who somebody is today: the actor behind an account, names of organisations, what an administrator oversees."""

import hashlib
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ...kernel.actor import Actor, Grant, Role, resident
from ..models import DevicePass, Member, Organisation, User

MEMBER = ("pk", "org__path", "org__name", "valid_from", "valid_to")
TRUST = ("trusts__role", "trusts__org__path", "trusts__place__code", "trusts__valid_from", "trusts__valid_to")


def actor_of(user: User, *, channel: str, day: date | None = None) -> Actor:
    """The actor that a signed-in user is today; an account without a valid member acts as a resident. One query."""
    return _actor(Member.objects.filter(user=user), channel, day)


def actor_by_pass(token: str, *, channel: str, now) -> Actor | None:
    """The member whose browser holds this pass, as he is today; None for a pass that is unknown, over or withdrawn."""
    lent = DevicePass.objects.filter(token_hash=hash_of(token), valid_until__gt=now, withdrawn_at=None).first()
    if lent is None:
        return None
    found = _actor(Member.objects.filter(pk=lent.member_id), channel, now.date())
    return found if found.member is not None else None


def hash_of(token: str) -> str:
    """How a pass is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_for(member: Member, *, channel: str, day: date | None = None) -> Actor:
    """The actor that a member is on this day, with the grants valid then. One query."""
    return _actor(Member.objects.filter(pk=member.pk), channel, day)


def _actor(members: QuerySet[Member], channel: str, day: date | None) -> Actor:
    """Every page of the desk asks this first: the member and what he is trusted with come in one query."""
    day = day or timezone.localdate()
    rows = [(row[:5], row[5:]) for row in members.order_by("pk", "trusts__role").values_list(*MEMBER, *TRUST)]
    if not rows:
        return resident(channel)
    pk, path, name, *dates = rows[0][0]
    if not _covers(*dates, day):
        return resident(channel)
    trusts = (trust for member, trust in rows if member[0] == pk and trust[0] and _covers(*trust[3:], day))
    grants = tuple(Grant(Role(role), org or "", place or "") for role, org, place, *_dates in trusts)
    return Actor(channel=channel, member=pk, org=path, org_name=name, grants=grants)


def _covers(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or until >= day)


def valid(row, day: date) -> bool:
    """Whether a dated row is valid on this day."""
    return _covers(row.valid_from, row.valid_to, day)


def names_of(paths: set[str]) -> dict[str, str]:
    """The names of the organisations at these paths."""
    return dict(Organisation.objects.filter(path__in=paths).values_list("path", "name"))


def administered(actor: Actor, day: date | None = None):
    """The organisations that this actor administers and that exist today."""
    day = day or timezone.localdate()
    found = Organisation.objects.none()
    for grant in actor.granted(Role.ADMINISTRATOR):
        found = found | Organisation.objects.under(grant.org) if grant.org else found
    return found.on(day).select_related("place")
