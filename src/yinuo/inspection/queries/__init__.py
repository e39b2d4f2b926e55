"""Questions to inspection tours: who sees which, what a phone needs, what waits."""

from .packet import packet, rounds_to_visit
from .seeing import gaps_of, notes_of, rounds_of, sites_of

__all__ = ["gaps_of", "notes_of", "packet", "rounds_of", "rounds_to_visit", "sites_of"]
