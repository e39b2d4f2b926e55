"""Meetings of a branch: written once, never changed; corrections and photos stand beside (M41, REFERENCE §4.1)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ..words.life import MEETING_KINDS


class BranchCustom(models.Model):
    """What a branch usually does, so that a record takes three taps: its fixed theme day and where it meets."""

    branch = models.OneToOneField(Organisation, models.PROTECT, related_name="custom")
    theme_day = models.PositiveSmallIntegerField(default=1, help_text="day of the month, 1 to 28")
    place = models.CharField(max_length=60, blank=True)

    @property
    def county(self) -> str:
        return self.branch.county


class BranchMeeting(models.Model):
    """One meeting. Who was there is a number, never a list; `findings` are what the rulebook of the day said of it."""

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="branch_meetings")
    group = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", help_text="the party group of a group meeting"
    )
    kind = models.CharField(max_length=40, choices=choices(MEETING_KINDS))
    held_on = models.DateField()
    place = models.CharField(max_length=60)
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    topic = models.CharField(max_length=120)
    outcome = models.CharField(max_length=600)
    post = models.CharField(max_length=60, blank=True, help_text="dual life: the leader's post, never a name")
    has_election = models.BooleanField(default=False)
    bands = models.JSONField(null=True, help_text="democratic review: rules.life.Bands as counts")
    findings = models.JSONField(default=list, help_text="[key, text, article]")
    reason = models.CharField(max_length=200, blank=True, help_text="the branch's reason for what a rule asks about")
    rulebook = models.CharField(max_length=20)
    is_late = models.BooleanField(default=False, help_text="entered later than the rulebook allows")
    late_reason = models.CharField(max_length=200, blank=True)
    entered_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["branch", "held_on"], name="branch_meeting_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(present__lte=models.F("entitled")), name="present_are_entitled")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on:%Y-%m-%d}"

    @property
    def county(self) -> str:
        return self.branch.county


class MeetingCorrection(models.Model):
    """Something in the record was wrong: said beside it, with the day; the record stays as it was."""

    meeting = models.ForeignKey(BranchMeeting, models.PROTECT, related_name="corrections")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def county(self) -> str:
        return self.meeting.county


class MeetingPhoto(models.Model):
    """A photo, made anew from its pixels; never asked for."""

    meeting = models.ForeignKey(BranchMeeting, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["meeting", "sha256"], name="meeting_photo_once")]

    @property
    def county(self) -> str:
        return self.meeting.county


class BranchNotice(models.Model):
    """What the branch tells its members online (M17). Nothing is kept about who has read it."""

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="branch_notices")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=600)
    until = models.DateField(null=True, help_text="shown up to this day")
    at = models.DateTimeField()
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]

    @property
    def county(self) -> str:
        return self.branch.county
