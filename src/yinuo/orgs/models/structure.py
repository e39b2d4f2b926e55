"""What an organisation is made of, dated: names it bore, what it became, terms, counts, seats, what it covers."""

from django.db import models

from ...kernel.words import choices
from ...places.models import Building, Place
from ...places.models.ground import Dated
from .. import words as fixed
from ..flow import SEAT
from .organisation import Organisation


class Naming(models.Model):
    """A name an organisation bore before; the present one stands on the organisation."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="namings")
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField()
    document = models.CharField(max_length=120, blank=True, help_text="the document that renamed it")

    class Meta:
        ordering = ["valid_from"]

    @property
    def county(self) -> str:
        return self.org.county


class Succession(models.Model):
    """`before` went over into `after`: by merger, by splitting off, or by moving under another superior."""

    before = models.ForeignKey(Organisation, models.PROTECT, related_name="became")
    after = models.ForeignKey(Organisation, models.PROTECT, related_name="came_from")
    change = models.CharField(max_length=10, choices=choices(fixed.CHANGES))
    changed_on = models.DateField()
    document = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["changed_on"]
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="succession_once")]

    @property
    def county(self) -> str:
        return self.before.county


class Term(models.Model):
    """The term of a committee or branch committee; term change (换届) begins the next one."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField()
    document = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="term_runs")]

    @property
    def county(self) -> str:
        return self.org.county


class Headcount(models.Model):
    """How many full and probationary members belong here from a day on: numbers only, never a roll (REFERENCE §4.2)."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="headcounts")
    counted_on = models.DateField()
    full = models.PositiveIntegerField()
    probationary = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["counted_on", "pk"]
        indexes = [models.Index(fields=["org", "counted_on"], name="headcount_day")]

    @property
    def county(self) -> str:
        return self.org.county


class Section(models.Model):
    """What the branch planner asks about a section: whose portfolio, what nature of work, which work site (M28)."""

    org = models.OneToOneField(Organisation, models.PROTECT, related_name="section")
    portfolio = models.CharField(max_length=40, help_text="the leader's portfolio, by post")
    nature = models.CharField(max_length=40)
    site = models.CharField(max_length=40)

    @property
    def county(self) -> str:
        return self.org.county


class Coverage(models.Model):
    """A branch covers a unit or a section: its members belong to that branch."""

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="covers")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="covered_by")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["branch", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=models.Q(valid_to=None), name="unit_in_one_branch")
        ]

    @property
    def county(self) -> str:
        return self.branch.county


class Serving(Dated):
    """A service ends with the grid or the building it was for: a new plan sends nobody to a grid that is gone."""

    def on(self, day) -> "Serving":
        return super().on(day).exclude(grid__valid_to__lt=day).exclude(building__valid_to__lt=day)

    def since(self, day) -> "Serving":
        """Those not over before this day, begun or not."""
        over = models.Q(valid_to__lt=day) | models.Q(valid_to__lt=models.F("valid_from"))
        over |= models.Q(grid__valid_to__lt=day) | models.Q(building__valid_to__lt=day)
        return self.exclude(over)


class ServiceArea(models.Model):
    """A party group serves a grid, or a stairwell group a stairwell of a building; with several grids it is joint (M10, M11)."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="areas")
    grid = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="served_by")
    building = models.ForeignKey(Building, models.PROTECT, null=True, blank=True, related_name="served_by")
    stairwell = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Serving.as_manager()

    class Meta:
        ordering = ["org", "grid", "building"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grid=None) ^ models.Q(building=None), name="area_is_a_grid_or_a_building"
            )
        ]

    @property
    def county(self) -> str:
        return self.org.county


class Gathering(models.Model):
    """A group met: when and about what; enough to see that it is not only on paper (M10)."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="gatherings")
    held_on = models.DateField()
    topic = models.CharField(max_length=120)

    class Meta:
        ordering = ["-held_on"]

    @property
    def county(self) -> str:
        return self.org.county


class Chain(models.Model):
    """The levels of a county's linkage, from the top down, as data: three, four or five of them (M05, M08)."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="chains")
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    @property
    def county(self) -> str:
        return self.place.county


class ChainLevel(models.Model):
    """One level: the kind of body at a level of place, and what the county calls it."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="levels")
    order = models.PositiveSmallIntegerField(help_text="1 is the top")
    kind = models.CharField(max_length=30, choices=choices(fixed.KINDS))
    title = models.CharField(max_length=40)

    class Meta:
        ordering = ["chain", "order"]
        constraints = [models.UniqueConstraint(fields=["chain", "order"], name="chain_level_once")]

    @property
    def county(self) -> str:
        return self.chain.county


class Seat(models.Model):
    """A seat in a committee, held by a post. A unit's seat counts only after the unit has confirmed it (M06)."""

    FLOW = SEAT

    body = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=30, choices=choices(fixed.SEAT_KINDS))
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="seats_elsewhere")
    post = models.CharField(max_length=60, help_text="the post that holds it, never a name")
    source = models.CharField(max_length=30, blank=True, choices=choices(fixed.SOURCES))
    is_full_time = models.BooleanField(default=False)
    is_business_head = models.BooleanField(default=False, help_text="also heads the business")
    state = models.CharField(max_length=20, choices=choices(fixed.SEAT_STATES), default=fixed.SeatState.INVITED)
    term_from = models.DateField(null=True, blank=True)
    term_to = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True, help_text="the unit's reply, when it came on paper")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["body", "kind", "pk"]
        indexes = [
            models.Index(fields=["body", "state"], name="seat_body"),
            models.Index(fields=["unit"], name="seat_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.get_kind_display()} {self.post}"

    @property
    def county(self) -> str:
        return self.body.county
