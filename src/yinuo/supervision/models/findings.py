"""What was found, the notices that ask for it to be put right, and talks with those who answer for it (M42)."""

from functools import cached_property

from django.db import models

from ...duties.models import Item
from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from .. import words
from ..flow import FINDING, NOTICE, TALK
from .plans import SupervisionPlan, TeamSeat
from .visits import SupervisionVisit


class RectificationNotice(models.Model):
    """整改通知书 to one unit; `number` runs within organisation and year, without gaps."""

    FLOW = NOTICE

    plan = models.ForeignKey(SupervisionPlan, models.PROTECT, related_name="notices")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="who issues it")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="rectification_notices")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    measures = models.CharField(max_length=1000, help_text="what is asked for as a whole")
    due_on = models.DateField()
    feedback = models.CharField(max_length=200, help_text="how the unit reports back")
    state = models.CharField(max_length=20, choices=choices(words.NOTICE_STATES), default=words.NoticeState.ISSUED)
    issued_at = models.DateTimeField()
    receipted_at = models.DateTimeField(null=True)
    receipted_post = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["org", "year", "number"], name="notice_number_once")]

    def __str__(self) -> str:
        return words.serial(self.year, self.number)

    @property
    def county(self) -> str:
        return self.unit.county


class Finding(models.Model):
    """One problem found at a unit. `fact` is what was told first and never changes; `fact_now` what stands, if other.

    `severity` is a key of the plan's terms.
    """

    FLOW = FINDING

    visit = models.ForeignKey(SupervisionVisit, models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="findings")
    topic = models.CharField(max_length=60)
    fact = models.CharField(max_length=500)
    fact_now = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=200)
    measures = models.CharField(max_length=300, help_text="what the team asks for")
    severity = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=choices(words.FINDING_STATES), default=words.FindingState.RECORDED)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    reply_due_on = models.DateField(null=True)
    stand = models.CharField(max_length=20, choices=choices(words.STANDS), blank=True)
    reply = models.CharField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    review_until = models.DateField(null=True, help_text="until when a review may be asked for")
    review_words = models.CharField(max_length=1000, blank=True)
    review_due_on = models.DateField(null=True)
    review = models.CharField(max_length=1000, blank=True)
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(RectificationNotice, models.PROTECT, null=True, related_name="findings")
    item = models.OneToOneField(Item, models.PROTECT, null=True, related_name="finding")

    class Meta:
        ordering = ["visit", "pk"]
        indexes = [models.Index(fields=["unit", "state"], name="finding_unit_state")]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def text(self) -> str:
        """The fact as it stands."""
        return self.fact_now or self.fact

    @property
    def county(self) -> str:
        return self.unit.county

    @cached_property
    def plan(self) -> SupervisionPlan:
        """The plan of its visit, with the organisation. One query."""
        return SupervisionPlan.objects.select_related("org__place").get(visits=self.visit_id)

    def team_has(self, member: int | None, *, ever: bool = False) -> bool:
        """Whether this member (key) is in the team that found it, or ever was. One query."""
        seats = TeamSeat.objects.filter(team__visits=self.visit_id, member=member)
        return member is not None and (seats if ever else seats.filter(left_on=None)).exists()


class AccountabilityTalk(models.Model):
    """A talk with the head of a unit: posts, issues, promised steps; confirmed by both sides."""

    FLOW = TALK

    plan = models.ForeignKey(SupervisionPlan, models.PROTECT, related_name="talks")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="accountability_talks")
    held_on = models.DateField()
    by_post = models.CharField(max_length=60)
    with_post = models.CharField(max_length=60)
    issues = models.CharField(max_length=1000)
    steps = models.CharField(max_length=1000, help_text="what the unit promised")
    state = models.CharField(max_length=20, choices=choices(words.TALK_STATES), default=words.TalkState.TALKED)
    unit_confirmed_at = models.DateTimeField(null=True)
    holder_confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.held_on}"

    @property
    def county(self) -> str:
        return self.unit.county


class TalkItem(models.Model):
    """An item of rectification that follows from a talk."""

    talk = models.ForeignKey(AccountabilityTalk, models.PROTECT, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["talk", "item"], name="talk_item_once")]

    @property
    def county(self) -> str:
        return self.talk.county
