"""Places by official code (REFERENCE §4.8) and the calendar by which offices work."""

from django.db import models


class PlaceQuerySet(models.QuerySet):
    def under(self, code: str) -> "PlaceQuerySet":
        """The place and all below it: a range on the code."""
        return self.filter(code__gte=code, code__lt=code + "~") if code else self

    def on(self, day) -> "PlaceQuerySet":
        """Those that exist on this day."""
        return self.filter(valid_from__lte=day).exclude(valid_to__lt=day)


class Place(models.Model):
    """A division, a grid or a building; the code is the path: 2, 4, 6, 9, 12, 15 digits, then `-` and building."""

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"], name="place_level")]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.code[:6].ljust(6, "0")


class CalendarYear(models.Model):
    """A year for which working days can be told: announced, or confirmed by a clerk as plain weeks (REFERENCE §4.9)."""

    year = models.PositiveSmallIntegerField(unique=True)
    is_plain = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    @property
    def county(self) -> str:
        return "000000"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a make-up workday. Rows are never deleted, only added."""

    day = models.DateField()
    is_working = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    @property
    def county(self) -> str:
        return "000000"
