"""Which organisations and places an actor's grants reach, for the lists of this area."""

from collections.abc import Iterable

from django.db.models import Q

from ...kernel.actor import Actor, Role
from ...orgs.models import up_from


def reached(actor: Actor, org: str = "", place: str = "") -> Q:
    """Rows whose organisation (field `org`) or place (field `place`) lies in what any of his grants reaches."""
    return _reach(actor.grants, org, place)


def reached_by(actor: Actor, roles: Iterable[Role], org: str = "", place: str = "") -> Q:
    """The same, only by grants of these roles."""
    return _reach(actor.granted(*roles), org, place)


def _reach(grants, org: str, place: str) -> Q:
    wanted = Q(pk=None)
    for grant in grants:
        if org and grant.org:
            wanted |= Q(**{f"{org}__path__gte": grant.org, f"{org}__path__lt": grant.org + "~"})
        if place and grant.place:
            wanted |= Q(**{f"{place}__code__gte": grant.place, f"{place}__code__lt": grant.place + "~"})
    return wanted


def above(actor: Actor) -> list[str]:
    """Paths of the actor's own organisation and of all above it."""
    return up_from(actor.org)
