"""Activities of a branch with what came of them, free sign-ups, and demonstration posts (M40)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ..flow.life import ACTIVITY, DEMONSTRATION, SIGN_UP
from ..words.activities import (
    ACTIVITY_KINDS,
    ACTIVITY_STATES,
    DEMONSTRATION_STATES,
    SIGN_UP_STATES,
    ActivityState,
    DemonstrationState,
    SignUpState,
)


class BranchActivity(models.Model):
    """One activity. It counts as held only with a sentence of what came of it; a photo is never asked for."""

    FLOW = ACTIVITY

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=30, choices=choices(ACTIVITY_KINDS))
    title = models.CharField(max_length=60)
    place = models.CharField(max_length=60)
    planned_on = models.DateField()
    seats = models.PositiveIntegerField(default=0, help_text="most who can come along; 0 is not limited")
    state = models.CharField(max_length=30, choices=choices(ACTIVITY_STATES), default=ActivityState.PLANNED)
    held_on = models.DateField(null=True)
    participants = models.PositiveIntegerField(null=True, help_text="how many came, a number")
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, help_text="yuan")
    help_given = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_due = models.DateField(null=True)
    followed_up = models.CharField(max_length=300, blank=True)
    why_off = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-planned_on", "-pk"]
        indexes = [models.Index(fields=["branch", "planned_on"], name="activity_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def county(self) -> str:
        return self.branch.county


class ActivitySignUp(models.Model):
    """Somebody comes along, of his own free will; stepping back leaves no mark but that he is not coming."""

    FLOW = SIGN_UP

    activity = models.ForeignKey(BranchActivity, models.PROTECT, related_name="sign_ups")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=choices(SIGN_UP_STATES), default=SignUpState.SIGNED_UP)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "member"], condition=models.Q(state="signed_up"), name="signed_up_once"
            )
        ]

    @property
    def county(self) -> str:
        return self.activity.county


class ActivityPhoto(models.Model):
    """A photo, made anew from its pixels."""

    activity = models.ForeignKey(BranchActivity, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["activity", "sha256"], name="activity_photo_once")]

    @property
    def county(self) -> str:
        return self.activity.county


class DemonstrationPost(models.Model):
    """A demonstration post (党员示范岗): what the post does better, by decision of the branch; looked at every year."""

    FLOW = DEMONSTRATION

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="demonstrations")
    post = models.CharField(max_length=60, help_text="the post, never a name")
    criteria = models.CharField(max_length=300)
    decision = models.CharField(max_length=120, help_text="which meeting decided")
    named_on = models.DateField()
    state = models.CharField(max_length=30, choices=choices(DEMONSTRATION_STATES), default=DemonstrationState.NAMED)
    why_withdrawn = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering = ["named_on", "pk"]

    def __str__(self) -> str:
        return self.post

    @property
    def county(self) -> str:
        return self.branch.county


class DemonstrationReview(models.Model):
    """The yearly look at a demonstration post: what it did by its criteria."""

    demonstration = models.ForeignKey(DemonstrationPost, models.PROTECT, related_name="reviews")
    text = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        ordering = ["on"]

    @property
    def county(self) -> str:
        return self.demonstration.county
