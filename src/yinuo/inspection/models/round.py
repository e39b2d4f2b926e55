"""A round, its groups, the sites of its units, travel times, plans of routes and visits (M01)."""

from django.db import models

from ...evaluation.models import Assessment, Judge, Subject
from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ...places.models import Place
from .. import words
from ..flow import ITINERARY, ROUND, VISIT


class Round(models.Model):
    """One inspection tour. Who ordered it is kept; its marks are those of its assessment."""

    FLOW = ROUND

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds", help_text="who organises it")
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="round")
    name = models.CharField(max_length=80)
    theme = models.CharField(max_length=40, help_text="what it is about; a second one on the same needs a document")
    ordered_by = models.CharField(max_length=80)
    document = models.CharField(max_length=120, blank=True, help_text="approval, needed for a second round on a theme")
    starts_on = models.DateField()
    ends_on = models.DateField()
    sites_per_unit = models.PositiveSmallIntegerField(default=5)
    unit_minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="most minutes in one unit")
    state = models.CharField(max_length=20, choices=choices(words.ROUND_STATES), default=words.RoundState.LISTING)
    list_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the full list that was drawn from")
    seed = models.CharField(max_length=120, blank=True, help_text="published; anybody can draw again")
    seed_source = models.CharField(max_length=120, blank=True)
    travel = models.JSONField(default=dict, help_text="{source, keys, minutes}; empty: straight line times a factor")
    meets_at = models.DateTimeField(null=True)
    meeting_place = models.CharField(max_length=120, blank=True)
    met_at = models.DateTimeField(null=True)
    commentary = models.TextField(blank=True)
    ordered_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.org.county

    @property
    def days(self) -> int:
        """Days of visits."""
        return (self.ends_on - self.starts_on).days + 1

    def visitors(self) -> models.QuerySet[Judge]:
        """Everybody who goes along, as judges of the assessment."""
        return self.assessment.judges.all()


class Group(models.Model):
    """One group of a round: its number is the panel of its judges."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField()
    leader = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="group_once")]

    @property
    def county(self) -> str:
        return self.round.county


class Site(models.Model):
    """A place that a unit can show. `windows` are minutes of the day it is open, `open_on` the days (all when empty)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="sites")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="sites")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=300, blank=True, help_text="what can be seen there")
    latitude = models.FloatField()
    longitude = models.FloatField()
    minutes = models.PositiveSmallIntegerField(default=30)
    windows = models.JSONField(default=list)
    open_on = models.JSONField(default=list)
    host = models.CharField(max_length=60, blank=True, help_text="post of who receives; never a name")
    phone = models.CharField(max_length=40, blank=True, help_text="office telephone, given by the host")
    shares_contact = models.BooleanField(default=False, help_text="the host agreed that visitors may keep it")
    is_proposed = models.BooleanField(default=False, help_text="the unit would like to show it")
    pick = models.CharField(max_length=20, choices=choices(words.PICKS), default=words.Pick.LISTED)
    is_anchor = models.BooleanField(default=False, help_text="seen by every group, so that their marks can be compared")
    closed_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["subject", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "subject", "name"], name="site_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.round.county

    @property
    def key(self) -> str:
        """How plans and ballots name it."""
        return f"site-{self.pk}"


class Itinerary(models.Model):
    """A plan of routes. `plan` is `planning.told(…)`; `order` what a coordinator arranged by hand."""

    FLOW = ITINERARY

    round = models.ForeignKey(Round, models.PROTECT, related_name="itineraries")
    state = models.CharField(max_length=20, choices=choices(words.ITINERARY_STATES), default=words.ItineraryState.ASKED)
    why = models.CharField(max_length=200, blank=True)
    seconds = models.PositiveSmallIntegerField(default=8)
    seed = models.PositiveIntegerField(default=1)
    order = models.JSONField(default=list, help_text="arranged by hand: keys of sites, by group")
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", help_text="what it changes")
    now_day = models.PositiveSmallIntegerField(null=True, help_text="what was before this moment stays as it was")
    now_minute = models.PositiveSmallIntegerField(null=True)
    plan = models.JSONField(default=dict)
    problem = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at"]

    @property
    def county(self) -> str:
        return self.round.county


class Visit(models.Model):
    """A group at a site: planned, and then seen or not. Nobody's presence is recorded."""

    FLOW = VISIT

    group = models.ForeignKey(Group, models.PROTECT, related_name="visits")
    site = models.ForeignKey(Site, models.PROTECT, related_name="visits")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=choices(words.VISIT_STATES), default=words.VisitState.PLANNED)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["begins_at"]
        constraints = [models.UniqueConstraint(fields=["group", "site"], name="visit_once")]

    @property
    def county(self) -> str:
        return self.group.county
