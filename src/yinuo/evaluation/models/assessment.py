"""An assessment: who is evaluated, by whom, by which rules; its keepers and its sealed ballots."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from .. import words
from ..flow import ASSESSMENT
from ..rules import composite
from .rubric import Rubric


class Assessment(models.Model):
    """One evaluation of organisations by a frozen rubric. `terms` is `rules.composite.Terms.as_data()`."""

    FLOW = ASSESSMENT

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments", help_text="who organises it")
    name = models.CharField(max_length=80)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="assessments")
    state = models.CharField(
        max_length=20, choices=choices(words.ASSESSMENT_STATES), default=words.AssessmentState.DESIGNED
    )
    terms = models.JSONField(default=dict)
    terms_digest = models.CharField(max_length=64, blank=True)
    panels = models.PositiveSmallIntegerField(default=1, help_text="groups of judges, each with its own organisations")
    designed_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    seal_note = models.CharField(max_length=300, blank=True, help_text="why ballots were missing when it was sealed")
    objection_days = models.PositiveSmallIntegerField(default=5, help_text="working days to object in")
    answer_days = models.PositiveSmallIntegerField(default=30, help_text="natural days for an answer (REFERENCE §5.E)")
    review_days = models.PositiveSmallIntegerField(default=30, help_text="natural days for a review")
    objections_until = models.DateField(null=True)
    form = models.CharField(max_length=20, choices=choices(words.FORMS), blank=True)
    document = models.CharField(max_length=120, blank=True, help_text="what authorises a ranking")
    audience = models.CharField(max_length=120, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-designed_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.org.county

    @property
    def rules(self) -> composite.Terms:
        """The terms as the rules know them."""
        return composite.Terms.of(self.terms)

    @property
    def is_before_seal(self) -> bool:
        """While nobody can know a result."""
        return self.state in words.BEFORE_SEAL


class Subject(models.Model):
    """An organisation that is evaluated; `panel` is the group of judges that marks it."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="subjects")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="evaluated")
    panel = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["org__path"]
        constraints = [models.UniqueConstraint(fields=["assessment", "org"], name="subject_once")]

    def __str__(self) -> str:
        return self.org.name

    @property
    def county(self) -> str:
        return self.assessment.county

    @property
    def key(self) -> str:
        """How exported files name it: the path of the organisation."""
        return self.org.path


class Part(models.Model):
    """A part of an organisation that is marked by itself (a site). With `is_shared` every panel marks it (an anchor)."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="parts")
    key = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=120)
    is_shared = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True, help_text="False when it fell away")

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="part_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.subject.county


class Judge(models.Model):
    """A member who marks; known by a code in everything that is exported. `unit` is where he comes from."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="judges")
    member = models.ForeignKey(Member, models.PROTECT, related_name="judging")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=6)
    panel = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=20)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "member"], name="judge_once"),
            models.UniqueConstraint(fields=["assessment", "code"], name="judge_code_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def county(self) -> str:
        return self.assessment.county


class Conflict(models.Model):
    """A judge must not mark this organisation."""

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="conflicts")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=20, choices=choices(words.CONFLICT_KINDS))
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judge", "subject"], name="conflict_once")]

    @property
    def county(self) -> str:
        return self.judge.county


class Keeper(models.Model):
    """Who keeps one of the keys: only the public half is here; the words that open are on the keeper's paper."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="keepers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=choices(words.KEEPER_ROLES))
    public = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="keeper_number_once"),
            models.UniqueConstraint(fields=["assessment", "member"], name="keeper_once"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def county(self) -> str:
        return self.assessment.county


class Ballot(models.Model):
    """One judge's marks for one organisation, or for one part of it (a site): sealed, readable only after opening.

    `said_at` is when the judge sealed it by his own clock, set right; `cast_at` when it arrived.
    """

    judge = models.ForeignKey(Judge, models.PROTECT, related_name="ballots")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="ballots")
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="ballots")
    envelope = models.JSONField()
    digest = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    cast_at = models.DateTimeField()
    content = models.JSONField(null=True, help_text="the marks, after opening")
    problem = models.CharField(max_length=200, blank=True, help_text="why it could not be read")
    excluded = models.CharField(max_length=300, blank=True, help_text="why it does not count, by decision")

    class Meta:
        ordering = ["cast_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["judge", "subject", "part"], nulls_distinct=False, name="ballot_once")
        ]

    @property
    def county(self) -> str:
        return self.judge.county
