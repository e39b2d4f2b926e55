"""Whose organisations somebody sees: those his grants reach, his own, and the bodies in which his units have a seat."""

from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Appointment, Organisation, Proposal, Seat
from yinuo.orgs.words import SeatState
from yinuo.places.models import Place

GONE = (SeatState.DECLINED, SeatState.LEFT)
SHAPERS = (Role.ORGANISER, Role.ADMINISTRATOR)


class Reach(NamedTuple):
    """Paths of organisations and codes of places, none below another."""

    paths: tuple[str, ...]
    codes: tuple[str, ...]

    def covers(self, org: Organisation) -> bool:
        """The same in Python, for rows that are already here; `org.place` must be loaded."""
        return org.path.startswith(self.paths) or bool(self.codes and org.place.code.startswith(self.codes))


def reach(actor: Actor) -> Reach:
    """What the grants of this actor reach, and his own organisation."""
    orgs = {grant.org for grant in actor.grants if grant.org} | ({actor.org} if actor.org else set())
    return Reach(_outermost(orgs), _outermost({grant.place for grant in actor.grants if grant.place and not grant.org}))


def _outermost(keys: set[str]) -> tuple[str, ...]:
    return tuple(key for key in sorted(keys) if not any(key != one and key.startswith(one) for one in keys))


def seen(actor: Actor) -> QuerySet[Organisation]:
    """The organisations that this actor sees, today's and former ones."""
    paths, codes = reach(actor)
    wanted = Q(pk=None)
    unit = Q(pk=None)
    for path in paths:
        wanted |= Q(path__gte=path, path__lt=path + "~")
        unit |= Q(unit__path__gte=path, unit__path__lt=path + "~")
    for code in codes:
        wanted |= Q(place__code__gte=code, place__code__lt=code + "~")
    seated = Seat.objects.filter(unit, body=OuterRef("pk")).exclude(state__in=GONE)
    return Organisation.objects.filter(wanted | Exists(seated)).select_related("place")


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """Proposals of the organisations that this actor sees, or that he decides."""
    orgs = seen(actor).values("pk")
    return Proposal.objects.filter(Q(org__in=orgs) | Q(superior__in=orgs)).select_related("org__place", "superior")


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """Appointments by units that this actor sees, and those to villages of the area he looks after."""
    paths = {grant.org for grant in actor.granted(*SHAPERS) if grant.org}
    codes = {*reach(actor).codes, *Organisation.objects.filter(path__in=paths).values_list("place__code", flat=True)}
    wanted = Q(sender__in=seen(actor).values("pk"))
    for code in _outermost(codes):
        wanted |= Q(village__code__gte=code, village__code__lt=code + "~")
    return Appointment.objects.filter(wanted).select_related("village", "sender")


def roots(actor: Actor) -> QuerySet[Organisation]:
    """Where this actor's trees begin: of what his grants name, nothing that lies below another of it."""
    paths, codes = reach(actor)
    wanted = Q(path__in=paths)
    if not paths or codes:
        wanted |= Q(place__code__in=codes)
    named = Organisation.objects.filter(wanted)
    inner = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    over = named.filter(path__lt=OuterRef("path")).annotate(inner=inner).filter(inner__startswith=F("path"))
    return named.filter(~Exists(over)).select_related("place").order_by("path")


def counties(actor: Actor) -> list[Place]:
    """The counties in which this actor sees something, by code. Two queries."""
    paths, codes = reach(actor)
    areas = [*codes, *Organisation.objects.filter(path__in=paths).values_list("place__code", flat=True)]
    wanted = Q(pk=None)
    for code in {area[:6] for area in areas}:
        wanted |= Q(code__gte=code, code__lt=code + "~")
    return list(Place.objects.filter(wanted, level="county").order_by("code"))


class Here(NamedTuple):
    """The county and the day a page is about, with the counties to choose from."""

    county: Place | None
    counties: list[Place]
    day: date
    today: date

    @property
    def is_today(self) -> bool:
        return self.day == self.today


def here(request: HttpRequest) -> Here:
    """What `?county=` and `?day=` ask for, as far as the actor sees it; his first county and today otherwise."""
    known = counties(request.actor)
    asked = next((one for one in known if one.code == request.GET.get("county")), None)
    today = timezone.localdate()
    return Here(asked or (known[0] if known else None), known, day_asked(request, today), today)


def day_asked(request: HttpRequest, today: date) -> date:
    """`?day=2026-03-01`; today when there is none or it cannot be read."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today


def kept(request: HttpRequest) -> str:
    """The query of this address without its page, for the links of a pager."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
