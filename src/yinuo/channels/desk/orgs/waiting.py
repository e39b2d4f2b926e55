"""What of organisations waits for somebody: seats to be confirmed by his unit, proposals for him to decide."""

from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import SEGMENT, Proposal, Seat
from yinuo.orgs.words import ProposalState, SeatState

MOST = 100


def waiting(actor: Actor) -> list[dict]:
    """Headings with a count and an address, as the desk shows them; one query, none for who has no such role."""
    parts = [part for part in (_seats(actor), _proposals(actor)) if part is not None]
    if not parts:
        return []
    found = [kind for kind, _pk in (parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0])]
    told = {
        "seat": (_("待本单位确认的席位"), "user-check", reverse("desk:seats")),
        "proposal": (_("待批复的支部设置申报"), "file-text", f"{reverse('desk:proposals')}?state=proposed"),
    }
    return [
        {"word": word, "icon": icon, "url": url, "count": min(found.count(kind), MOST)}
        for kind, (word, icon, url) in told.items()
        if kind in found
    ]


def _seats(actor: Actor):
    wanted = _under("unit__path", actor, Role.HANDLER)
    if wanted is None:
        return None
    return _keys("seat", Seat.objects.filter(wanted, state=SeatState.INVITED))


def _proposals(actor: Actor):
    """Those whose superior this actor speaks for; never those of his own unit."""
    wanted = _under("superior__path", actor, Role.HANDLER, Role.ORGANISER)
    if wanted is None:
        return None
    own = [actor.org[:size] for size in range(SEGMENT, len(actor.org) + 1, SEGMENT)]
    found = Proposal.objects.filter(wanted, state=ProposalState.PROPOSED).exclude(org__path__in=own)
    return _keys("proposal", found)


def _under(field: str, actor: Actor, *roles: Role) -> Q | None:
    paths = [grant.org for grant in actor.granted(*roles) if grant.org]
    if not paths:
        return None
    wanted = Q(pk=None)
    for path in paths:
        wanted |= Q(**{f"{field}__gte": path, f"{field}__lt": path + "~"})
    return wanted


def _keys(kind: str, found):
    return found.order_by().annotate(waits=Value(kind)).values_list("waits", "pk")[:MOST]
