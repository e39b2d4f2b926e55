"""Suggestions of the house: shown with their probability, never silently applied."""

from django.db import models

from ...orgs.models import Organisation
from .matter import Matter
from .rulebook import Category
from .work import Owned


class Suggestion(Owned):
    """A likely category or office, or an earlier matter that this one may repeat."""

    CATEGORY, OFFICE, DUPLICATE = "category", "office", "duplicate"

    about = models.CharField(max_length=12)
    category = models.ForeignKey(Category, models.PROTECT, null=True)
    org = models.ForeignKey(Organisation, models.PROTECT, null=True)
    other = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="suggested_in")
    probability = models.FloatField()
    reason = models.CharField(max_length=200, blank=True)
    is_dismissed = models.BooleanField(default=False)

    class Meta(Owned.Meta):
        ordering = ["about", "-probability"]
