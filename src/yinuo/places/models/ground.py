"""What lies on the ground of a community: outlines, buildings, barriers, and plans of grids (M10).

A building belongs to a community; its grid is dated, so that a new plan changes no code of a building (ADR 7).
Nothing is kept about households but how many there are.
"""

from django.db import models
from shapely.geometry.base import BaseGeometry

from ...kernel.words import choices
from .. import words as fixed
from ..flow import PLAN
from ..geometry import geojson
from .place import Place


class Dated(models.QuerySet):
    def on(self, day) -> "Dated":
        """Those valid on this day."""
        return self.filter(valid_from__lte=day).exclude(valid_to__lt=day)


class Bounded(Dated):
    def around(self, west: float, south: float, east: float, north: float) -> "Bounded":
        """Those whose bounds meet these (degrees)."""
        return self.filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)


class Outline(models.Model):
    """The outline of a community or a grid from a day on: a GeoJSON Polygon or MultiPolygon in WGS 84."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="outlines")
    shape = models.JSONField()
    west = models.FloatField(help_text="bounds of the shape, to look it up by")
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Bounded.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=models.Q(valid_to=None), name="outline_one_now")
        ]
        indexes = [models.Index(fields=["south", "north"], name="outline_bounds")]

    @classmethod
    def of(cls, place: Place, shape: BaseGeometry, **given) -> "Outline":
        """An outline not yet saved, from a shape in degrees."""
        west, south, east, north = map(float, shape.bounds)
        return cls(place=place, shape=geojson(shape), west=west, south=south, east=east, north=north, **given)

    @property
    def county(self) -> str:
        return self.place.county


class Building(models.Model):
    """A building: how many households and members live there, its compound and road block; a point or an outline."""

    community = models.ForeignKey(Place, models.PROTECT, related_name="buildings")
    code = models.CharField(max_length=30, db_collation="C", help_text="its code within the community")
    name = models.CharField(max_length=80, help_text="address as residents say it")
    compound = models.CharField(max_length=60, blank=True)
    block = models.CharField(max_length=60, blank=True)
    households = models.PositiveIntegerField()
    members = models.PositiveIntegerField(default=0, help_text="party members living there: a number only")
    latitude = models.FloatField()
    longitude = models.FloatField()
    shape = models.JSONField(null=True, blank=True, help_text="GeoJSON Polygon, where there is one")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ["community", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "code"], condition=models.Q(valid_to=None), name="building_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.community.county


class GridBuilding(models.Model):
    """A building lies in a grid, from a day on."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="in_grids")
    grid = models.ForeignKey(Place, models.PROTECT, related_name="grid_buildings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["building"], condition=models.Q(valid_to=None), name="building_in_one_grid")
        ]

    @property
    def county(self) -> str:
        return self.grid.county


class Barrier(models.Model):
    """A main road, river or railway that grids should not cross: a GeoJSON LineString."""

    community = models.ForeignKey(Place, models.PROTECT, related_name="barriers")
    kind = models.CharField(max_length=10, choices=choices(fixed.BARRIERS))
    name = models.CharField(max_length=60)
    shape = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    @property
    def county(self) -> str:
        return self.community.county


class GridPlan(models.Model):
    """A proposed partition of a community; adopting it makes the grids.

    `grids`: list of {number, code, buildings: [building codes], households, members, radius, costs: {term: points},
    centre: [longitude, latitude], notes: [{rule, facts}]}; `code` is "" for a grid that would be new.
    """

    FLOW = PLAN

    community = models.ForeignKey(Place, models.PROTECT, related_name="grid_plans")
    mode = models.CharField(max_length=20, choices=choices(fixed.PLAN_MODES))
    state = models.CharField(max_length=10, choices=choices(fixed.PLAN_STATES), default=fixed.PlanState.DRAFT)
    terms = models.JSONField(help_text="the weights and the band it was made with")
    grids = models.JSONField()
    base = models.CharField(max_length=64, help_text="digest of the buildings and grids it was made from")
    cost = models.FloatField()
    moved = models.PositiveIntegerField(default=0, help_text="households that would change grid")
    moves = models.JSONField(default=list, help_text="[building code, from grid code, to grid number]")
    notes = models.JSONField(default=list, help_text="reasons of the whole plan: {rule, facts}")
    made_at = models.DateTimeField()
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.community} {self.get_mode_display()} {self.made_at:%Y-%m-%d}"

    @property
    def county(self) -> str:
        return self.community.county


class Posting(models.Model):
    """What is posted publicly about a grid: whom to ask, by post and office telephone, and the complaint line (M10)."""

    grid = models.ForeignKey(Place, models.PROTECT, related_name="postings")
    contact = models.CharField(max_length=60, help_text="the post of the grid worker, never a name")
    phone = models.CharField(max_length=40)
    complaint_phone = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grid"], condition=models.Q(valid_to=None), name="posting_one_now")
        ]

    @property
    def county(self) -> str:
        return self.grid.county
