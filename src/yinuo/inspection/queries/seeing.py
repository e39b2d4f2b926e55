"""Who sees which round, site and note: the SQL twins of the rules."""

from django.db.models import Q, QuerySet

from ...evaluation.queries import READERS, assessments_of, over, subjects_of
from ...kernel.actor import Actor
from ..models import Gap, Group, Note, Round, Site
from ..words import RoundState


def rounds_of(actor: Actor) -> QuerySet[Round]:
    """Rounds that the actor organises, oversees, goes along with, leads a group of, or whose unit is visited."""
    if actor.member is None:
        return Round.objects.none()
    leading = Group.objects.filter(leader_id=actor.member).values("round")
    seen = Q(assessment__in=assessments_of(actor).values("pk")) | Q(pk__in=leading)
    return Round.objects.filter(seen).select_related("org__place", "assessment__rubric", "assessment__org__place")


def sites_of(actor: Actor) -> QuerySet[Site]:
    """Sites of the rounds that the actor sees; while they are listed, only those of his own unit or of what he oversees."""
    drawn = Q(round__in=rounds_of(actor).values("pk")) & ~Q(round__state=RoundState.LISTING)
    early = Q(subject__in=subjects_of(actor)) | Q(round__in=overseen(actor).values("pk"))
    return Site.objects.filter(drawn | early).select_related("subject__org", "place", "round")


def overseen(actor: Actor) -> QuerySet[Round]:
    """Rounds of the organisations that the actor organises or oversees."""
    return Round.objects.filter(over(actor, "org", *READERS))


def notes_of(actor: Actor) -> QuerySet[Note]:
    """One's own notes, and those of visitors from one's own unit: private to the unit (M04)."""
    if actor.member is None:
        return Note.objects.none()
    own = Q(member_id=actor.member)
    if actor.org:
        own |= Q(unit__in=subjects_of(actor).values("org")) | Q(unit__path=actor.org)
    return Note.objects.filter(own).select_related("site__subject__org", "unit").prefetch_related("photos")


def gaps_of(actor: Actor) -> QuerySet[Gap]:
    """Gap actions of the units one speaks for, and of the rounds one organises or oversees."""
    mine = Q(subject__in=subjects_of(actor)) | Q(subject__assessment__round__in=overseen(actor).values("pk"))
    return Gap.objects.filter(mine).select_related("subject__org", "site")
