"""What somebody is to a round, from rows; and which documents of it can be had now."""

from ..evaluation import policy as evaluating
from ..evaluation.models import Judge, Keeper
from ..evaluation.queries import subjects_of
from ..inspection.models import Group, Round
from ..kernel.actor import Actor
from .policy import Document, Standing, not_yet, oversees
from .tours import adopted


def standing_of(actor: Actor, round: Round) -> Standing:
    """Four queries. `round` comes from `inspection.queries.rounds_of(actor)`."""
    assessment, member = round.assessment_id, actor.member
    judge = Judge.objects.filter(assessment=assessment, member_id=member).values_list("code", flat=True).first()
    leads = Group.objects.filter(round=round, leader_id=member).exists()
    return Standing(
        runs=evaluating.runs(actor, round.org.path),
        oversees=oversees(actor, round.org.path, round.org.place.code),
        visits=judge is not None or leads,
        keeps=Keeper.objects.filter(assessment=assessment, member_id=member).exists(),
        judge=judge or "",
        units=frozenset(subjects_of(actor).filter(assessment=assessment).values_list("pk", flat=True)),
    )


def waits_for(standing: Standing, document: Document, round: Round) -> str | None:
    """Why the document cannot be had yet. One query for a timetable."""
    has_routes = document == Document.TIMETABLE and adopted(round) is not None
    return not_yet(standing, document, round=round.state, assessment=round.assessment.state, has_routes=has_routes)
