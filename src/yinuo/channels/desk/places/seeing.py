"""Whose ground somebody sees at the desk: the places of his grants, or the area of the office they are over."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.codes import Level
from yinuo.orgs.models import Organisation
from yinuo.places.models import Place

LOOKERS = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.LEADER, Role.ORGANISER, Role.ADMINISTRATOR)
COMMUNITY, GRID = Level.COMMUNITY.name.lower(), Level.GRID.name.lower()


def areas(actor: Actor) -> tuple[str, ...]:
    """Codes of places, none below another; at most one query, for grants over an office alone."""
    grants = actor.granted(*LOOKERS)
    codes = {grant.place for grant in grants if grant.place}
    if paths := {grant.org for grant in grants if grant.org and not grant.place}:
        codes |= set(Organisation.objects.filter(path__in=paths).values_list("place__code", flat=True))
    return tuple(code for code in sorted(codes) if not any(code != one and code.startswith(one) for one in codes))


def within(codes: tuple[str, ...]) -> Q:
    """The places of these codes and all below them."""
    wanted = Q(pk=None)
    for code in codes:
        wanted |= Q(code__gte=code, code__lt=code + "~")
    return wanted


def communities_of(actor: Actor, day: date) -> QuerySet[Place]:
    """The communities and villages whose ground this actor sees."""
    return Place.objects.on(day).filter(within(areas(actor)), level=COMMUNITY)


def seen(actor: Actor, code: str, level: str, day: date) -> Place:
    """The place of this code and level if the actor sees it; 404 otherwise, without a word whether it exists."""
    found = Place.objects.on(day).filter(code=code, level=level).first()
    if found is None or not code.startswith(areas(actor) or ("~",)):
        raise Http404
    return found
