"""Rubrics: what is looked at and for how many points, frozen by hash (M02)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Organisation
from .. import words
from ..flow import RUBRIC
from ..rules import rubric as rules


class Rubric(models.Model):
    """A rubric in one version. `content` is `rules.Rubric.as_data()`; `digest` covers it from the freezing on."""

    FLOW = RUBRIC

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="rubrics")
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    basis = models.CharField(max_length=200, blank=True, help_text="document that it rests on")
    state = models.CharField(max_length=20, choices=choices(words.RUBRIC_STATES), default=words.RubricState.DRAFT)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-drafted_at"]
        constraints = [models.UniqueConstraint(fields=["org", "name", "version"], name="rubric_version_once")]

    def __str__(self) -> str:
        return f"{self.name}（{self.version}）"

    @property
    def county(self) -> str:
        return self.org.county

    @property
    def rubric(self) -> rules.Rubric:
        """The content as the rules know it."""
        return rules.Rubric.of(self.content)

    @property
    def is_whole(self) -> bool:
        """Whether the content is still the one that was frozen."""
        return rules.digest(self.content) == self.digest


class Comment(models.Model):
    """What an organisation said about a rubric while it was consulted, and what became of it."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="comments")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def county(self) -> str:
        return self.rubric.county
