"""Letters of responsibility: two sides, targets, who answers for what, and what is done by when (M38)."""

from django.db import models
from django.db.models import F, Q

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ..flow.letters import DUTY, LETTER, RESPONSIBILITY
from ..words import letters as words


class ResponsibilityLetter(models.Model):
    """A letter between an organisation and a unit for one year; the first one of a year counts."""

    FLOW = LETTER

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="letters_given")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="letters_taken")
    year = models.PositiveSmallIntegerField()
    targets = models.TextField(help_text="one a line")
    state = models.CharField(max_length=20, choices=choices(words.LETTER_STATES), default=words.LetterState.DRAFTED)
    check_note = models.CharField(max_length=500, blank=True)
    assessment = models.CharField(max_length=1000, blank=True, help_text="what was kept and what not, as sentences")
    reason = models.CharField(max_length=300, blank=True, help_text="why it was cancelled")
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "unit__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "unit", "year"], condition=~Q(state="cancelled"), name="responsibility_letter_once"
            ),
            models.CheckConstraint(condition=~Q(org=F("unit")), name="responsibility_letter_two_sides"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    @property
    def county(self) -> str:
        return self.org.county

    @property
    def target_list(self) -> list[str]:
        """The targets, one by one."""
        return [line for line in self.targets.splitlines() if line]


class LetterSignature(models.Model):
    """A side has signed, by a post. `likeness` is what was shown to the signer: percent the same as last year's list."""

    letter = models.ForeignKey(ResponsibilityLetter, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=choices(words.SIDES))
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    post = models.CharField(max_length=60)
    likeness = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["letter", "side"], name="letter_side_once")]

    @property
    def county(self) -> str:
        return self.letter.county


class Responsibility(models.Model):
    """Who answers for what, in one of three layers: the responsibility list."""

    FLOW = RESPONSIBILITY

    letter = models.ForeignKey(ResponsibilityLetter, models.PROTECT, related_name="responsibilities")
    layer = models.CharField(max_length=20, choices=choices(words.LAYERS))
    post = models.CharField(max_length=60, help_text="who answers, as a post")
    text = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=choices(words.RESPONSIBILITY_STATES), default=words.ResponsibilityState.LIVE
    )
    reason = models.CharField(max_length=300, blank=True, help_text="why it was struck out")

    class Meta:
        ordering = ["pk"]

    @property
    def county(self) -> str:
        return self.letter.county


class DutyTask(models.Model):
    """What is done by when and how it shows: the task list. `plan_item` is the item of the unit's business plan."""

    FLOW = DUTY

    responsibility = models.ForeignKey(Responsibility, models.PROTECT, related_name="duties")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    shows = models.CharField(max_length=200, help_text="what will show it")
    plan_item = models.CharField(max_length=120, blank=True, help_text="planned, arranged and assessed together")
    state = models.CharField(max_length=20, choices=choices(words.DUTY_STATES), default=words.DutyState.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="of who checked, or why it is not done")

    class Meta:
        ordering = ["due_on", "pk"]

    @property
    def county(self) -> str:
        return self.responsibility.county
