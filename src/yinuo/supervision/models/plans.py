"""Plans of supervision, the teams, whose members belong to offices, and the units that a plan names (M41)."""

from django.db import models

from ...duties.models import Campaign
from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from .. import words
from ..flow import PLAN
from ..rules.terms import Terms


class SupervisionPlan(models.Model):
    """What an organisation supervises in a year or a quarter: units and topics, fixed before the first visit.

    `terms` is `rules.terms.shipped()` as it was then; `campaign` is the list on which what was found is put right.
    """

    FLOW = PLAN

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="supervision_plans")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=choices(words.PLAN_KINDS), default=words.PlanKind.YEAR)
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    topics = models.JSONField(default=list)
    basis = models.CharField(max_length=120, help_text="the document that orders it")
    terms = models.JSONField(default=dict)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=choices(words.PLAN_STATES), default=words.PlanState.DRAFTING)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.org.county

    @property
    def rules(self) -> Terms:
        """The terms as the rules know them."""
        return Terms.of(self.terms)


class SupervisionTeam(models.Model):
    """A team of an organisation; its members come from offices, and it stands for several plans."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="supervision_teams")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    formed_on = models.DateField()
    disbanded_on = models.DateField(null=True)

    class Meta:
        ordering = ["org", "number"]
        constraints = [models.UniqueConstraint(fields=["org", "number"], name="supervision_team_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.org.county


class TeamSeat(models.Model):
    """A member of a team; who has left stays known, because he may not review what the team found."""

    team = models.ForeignKey(SupervisionTeam, models.PROTECT, related_name="seats")
    member = models.ForeignKey(Member, models.PROTECT, related_name="supervising")
    leads = models.BooleanField(default=False)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ["-leads", "pk"]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def county(self) -> str:
        return self.team.county


class PlanUnit(models.Model):
    """A unit that the plan names, and the team that supervises it: one, never two."""

    plan = models.ForeignKey(SupervisionPlan, models.PROTECT, related_name="units")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="supervised")
    team = models.ForeignKey(SupervisionTeam, models.PROTECT, null=True, related_name="units")

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="plan_unit_once")]

    def __str__(self) -> str:
        return self.unit.name

    @property
    def county(self) -> str:
        return self.plan.county
