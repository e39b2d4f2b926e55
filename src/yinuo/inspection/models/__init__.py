"""Inspection tours: rounds, sites, routes, visits; notes, speakers and what units change."""

from .learning import Gap, GapReview, NoGap, Note, NotePhoto, Speaker
from .round import Group, Itinerary, Round, Site, Visit

__all__ = ["Gap", "GapReview", "Group", "Itinerary", "NoGap", "Note", "NotePhoto", "Round", "Site", "Speaker", "Visit"]
