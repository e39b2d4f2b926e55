"""The register of full-time party work posts (M39) and appointments to villages (M43): posts and times, no names."""

from django.db import models

from ...kernel.words import choices
from ...places.models import Place
from ...places.models.ground import Dated
from .. import words as fixed
from ..flow import APPOINTMENT
from .organisation import Organisation


class Post(models.Model):
    """A post of party work in a unit, full-time or not, with the other duties it also has."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    is_full_time = models.BooleanField(default=False)
    other_duties = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["org__path", "pk"]

    def __str__(self) -> str:
        return f"{self.org} {self.title}"

    @property
    def county(self) -> str:
        return self.org.county


class PostMonth(models.Model):
    """A month of a post: the share of time on party work as the holder says and as the unit says (M39 名义专职)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="months")
    month = models.DateField(help_text="its first day")
    own_share = models.PositiveSmallIntegerField(null=True, help_text="percent, by the holder")
    unit_share = models.PositiveSmallIntegerField(null=True, help_text="percent, by the unit")

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["post", "month"], name="post_month_once")]

    @property
    def county(self) -> str:
        return self.post.county


class Appointment(models.Model):
    """A first secretary or team member sent to a village by a unit (M43). Presence is confirmed by the town, never by position."""

    FLOW = APPOINTMENT

    village = models.ForeignKey(Place, models.PROTECT, related_name="appointments")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=60)
    state = models.CharField(
        max_length=20, choices=choices(fixed.APPOINTMENT_STATES), default=fixed.AppointmentState.APPOINTED
    )
    document = models.CharField(max_length=120, blank=True)
    term_from = models.DateField()
    term_to = models.DateField()
    relieved_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["village__code", "term_from"]
        constraints = [
            models.CheckConstraint(condition=models.Q(term_to__gt=models.F("term_from")), name="appointment_runs")
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.post}"

    @property
    def county(self) -> str:
        return self.village.county


class Leave(models.Model):
    """Leave of somebody appointed; up to three days by the town, more by the county (rulebook)."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="leaves")
    from_on = models.DateField()
    to_on = models.DateField()
    granted_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    back_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-from_on"]

    @property
    def county(self) -> str:
        return self.appointment.county
