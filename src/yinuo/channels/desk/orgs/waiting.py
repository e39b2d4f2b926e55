"""What of organisations waits for somebody: seats to be confirmed by his unit, proposals for him to decide."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Proposal, Seat, up_from
from yinuo.orgs.words import ProposalState, SeatState

from ..house.waits import Waits


def organisations(actor: Actor, _now: datetime) -> list[Waits]:
    """Headings for who speaks for a unit; proposals never for those of his own unit."""
    seats, proposals = [], []
    if (wanted := _under("unit__path", actor, Role.HANDLER)) is not None:
        seats.append(Seat.objects.filter(wanted, state=SeatState.INVITED))
    if (wanted := _under("superior__path", actor, Role.HANDLER, Role.ORGANISER)) is not None:
        own = up_from(actor.org)
        proposals.append(Proposal.objects.filter(wanted, state=ProposalState.PROPOSED).exclude(org__path__in=own))
    decide = f"{reverse('desk:proposals')}?state=proposed"
    return [
        Waits(_("待本单位确认的席位"), "user-check", reverse("desk:seats"), seats),
        Waits(_("待批复的支部设置申报"), "file-text", decide, proposals),
    ]


def _under(field: str, actor: Actor, *roles: Role) -> Q | None:
    paths = [grant.org for grant in actor.granted(*roles) if grant.org]
    if not paths:
        return None
    wanted = Q(pk=None)
    for path in paths:
        wanted |= Q(**{f"{field}__gte": path, f"{field}__lt": path + "~"})
    return wanted
