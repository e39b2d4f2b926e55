"""The matter and who raised it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from ...kernel.words import choices
from ...orgs.models import Organisation
from ...places.models import Place
from .. import words as fixed
from ..flow import ENDS, MATTER
from .rulebook import Category


class MatterQuerySet(models.QuerySet):
    def under(self, place: str) -> "MatterQuerySet":
        """Matters of a place and all below it."""
        return self.filter(place_code__gte=place, place_code__lt=place + "~") if place else self

    def handled_under(self, path: str) -> "MatterQuerySet":
        """Matters dispatched to an organisation or one below it."""
        return self.filter(office_path__gte=path, office_path__lt=path + "~")

    def unfinished(self) -> "MatterQuerySet":
        return self.exclude(state__in=ENDS)


class Matter(models.Model):
    """Somebody's words, verbatim, and where they stand. `received_at` and `first_due_at` never change."""

    FLOW = MATTER

    number = models.CharField(max_length=24, unique=True)
    slip_key = models.CharField(max_length=64, unique=True)
    intake = models.CharField(max_length=20, choices=choices(fixed.INTAKES))
    kind = models.CharField(max_length=20, choices=choices(fixed.KINDS))
    category = models.ForeignKey(Category, models.PROTECT, null=True)
    urgency = models.CharField(max_length=10, choices=choices(fixed.URGENCIES), default="normal")
    place = models.ForeignKey(Place, models.PROTECT)
    place_code = models.CharField(max_length=40, db_collation="C")
    address = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=120)
    words = models.TextField()
    public_words = models.TextField(blank=True)
    wants_public = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=choices(fixed.STATES), default=fixed.State.RECEIVED)
    office = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="matters")
    office_path = models.CharField(max_length=80, blank=True, default="", db_collation="C")
    first_office = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="first_received")
    dispatched_at = models.DateTimeField(null=True)
    standard_due_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    calendar_version = models.CharField(max_length=60, blank=True)
    refusals = models.PositiveSmallIntegerField(default=0)
    is_binding = models.BooleanField(default=False)
    hops = models.PositiveSmallIntegerField(default=0, help_text="how often it went up the chain (M08)")
    reopened = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=30, blank=True, choices=choices(fixed.OUTCOMES))
    closed_reason = models.CharField(max_length=30, blank=True, choices=choices(fixed.OUTCOMES))
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.BigIntegerField(null=True)
    verified_at = models.DateTimeField(null=True)
    rating = models.CharField(max_length=12, default="not_rated", choices=choices(fixed.RATINGS))
    closed_at = models.DateTimeField(null=True)
    look_back_on = models.DateField(null=True)
    held_at = models.DateTimeField(null=True)
    lead = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    source = models.CharField(max_length=40, blank=True)
    source_number = models.CharField(max_length=60, null=True)
    kept_from = models.CharField(
        max_length=80, blank=True, default="", db_collation="C",
        help_text="path of the office a letter complains about: nobody who works there sees it (M34)",
    )  # fmt: skip
    search = SearchVectorField(null=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_number"], name="matter_source_once")]
        indexes = [
            models.Index(fields=["place_code", "-received_at", "-id"], name="matter_place"),
            models.Index(
                fields=["place_code", "due_at", "id"], name="matter_place_open", condition=~Q(state__in=sorted(ENDS))
            ),
            models.Index(
                fields=["office_path", "due_at", "id"], name="matter_office_open", condition=~Q(state__in=sorted(ENDS))
            ),
            models.Index(fields=["office_path", "-received_at", "-id"], name="matter_office"),
            models.Index(fields=["due_at", "id"], name="matter_due"),
            models.Index(fields=["due_at", "id"], name="matter_due_open", condition=~Q(state__in=sorted(ENDS))),
            models.Index(fields=["-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["state", "place_code"], name="matter_state"),
            models.Index(fields=["-received_at", "-id"], name="matter_public", condition=Q(is_public=True)),
            models.Index(
                fields=["place_code", "-received_at", "-id"], name="matter_place_public", condition=Q(is_public=True)
            ),
            models.Index(fields=["look_back_on"], name="matter_look_back", condition=Q(state="closed", held_at=None)),
            GinIndex(fields=["search"], name="matter_search"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def county(self) -> str:
        return self.place_code[:6]


class Raiser(models.Model):
    """Who raised a matter, as far as told; erased on request without touching the matter (PIPL Art. 47)."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="raiser")
    called = models.CharField(max_length=40, blank=True, help_text="how the raiser wants to be addressed")
    phone_cipher = models.BinaryField(null=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    is_proxy = models.BooleanField(default=False)
    proxy_relation = models.CharField(max_length=40, blank=True)
    has_consented = models.BooleanField(default=False, help_text="to being contacted about this matter")
    erased_at = models.DateTimeField(null=True)

    @property
    def county(self) -> str:
        return self.matter.county
