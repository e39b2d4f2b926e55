"""Visits to offices and branches, and the log of what was looked at: no photo, no recording, nobody's name (M41)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Organisation
from .. import words
from ..flow import VISIT
from .plans import SupervisionPlan, SupervisionTeam, TeamSeat


class SupervisionVisit(models.Model):
    """One visit of a team to a unit; its topics are some of the plan's. `document` approves a second one in a quarter."""

    FLOW = VISIT

    plan = models.ForeignKey(SupervisionPlan, models.PROTECT, related_name="visits")
    team = models.ForeignKey(SupervisionTeam, models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="supervision_visits")
    kind = models.CharField(max_length=20, choices=choices(words.VISIT_KINDS))
    topics = models.JSONField(default=list)
    planned_on = models.DateField()
    document = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=choices(words.VISIT_STATES), default=words.VisitState.PLANNED)
    held_on = models.DateField(null=True)
    report = models.CharField(max_length=1000, blank=True)
    conclusion = models.CharField(max_length=1000, blank=True, help_text="fed back to the unit")
    concluded_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why it was called off")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["planned_on", "pk"]
        indexes = [models.Index(fields=["unit", "planned_on"], name="supervision_visit_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.planned_on}"

    @property
    def county(self) -> str:
        return self.unit.county

    def team_has(self, member: int | None, *, ever: bool = False) -> bool:
        """Whether this member (key) is in the visiting team, or ever was. One query."""
        seats = TeamSeat.objects.filter(team=self.team_id, member=member)
        return member is not None and (seats if ever else seats.filter(left_on=None)).exists()


class VisitNote(models.Model):
    """One line of the log: what of which topic was looked at."""

    visit = models.ForeignKey(SupervisionVisit, models.PROTECT, related_name="notes")
    topic = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    @property
    def county(self) -> str:
        return self.visit.county
