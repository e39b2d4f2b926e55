"""All that a visitor's phone needs for the days without a network, as one JSON object."""

from datetime import datetime

from django.utils import timezone

from ...evaluation.actions import bound_to
from ...evaluation.models import Ballot, Conflict, Judge, Question
from ...evaluation.words import CONFLICT_KINDS, AssessmentState, ConflictKind
from ...kernel.actor import Actor
from ...kernel.words import _
from ..models import Group, Itinerary, Note, Round, Site, Visit
from ..planned import moment
from ..planning import names_of
from ..rules import written_windows
from ..words import IN_ROUND, VISIT_STATES, ItineraryState, RoundState, VisitState

RUNNING = (RoundState.ROUTED, RoundState.VISITING, RoundState.RETURNED)


def rounds_to_visit(actor: Actor) -> list[Round]:
    """Rounds under way in which this member goes along, the newest first."""
    if actor.member is None:
        return []
    found = Round.objects.filter(state__in=RUNNING)
    found = found.filter(assessment__judges__member_id=actor.member) | found.filter(groups__leader_id=actor.member)
    return list(found.distinct().select_related("assessment__rubric", "org__place").order_by("-starts_on"))


def packet(round: Round, actor: Actor, now: datetime) -> dict:
    """Round, route by day, sites, rubric, public keys and what is already in. About twelve queries, whatever the size."""
    judge = (
        Judge.objects.filter(assessment=round.assessment, member_id=actor.member)
        .select_related("assessment", "unit")
        .first()
    )
    leads = Group.objects.filter(round=round, leader_id=actor.member).first()
    number = judge.panel if judge else leads.number
    group = Group.objects.get(round=round, number=number)
    return {
        "format": 1,
        "now": now.isoformat(),
        "round": {
            "id": round.pk, "name": round.name, "theme": round.theme, "state": round.state,
            "starts_on": str(round.starts_on), "ends_on": str(round.ends_on), "meeting_place": round.meeting_place,
            "meets_at": timezone.localtime(round.meets_at).isoformat() if round.meets_at else None,
        },
        "casting": round.assessment.state == AssessmentState.CASTING,
        "sealed_at": round.assessment.sealed_at.isoformat() if round.assessment.sealed_at else None,
        "judge": {"id": judge.pk, "code": judge.code, "unit": judge.unit.name} if judge else None,
        "group": {"number": number, "leads": leads is not None},
        "rubric": round.assessment.rubric.content,
        "keepers": list(round.assessment.keepers.values_list("public", flat=True)),
        "days": _days(round, group),
        "sites": [_site(visit, judge, marks) for visit, marks in _visits(group, judge)],
        "notes": _notes(round, actor),
        "questions": _questions(judge),
    }  # fmt: skip


def _days(round: Round, group: Group) -> list[dict]:
    """The legs of each day, in time, as the plan in use has them."""
    itinerary = Itinerary.objects.filter(round=round, state=ItineraryState.ADOPTED).first()
    if itinerary is None:
        return []
    names = names_of(round)
    rows = next(one for one in itinerary.plan["groups"] if one["number"] == group.number)
    return [
        {
            "on": str(moment(round.starts_on, day["day"], 0).date()),
            "legs": [leg | {"name": names.get(leg["key"], "")} for leg in day["legs"]],
        }
        for day in rows["days"]
    ]


def _visits(group: Group, judge: Judge | None):
    """Each visit of the group with the ballot and the conflict of this judge."""
    visits = list(
        Visit.objects.filter(group=group)
        .select_related("site__subject__org", "site__place", "site__round")
        .order_by("begins_at")
    )
    cast, barred, parts = {}, {}, {}
    if judge:
        cast = {ballot.part_id: ballot for ballot in Ballot.objects.filter(judge=judge)}
        barred = dict(Conflict.objects.filter(judge=judge).values_list("subject", "kind"))
        subjects = {visit.site.subject_id for visit in visits}
        from ...evaluation.models import Part

        parts = {part.key: part for part in Part.objects.filter(subject__in=subjects)}
    for visit in visits:
        part = parts.get(visit.site.key)
        yield visit, (part, cast.get(part.pk) if part else None, barred.get(visit.site.subject_id))


def _site(visit: Visit, judge: Judge | None, marks) -> dict:
    site: Site = visit.site
    part, ballot, conflict = marks
    refusal = _refusal(site, judge, part, conflict)
    contact = {"host": site.host, "phone": site.phone} if site.shares_contact else {"host": site.host, "phone": ""}
    return contact | {
        "id": site.pk, "key": site.key, "name": site.name, "unit": site.subject.key, "unit_name": site.subject.org.place.name,
        "address": site.address, "about": site.about, "minutes": site.minutes, "windows": written_windows(site.windows),
        "latitude": site.latitude, "longitude": site.longitude, "shares_contact": site.shares_contact,
        "is_anchor": site.is_anchor, "visit": visit.pk, "state": visit.state, "state_name": VISIT_STATES[VisitState(visit.state)],
        "begins_at": timezone.localtime(visit.begins_at).isoformat(), "ends_at": timezone.localtime(visit.ends_at).isoformat(),
        "subject": site.subject_id, "part": part.pk if part else None,
        "bound": bound_to(judge, site.subject, part) if judge and part else "",
        "why_not": refusal, "marked": ballot.digest if ballot else "",
    }  # fmt: skip


def _refusal(site: Site, judge: Judge | None, part, conflict: str | None) -> str:
    """Why this visitor does not mark this site; empty when he does."""
    if judge is None:
        return _("您是组长，不打分。")
    if conflict:
        return _("这是{kind}，按回避规定您不打分。").format(kind=CONFLICT_KINDS[ConflictKind(conflict)])
    if part is None or not part.is_open or site.pick not in IN_ROUND:
        return _("这个点位不打分。")
    return ""


def _notes(round: Round, actor: Actor) -> list[dict]:
    found = Note.objects.filter(site__round=round, member_id=actor.member).prefetch_related("photos")
    return [
        {"uid": str(note.uid), "site": note.site_id, "text": note.text, "keeps_contact": note.keeps_contact,
         "said_at": note.said_at.isoformat(), "photos": len(note.photos.all())}
        for note in found
    ]  # fmt: skip


def _questions(judge: Judge | None) -> list[dict]:
    if judge is None:
        return []
    found = Question.objects.filter(judge=judge)
    return [{"id": one.pk, "kind": one.kind, "facts": one.facts, "answer": one.answer} for one in found]
