"""The organisation tree, its members and their grants; everything dated, nothing deleted."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from ...kernel.actor import Role
from ...kernel.words import choices
from ...places.models import Place
from ..words import KINDS, UNIT_LEVELS


class User(AbstractUser):
    """An account to sign in with; what it may do is said by its member's grants, never here."""

    first_name = last_name = None


class OrganisationQuerySet(models.QuerySet):
    def under(self, path: str) -> "OrganisationQuerySet":
        """The organisation at `path` and all below it."""
        return self.filter(path__gte=path, path__lt=path + "~") if path else self

    def on(self, day) -> "OrganisationQuerySet":
        """Those that exist on this day."""
        return self.filter(valid_from__lte=day).exclude(valid_to__lt=day)


class Organisation(models.Model):
    """An office. `path` is materialised in segments of four digits; `place` is the area it serves."""

    path = models.CharField(max_length=80, unique=True, db_collation="C")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=choices(KINDS))
    place = models.ForeignKey(Place, models.PROTECT, related_name="organisations")
    phone = models.CharField(max_length=40, blank=True, help_text="public office telephone")
    address = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True, help_text="when people are there; off-duty hours of a group")
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="inferiors",
        help_text="the party organisation above it, where that is not the nearest one on its path",
    )  # fmt: skip
    credit_code = models.CharField(max_length=18, blank=True, db_index=True)
    unit_level = models.CharField(max_length=10, blank=True, choices=choices(UNIT_LEVELS))
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def county(self) -> str:
        return self.place.county


class Member(models.Model):
    """Somebody who works in an organisation, known by a post and not by more than a service needs."""

    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="member")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    post = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["org__path", "pk"]

    def __str__(self) -> str:
        return f"{self.org.name} {self.post}"

    @property
    def county(self) -> str:
        return self.org.county


class Trust(models.Model):
    """A role granted to a member over an organisation and within a place (kernel.actor.Grant as a row)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="trusts")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])
    org = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["member", "role"]
        indexes = [models.Index(fields=["member", "valid_to"], name="trust_member")]

    @property
    def county(self) -> str:
        return self.member.county


class SavedFilter(models.Model):
    """A work list somebody wants to come back to: the query of its address."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="filters")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="filter_name_once")]

    @property
    def county(self) -> str:
        return self.member.county
