"""What may be asked about organisations and members."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from ..kernel.actor import Actor, Grant, Role, resident
from .models import Member, Organisation, Trust, User


def actor_of(user: User, *, channel: str, day: date | None = None) -> Actor:
    """The actor that a signed-in user is today; an account without a valid member acts as a resident."""
    member = Member.objects.select_related("org").filter(user=user).first()
    return actor_for(member, channel=channel, day=day) if member else resident(channel)


def actor_for(member: Member, *, channel: str, day: date | None = None) -> Actor:
    """The actor that a member is on this day, with the grants valid then."""
    day = day or timezone.localdate()
    if not valid(member, day):
        return resident(channel)
    trusts = Trust.objects.filter(member=member, valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))
    rows = trusts.values_list("role", "org__path", "place__code")
    grants = tuple(Grant(Role(role), org or "", place or "") for role, org, place in rows)
    return Actor(channel=channel, member=member.pk, org=member.org.path, org_name=member.org.name, grants=grants)


def valid(row, day: date) -> bool:
    """Whether a dated row is valid on this day."""
    return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)


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
