"""The lot of a round as anybody can repeat it: every site of the full list with its ticket, for the desk and for residents."""

from dataclasses import dataclass

from ..inspection import rules
from ..inspection.models import Round, Site
from ..inspection.words import IN_ROUND, PICKS, Pick

DRESS = {
    Pick.DRAWN: ("good", "rotate-2"), Pick.PROPOSED: ("wait", "thumb-up"), Pick.LISTED: ("quiet", "circle-dashed"),
    Pick.CLOSED: ("late", "circle-x"), Pick.WITHDRAWN: ("quiet", "arrow-back-up"),
}  # fmt: skip


@dataclass(frozen=True)
class Ticket:
    """A site of the list with the number that it drew."""

    site: Site
    ticket: str
    order: int

    @property
    def is_seen(self) -> bool:
        return self.site.pick in IN_ROUND

    @property
    def word(self) -> str:
        return PICKS[Pick(self.site.pick)]

    @property
    def tone(self) -> str:
        return DRESS[Pick(self.site.pick)][0]

    @property
    def icon(self) -> str:
        return DRESS[Pick(self.site.pick)][1]


@dataclass(frozen=True)
class UnitLot:
    """The list of one unit, the lowest ticket first."""

    name: str
    key: str
    tickets: list[Ticket]

    @property
    def picked(self) -> int:
        """How many of them are seen."""
        return sum(one.is_seen for one in self.tickets)

    @property
    def half(self) -> int:
        """How many of the lowest tickets are drawn whatever the unit proposed."""
        seen = sum(one.is_seen or one.site.pick == Pick.CLOSED for one in self.tickets)
        return (seen + 1) // 2


def lots_of(round: Round) -> list[UnitLot]:
    """Every unit with its list as it was drawn from. One query."""
    found = (
        round.sites.exclude(pick=Pick.WITHDRAWN)
        .select_related("subject__org__place")
        .order_by("subject__org__path", "pk")
    )
    units: dict[int, list[Site]] = {}
    for site in found:
        units.setdefault(site.subject_id, []).append(site)
    return [_unit(round.seed, sites) for sites in units.values()]


def _unit(seed: str, sites: list[Site]) -> UnitLot:
    subject = sites[0].subject
    tickets = sorted((rules.ticket(seed, subject.key, site.name), site.pk, site) for site in sites)
    rows = [Ticket(site, ticket, order) for order, (ticket, _pk, site) in enumerate(tickets, 1)]
    return UnitLot(subject.org.place.name, subject.key, rows)


def command(round: Round, lot: UnitLot) -> str:
    """What computes the ticket of the unit's first site in any shell."""
    text = (
        f"{round.seed}|{lot.key}|{lot.tickets[0].site.name}".replace("%", "%%")
        .replace("\\", "\\\\")
        .replace("'", "'\\''")
    )
    return f"printf '{text}' | sha256sum"
