"""Who sees which evaluation: the SQL twins of the rules."""

from django.db.models import Q, QuerySet

from ...kernel import codes
from ...kernel.actor import Actor, Role
from ..models import Assessment, Ballot, Rubric, Subject
from ..words import RubricState

READERS = (Role.ORGANISER, Role.LEADER, Role.AUDITOR)


def over(actor: Actor, field: str, *roles: Role) -> Q:
    """Rows whose organisation (`field`) lies in what grants of these roles reach."""
    wanted = Q(pk=None)
    for grant in actor.granted(*roles):
        if grant.org:
            wanted |= Q(**{f"{field}__path__gte": grant.org, f"{field}__path__lt": grant.org + "~"})
        elif grant.place:
            code = grant.place
            wanted |= Q(**{f"{field}__place__code__gte": code, f"{field}__place__code__lt": code + "~"})
    return wanted


def rubrics_of(actor: Actor) -> QuerySet[Rubric]:
    """Rubrics that the actor organises, and those consulted or in force above his own organisation."""
    if actor.member is None:
        return Rubric.objects.none()
    above = codes.up_from(actor.org)
    shown = Q(org__path__in=above) & ~Q(state=RubricState.DRAFT)
    return Rubric.objects.filter(over(actor, "org", Role.ORGANISER, Role.AUDITOR) | shown).select_related("org__place")


def assessments_of(actor: Actor) -> QuerySet[Assessment]:
    """What the actor organises or oversees, judges, keeps a key of, or is evaluated in."""
    if actor.member is None:
        return Assessment.objects.none()
    mine = Q(judges__member_id=actor.member) | Q(keepers__member_id=actor.member)
    return (
        Assessment.objects.filter(over(actor, "org", *READERS) | mine | Q(subjects__in=subjects_of(actor)))
        .distinct()
        .select_related("org__place", "rubric__org")
    )


def subjects_of(actor: Actor) -> QuerySet[Subject]:
    """The evaluated organisations that the actor speaks or organises for."""
    wanted = Q(pk=None)
    for grant in actor.granted(Role.HANDLER, Role.ORGANISER):
        if grant.org and actor.org.startswith(grant.org):
            wanted |= Q(org__path=grant.org)
    return Subject.objects.filter(wanted).select_related("org__place", "assessment__org")


def ballots_of(actor: Actor) -> QuerySet[Ballot]:
    """One's own ballots; nobody sees another one's before or after the seal, codes aside."""
    return Ballot.objects.filter(judge__member_id=actor.member) if actor.member else Ballot.objects.none()
