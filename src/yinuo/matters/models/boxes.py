"""Suggestion boxes at the gates of units (M34): the box and its keepers, openings, letters, published months."""

from django.db import models
from django.db.models import Q

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ...places.models import Place
from .. import box_words as fixed
from ..box_flow import BOX, LETTER, OPENING
from .matter import Matter


class Box(models.Model):
    """A box at the gate of a unit. `next_on` and `forgotten_on` follow from its last log and are moved by acts only."""

    FLOW = BOX

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="boxes", help_text="at whose gate it hangs")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=40, db_collation="C")
    spot = models.CharField(max_length=80, help_text="where exactly, in words")
    first = models.ForeignKey(Member, models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, models.PROTECT, related_name="+")
    weeks = models.PositiveSmallIntegerField(default=1, help_text="between two openings")
    state = models.CharField(max_length=20, choices=choices(fixed.BOX_STATES), default=fixed.BoxState.HANGING)
    placed_on = models.DateField()
    opened_on = models.DateField(null=True, help_text="the last opening that both keepers confirmed")
    next_on = models.DateField()
    forgotten_on = models.DateField(help_text="from this day on the supervisor is told")
    taken_down_on = models.DateField(null=True)

    class Meta:
        ordering = ["place_code", "pk"]
        indexes = [models.Index(fields=["place_code", "state"], name="box_place")]
        constraints = [models.CheckConstraint(condition=~Q(first=models.F("second")), name="box_two_keepers")]

    def __str__(self) -> str:
        return f"{self.org} {self.spot}"

    @property
    def county(self) -> str:
        return self.place_code[:6]


class Keeping(models.Model):
    """Who kept a box, how often it was to be opened, from when until when."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="keepings")
    first = models.ForeignKey(Member, models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, models.PROTECT, related_name="+")
    weeks = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]

    @property
    def county(self) -> str:
        return self.box.county


class Opening(models.Model):
    """One line of the opening log: the day, both keepers as posts, how many letters. `first` wrote it, `second` confirms."""

    FLOW = OPENING

    box = models.ForeignKey(Box, models.PROTECT, related_name="openings")
    on = models.DateField()
    first = models.ForeignKey(Member, models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, models.PROTECT, related_name="+")
    first_post = models.CharField(max_length=140)
    second_post = models.CharField(max_length=140)
    count = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=choices(fixed.OPENING_STATES), default=fixed.OpeningState.OPENED)
    opened_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    denial = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["box", "on"], name="opening_once", condition=~Q(state="denied"))]

    def __str__(self) -> str:
        return f"{self.box} {self.on}"

    @property
    def county(self) -> str:
        return self.box.county


class Letter(models.Model):
    """One letter. What it says stands in its matter; here only where there is none, and never of one that was passed on."""

    FLOW = LETTER

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=12, choices=choices(fixed.STANDINGS), default=fixed.Standing.VALID)
    kind = models.CharField(max_length=20, choices=choices(fixed.LETTER_KINDS))
    words = models.TextField(blank=True)
    file = models.CharField(max_length=120, blank=True, help_text="a photograph of the letter, below the media root")
    sha256 = models.CharField(max_length=64, blank=True)
    is_anonymous = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it is invalid or what it repeats")
    repeats = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="letter")
    is_passed = models.BooleanField(default=False, help_text="it is about the keepers' office")
    passed_to = models.CharField(max_length=120, blank=True, help_text="the office that has it now")
    state = models.CharField(max_length=20, choices=choices(fixed.LETTER_STATES), default=fixed.LetterState.REGISTERED)
    answer = models.TextField(blank=True, help_text="as it stands on the notice board")
    is_adopted = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["opening", "number"]
        constraints = [models.UniqueConstraint(fields=["opening", "number"], name="letter_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How the notice board names it: day of the opening and running number."""
        return f"{self.opening.on:%Y%m%d}-{self.number}"

    @property
    def county(self) -> str:
        return self.opening.county


class BoxMonth(models.Model):
    """A month of a box as it was published, sealed by what was counted. A correction stands beside it, with its reason."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="months")
    month = models.DateField(help_text="its first day")
    number = models.PositiveSmallIntegerField(default=1)
    counts = models.JSONField()
    rows = models.JSONField(help_text="every letter as it was counted, without a word of it")
    answers = models.JSONField(help_text="public answers as they stood")
    definition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, help_text="SHA-256 over what was counted and said")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "number"]
        constraints = [models.UniqueConstraint(fields=["box", "month", "number"], name="box_month_once")]

    @property
    def county(self) -> str:
        return self.box.county
