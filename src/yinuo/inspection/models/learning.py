"""Notes that stay with the visitor's unit, the speakers of the review meeting, and what units change (M03, M04)."""

from django.db import models

from ...evaluation.models import Subject
from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from .. import words
from ..flow import GAP
from .round import Round, Site


class Note(models.Model):
    """What a visitor wrote at a site: private to his unit, never marked. `said_at` is by his own clock, set right."""

    uid = models.UUIDField(unique=True, help_text="made where it was written, so that photos find it")
    site = models.ForeignKey(Site, models.PROTECT, related_name="notes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    keeps_contact = models.BooleanField(default=False, help_text="with the host's agreement")
    said_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["said_at"]

    @property
    def county(self) -> str:
        return self.site.county


class NotePhoto(models.Model):
    """A photo of a site, made anew from its pixels; never of residents."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["note", "sha256"], name="note_photo_once")]

    @property
    def county(self) -> str:
        return self.note.county


class Speaker(models.Model):
    """A unit that speaks at the review meeting, and why; it is no first and no second place (REFERENCE §0.1)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="speakers")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "org"], name="speaker_once")]

    @property
    def county(self) -> str:
        return self.round.county


class Gap(models.Model):
    """What a unit will change after what it saw, by which post and by when."""

    FLOW = GAP

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="gaps")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, related_name="+", help_text="where it was seen done better"
    )
    gap = models.CharField(max_length=300)
    action = models.CharField(max_length=300)
    post = models.CharField(max_length=60, help_text="who does it, as a post")
    due_on = models.DateField()
    planned_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices(words.GAP_STATES), default=words.GapState.PLANNED)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was dropped")

    class Meta:
        ordering = ["subject", "pk"]

    @property
    def county(self) -> str:
        return self.subject.county


class GapReview(models.Model):
    """How far it has come after 30, 60 and 90 days."""

    gap = models.ForeignKey(Gap, models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField(help_text="30, 60 or 90")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["gap", "number"], name="gap_review_once")]

    @property
    def county(self) -> str:
        return self.gap.county


class NoGap(models.Model):
    """A unit has nothing to change, and says why."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="no_gap")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    @property
    def county(self) -> str:
        return self.subject.county
