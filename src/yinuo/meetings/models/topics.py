"""Sittings of councils and committees, their topics, what units answer, claim and are given to do (M05, M07, M08)."""

from django.db import models
from django.db.models import Q

from ...kernel.words import choices
from ...matters.flow import ENDS
from ...matters.models import Matter
from ...orgs.models import Organisation
from ...places.models import Place
from ..flow.topics import CLAIM, SITTING, TOPIC
from ..words import topics as fixed

CHECKED = ("verified", "feedback_given", "closed")
"""States of a matter that somebody of another office has checked."""


class BodyRhythm(models.Model):
    """How often a body sits, laid down for this body with its source; without one, what its kind does counts."""

    body = models.ForeignKey(Organisation, models.PROTECT, related_name="rhythms")
    months = models.PositiveSmallIntegerField()
    agenda_days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    valid_from = models.DateField()

    class Meta:
        ordering = ["-valid_from", "-pk"]

    @property
    def county(self) -> str:
        return self.body.county


class Sitting(models.Model):
    """A sitting of a body, called ahead or held at once for something urgent. `seats`: in office when it was held."""

    FLOW = SITTING

    body = models.ForeignKey(Organisation, models.PROTECT, related_name="sittings")
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=120, help_text="where, or how they talked")
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=choices(fixed.SITTING_STATES), default=fixed.SittingState.CALLED)
    seats = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    minutes = models.TextField(blank=True)
    minutes_due_on = models.DateField(null=True)
    minuted_at = models.DateTimeField(null=True)
    late_why = models.CharField(max_length=300, blank=True, help_text="why the minutes came late")
    note = models.CharField(max_length=200, blank=True, help_text="why it was called off")

    class Meta:
        ordering = ["-meets_at", "-pk"]
        indexes = [models.Index(fields=["body", "-meets_at"], name="sitting_body")]

    def __str__(self) -> str:
        return f"{self.body} {self.meets_at:%Y-%m-%d}"

    @property
    def county(self) -> str:
        return self.body.county

    @property
    def is_late(self) -> bool:
        """Whether the minutes came after their day."""
        return bool(self.late_why)


class UnitPresence(models.Model):
    """So many seats of a unit were present, of so many that it has. Units, never persons (挂名委员)."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="presences")
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="presences", help_text="the body for its own seats"
    )
    seats = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "unit"], name="presence_once")]

    @property
    def county(self) -> str:
        return self.sitting.county


class Topic(models.Model):
    """Something that a body talks about; its track says how. The proposer's words stay as they were."""

    FLOW = TOPIC

    number = models.CharField(max_length=30, unique=True)
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="topics")
    place = models.ForeignKey(Place, models.PROTECT, related_name="topics", help_text="where it is about")
    track = models.CharField(max_length=20, choices=choices(fixed.TRACKS))
    theme = models.CharField(max_length=20, choices=choices(fixed.THEMES))
    title = models.CharField(max_length=80)
    text = models.TextField()
    proposer = models.CharField(max_length=80, help_text="who proposed it, without a name")
    proposer_org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="topics_proposed")
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, related_name="topics", help_text="raised up the chain"
    )
    state = models.CharField(max_length=20, choices=choices(fixed.TOPIC_STATES), default=fixed.TopicState.PROPOSED)
    is_public = models.BooleanField(default=True)
    touches_all = models.BooleanField(default=False, help_text="the interests of all residents: theirs to decide")
    touches_why = models.CharField(max_length=300, blank=True)
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, related_name="topics")
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="topics_led")
    need_what = models.CharField(max_length=80, blank=True)
    need_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    need_unit = models.CharField(max_length=12, blank=True)
    proposed_at = models.DateTimeField()
    circulated_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True, help_text="what was said about it at the sitting")
    postponed = models.PositiveSmallIntegerField(default=0)
    postponed_why = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=10, blank=True, choices=choices(fixed.DECISIONS))
    decision_text = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="by when the body wants it done")
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    dissent = models.TextField(blank=True, help_text="by units, without names")
    residents_of = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    assembly = models.CharField(max_length=20, blank=True, choices=choices(fixed.ASSEMBLIES))
    entitled = models.PositiveIntegerField(null=True)
    assembled = models.PositiveIntegerField(null=True)
    executed_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True, help_text="what the proposer was told")
    told_how = models.CharField(max_length=80, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.BigIntegerField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [
            models.Index(fields=["body", "-proposed_at"], name="topic_body"),
            models.Index(fields=["-decided_on", "-id"], name="topic_decided", condition=Q(is_public=True)),
            models.Index(fields=["state"], name="topic_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def county(self) -> str:
        return self.body.county

    def doers(self) -> list[str]:
        """Paths of the offices and units that do what was decided. Two queries."""
        given = self.assignments.values_list("office__path", flat=True)
        taken = self.claims.exclude(state=fixed.ClaimState.GIVEN_UP).values_list("unit__path", flat=True)
        return [*given, *taken]


class TopicAnswer(models.Model):
    """What a unit says to a topic that was circulated, with its reason, and whether that was adopted (采纳情况)."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="topic_answers")
    who = models.CharField(max_length=80, blank=True, help_text="others than units, without a name")
    stance = models.CharField(max_length=10, choices=choices(fixed.STANCES))
    reason = models.CharField(max_length=500)
    reply = models.CharField(max_length=120, blank=True, help_text="number of the reply on paper")
    said_at = models.DateTimeField()
    is_adopted = models.BooleanField(null=True)
    why = models.CharField(max_length=300, blank=True, help_text="why it was adopted or not")

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "unit"], condition=Q(unit__isnull=False), name="answer_once")
        ]

    @property
    def county(self) -> str:
        return self.topic.county


class NeedClaim(models.Model):
    """What a unit takes on of a practical matter: its own word, and free to be given up."""

    FLOW = CLAIM

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="claims")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="need_claims")
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    due_on = models.DateField()
    reply = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=choices(fixed.CLAIM_STATES), default=fixed.ClaimState.CLAIMED)
    claimed_at = models.DateTimeField()
    delivered_on = models.DateField(null=True)
    delivered_text = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_text = models.CharField(max_length=300, blank=True, help_text="the beneficiary's word")

    class Meta:
        ordering = ["claimed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.what}"

    @property
    def county(self) -> str:
        return self.topic.county


class Assignment(models.Model):
    """Something decided, given to an office as a matter of the core, with the day the body wants it by."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="assignments")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assignments")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    task = models.CharField(max_length=300)
    due_on = models.DateField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "matter"], name="assignment_once")]

    @property
    def county(self) -> str:
        return self.topic.county

    @property
    def is_done(self) -> bool:
        """Whether another office has checked it, or it came to another end."""
        return self.matter.state in CHECKED or self.matter.state in ENDS
