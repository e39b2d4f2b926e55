"""The burden register: who reviews, what offices ask of the grassroots, what is complained about (REFERENCE §5.C, I)."""

from django.db import models
from django.db.models import Q

from ...kernel.words import choices
from ...orgs.models import Organisation
from ...places.models import Place
from ..flow.burden import COMPLAINT, REQUEST
from ..words import burden as fixed


class ReliefOffice(models.Model):
    """Which office does the work of the 减负办 of a county, from when on, by which document."""

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=6, db_collation="C", help_text="the county")
    document = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()

    class Meta:
        ordering = ["-valid_from", "-pk"]

    @property
    def county(self) -> str:
        return self.place_code


class CollectionRequest(models.Model):
    """Figures or a form asked of units. An approved one holds until `expires_on` and then ends by itself."""

    FLOW = REQUEST

    requester = models.ForeignKey(Organisation, models.PROTECT, related_name="collection_requests")
    reviewer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.BigIntegerField(null=True)
    place_code = models.CharField(max_length=40, db_collation="C", help_text="whose units are asked")
    title = models.CharField(max_length=80)
    basis = models.CharField(max_length=120, help_text="document it rests on")
    why = models.CharField(max_length=500, help_text="why existing data cannot serve")
    frequency = models.CharField(max_length=12, choices=choices(fixed.FREQUENCIES))
    levels = models.JSONField(default=list, help_text="kinds of organisations that are asked")
    wanted_until = models.DateField()
    state = models.CharField(max_length=24, choices=choices(fixed.REQUEST_STATES), default=fixed.RequestState.REVIEWING)
    contest = models.CharField(max_length=500, blank=True, help_text="why what is held does not serve")
    decision = models.CharField(max_length=500, blank=True)
    expires_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["place_code", "expires_on"], name="request_in_force", condition=Q(state="figures_approved")
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def county(self) -> str:
        return self.place_code[:6]

    def is_in_force(self, day) -> bool:
        return self.state == fixed.RequestState.APPROVED and self.expires_on is not None and self.expires_on >= day


class RequestLine(models.Model):
    """One figure or field that is asked for, and where it is held or who asks for it already."""

    request = models.ForeignKey(CollectionRequest, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=80)
    norm = models.CharField(max_length=80, help_text="as it is compared")
    standing = models.CharField(max_length=12, choices=choices(fixed.LINE_STANDINGS), default=fixed.LineStanding.OPEN)
    held = models.CharField(max_length=40, blank=True, help_text="key of the datum that holds it")
    first = models.ForeignKey(CollectionRequest, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="request_line_once")]

    @property
    def county(self) -> str:
        return self.request.county


class Addressee(models.Model):
    """A single unit that is asked, besides whole levels."""

    request = models.ForeignKey(CollectionRequest, models.PROTECT, related_name="addressees")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["org__path"]
        constraints = [models.UniqueConstraint(fields=["request", "org"], name="addressee_once")]

    @property
    def county(self) -> str:
        return self.request.county


class BurdenComplaint(models.Model):
    """A worker's complaint, without a name: nobody is stored. `office` answers it and is never the one complained about."""

    FLOW = COMPLAINT

    slip_key = models.CharField(max_length=64, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    office = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    about_words = models.CharField(max_length=80, blank=True)
    request = models.ForeignKey(CollectionRequest, models.PROTECT, null=True, related_name="complaints")
    cause = models.CharField(max_length=16, choices=choices(fixed.CAUSES))
    words = models.TextField()
    state = models.CharField(max_length=24, choices=choices(fixed.COMPLAINT_STATES), default=fixed.ComplaintState.FILED)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    finding = models.CharField(max_length=12, blank=True, choices=choices(fixed.FINDINGS))
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["office", "state"], name="complaint_office")]

    @property
    def county(self) -> str:
        return self.place.code[:6]
