"""A neighbour's request to the party group of the stairwell or the grid (M11). The parties have no field here."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Organisation
from ...places.models import Building
from .. import words as fixed
from ..flow import ASK
from .matter import Matter


class Ask(models.Model):
    """Asked of one group and read by that group only; `words` are the neighbour's own and are never changed.

    `outcome_text` tells what came of it without anybody who could be recognised. `referred_to` a department: `matter`.
    """

    FLOW = ASK

    slip_key = models.CharField(max_length=64, unique=True)
    group = models.ForeignKey(Organisation, models.PROTECT, related_name="asks")
    group_path = models.CharField(max_length=80, db_collation="C")
    place_code = models.CharField(max_length=40, db_collation="C", help_text="where the group works, when it was asked")
    building = models.ForeignKey(Building, models.PROTECT, null=True, related_name="asks")
    stairwell = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    times = models.CharField(max_length=200, blank=True, help_text="when the neighbour has time")
    in_hours_agreed = models.BooleanField(default=False, help_text="the neighbour agreed to talk in working hours")
    state = models.CharField(max_length=12, choices=choices(fixed.ASK_STATES), default=fixed.AskState.ASKED)
    talk_at = models.DateTimeField(null=True)
    talk_note = models.CharField(max_length=200, blank=True, help_text="where to meet, for the neighbour")
    outcome = models.CharField(max_length=12, blank=True, choices=choices(fixed.SETTLEMENTS))
    outcome_text = models.TextField(blank=True)
    referred_to = models.CharField(max_length=12, blank=True, choices=choices(fixed.REFERRALS))
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="ask")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(fields=["group_path", "-asked_at", "-id"], name="ask_group"),
            models.Index(fields=["place_code", "ended_at"], name="ask_place"),
        ]

    def __str__(self) -> str:
        return f"{self.group.name} {self.asked_at:%Y-%m-%d}"

    @property
    def county(self) -> str:
        return self.place_code[:6]
