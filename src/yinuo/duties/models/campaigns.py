"""Projects on expropriated ground (M12): the plan, opinions, pieces of work, and links to matters.

No column here ties a household to a relative, a workplace or a signature, and none may be added (tests/duties hold it).
"""

from django.db import models

from ...kernel.words import choices
from ...matters.models import Matter
from ...orgs.models import Organisation
from ...places.models import Place
from ..flow.campaigns import PROJECT, PROJECT_STEP
from ..rules.campaigns import kinds
from ..words import campaigns as words


class Project(models.Model):
    """One project, by the office that is the legal actor. `kind` is a key of rules/campaigns.toml."""

    FLOW = PROJECT

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="campaign_projects", help_text="legal actor")
    place = models.ForeignKey(Place, models.PROTECT, related_name="campaign_projects")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=choices(words.PROJECT_STATES), default=words.ProjectState.DRAFTED)
    plan = models.TextField(blank=True, help_text="the compensation plan as published, or its outline")
    published_where = models.CharField(max_length=120, blank=True)
    published_on = models.DateField(null=True)
    comments_until = models.DateField(null=True)
    hearing = models.CharField(max_length=500, blank=True)
    changes = models.TextField(blank=True, help_text="what was changed after the opinions")
    opinions_on = models.DateField(null=True)
    risk = models.TextField(blank=True, help_text="result of the assessment of risks to social stability")
    risk_on = models.DateField(null=True)
    decision = models.CharField(max_length=60, blank=True, help_text="number of the decision")
    decided_on = models.DateField(null=True)
    remedies = models.CharField(max_length=500, blank=True, help_text="how review and suit were told")
    account = models.CharField(max_length=500, blank=True, help_text="how the money is there, as a sentence")
    checked_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", help_text="another office"
    )
    checked = models.CharField(max_length=500, blank=True, help_text="what it found of the compensation")
    checked_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True, help_text="how it ended, or why it was dropped")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.place.county

    @property
    def kind_word(self) -> str:
        """What its kind is called."""
        return kinds().get(self.kind, self.kind)


class ProjectOpinion(models.Model):
    """An opinion on the plan, without who said it, and what became of it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="opinions")
    text = models.CharField(max_length=1000)
    count = models.PositiveIntegerField(default=1, help_text="how many said the same")
    is_adopted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True, help_text="what was changed, or why not")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    @property
    def county(self) -> str:
        return self.project.county


class ProjectStep(models.Model):
    """A piece of work for a project, by an office; what nobody may be asked is refused (rules/campaigns.toml)."""

    FLOW = PROJECT_STEP

    project = models.ForeignKey(Project, models.PROTECT, related_name="steps")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="campaign_steps")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices(words.STEP_STATES), default=words.StepState.SET)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    @property
    def county(self) -> str:
        return self.project.county


class ProjectMatter(models.Model):
    """A matter of the core that somebody raised about a project: its words and its raiser stay there."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="asked")
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="campaign_project")
    about = models.CharField(max_length=20, choices=choices(words.ABOUTS))

    class Meta:
        ordering = ["-pk"]

    @property
    def county(self) -> str:
        return self.project.county
