"""Campaigns, their items, what was done to them, look-backs, weekly lists (M31–M33)."""

from django.db import models
from django.db.models import Q

from ...kernel.words import choices
from ...matters.words import METHODS
from ...orgs.models import Organisation
from ...places.models import Place
from ..flow.rectification import CAMPAIGN, ITEM, OPEN, WEEK
from ..words import rectification as fixed


class Campaign(models.Model):
    """A list of problems that an authority has put right: areas × items, in two phases (staged, long-term)."""

    FLOW = CAMPAIGN

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="campaigns", help_text="the listing authority")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=120, blank=True, help_text="document")
    source = models.CharField(max_length=80, help_text="where the problems come from")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="last day that may be promised")
    is_public = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=choices(fixed.CAMPAIGN_STATES), default=fixed.CampaignState.RUNNING)
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.place_code[:6]


class Item(models.Model):
    """One problem of a campaign. `problem` never changes after the promise; `first_due_on` never at all.

    `part_of`: the problem of which this is only a part; parts are not counted as problems (数字整改).
    """

    FLOW = ITEM

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    area = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=500)
    source = models.CharField(max_length=80, blank=True)
    goal = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=500, blank=True)
    lead_post = models.CharField(max_length=60, blank=True, help_text="who leads, as a post; never a name")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="items")
    office_path = models.CharField(max_length=80, db_collation="C")
    post = models.CharField(max_length=60, blank=True, help_text="who answers for it, as a post")
    term = models.CharField(max_length=10, choices=choices(fixed.TERMS))
    acceptance = models.CharField(max_length=300, blank=True, help_text="what has to be seen for the sign-off")
    check_how = models.CharField(max_length=120, blank=True)
    legal_due_on = models.DateField(null=True)
    promise = models.CharField(max_length=300, blank=True)
    promised_at = models.DateTimeField(null=True)
    first_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=choices(fixed.ITEM_STATES), default=fixed.ItemState.LISTED)
    done_at = models.DateTimeField(null=True)
    checking = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", help_text="who checks")
    sold_off_at = models.DateTimeField(null=True)
    is_drawn = models.BooleanField(default=False, help_text="drawn for the look-back")
    held_at = models.DateTimeField(null=True)
    rebounds = models.PositiveSmallIntegerField(default=0)
    blocker = models.CharField(max_length=200, blank=True, help_text="what holds it up, as the office says")
    why_out = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    distinct_why = models.CharField(max_length=200, blank=True, help_text="why it is no repetition of one it resembles")
    listed_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="item_once")]
        indexes = [
            models.Index(fields=["office_path", "due_on", "id"], name="item_office_open", condition=Q(state__in=sorted(OPEN))),
            models.Index(fields=["due_on", "id"], name="item_due_open", condition=Q(state__in=sorted(OPEN))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number:02} {self.problem[:40]}"

    @property
    def county(self) -> str:
        return self.campaign.county


class OfItem(models.Model):
    """A row that belongs to an item and dates from a moment."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    @property
    def county(self) -> str:
        return self.item.county


class ItemStep(OfItem):
    """What was done, checked or found, and by which office."""

    kind = models.CharField(max_length=10, choices=choices(fixed.STEPPED))
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=500)
    method = models.CharField(max_length=20, blank=True, choices=choices(METHODS))


class MoreTime(OfItem):
    """An extension: asked before the promised day, decided by the listing authority; the first day stays visible."""

    due_on = models.DateField()
    before = models.DateField(help_text="the day it was due when this was asked")
    why = models.CharField(max_length=300)
    is_granted = models.BooleanField(null=True)
    decision = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)


class LookBackSample(models.Model):
    """Which signed-off items a look-back visits: a lot that anybody can draw again."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="samples")
    numbers = models.JSONField(default=list, help_text="items that were in the lot")
    drawn = models.JSONField(default=list)
    list_digest = models.CharField(max_length=64)
    seed = models.CharField(max_length=120)
    seed_source = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    @property
    def county(self) -> str:
        return self.campaign.county


class WeeklyList(models.Model):
    """The Monday list of a listing authority (M33): counted from rows, approved by a person, on one page.

    `content` is what was counted, with the definition's version; `digest` seals it when it is issued.
    """

    FLOW = WEEK

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="weekly_lists")
    day = models.DateField(help_text="the working day on which it is due")
    since = models.DateField(help_text="first day it tells of")
    content = models.JSONField(default=dict)
    remarks = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=choices(fixed.WEEK_STATES), default=fixed.WeekState.DRAFTED)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    why = models.CharField(max_length=200, blank=True, help_text="why it was corrected")
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.org} {self.day}"

    @property
    def county(self) -> str:
        return self.org.county
