"""What others say about it: verification, feedback, call attempts, requests to reopen, look-backs."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Organisation
from ..words import METHODS, RATINGS
from .work import Owned


class Verification(Owned):
    """A check by another office, passed or not."""

    org = models.ForeignKey(Organisation, models.PROTECT)
    by = models.BigIntegerField()
    method = models.CharField(max_length=20, choices=choices(METHODS))
    has_passed = models.BooleanField()
    note = models.TextField()


class Feedback(Owned):
    """What the raiser says: by slip, or told to an independent caller (`org`)."""

    rating = models.CharField(max_length=12, choices=choices(RATINGS))
    words = models.TextField(blank=True)
    channel = models.CharField(max_length=20)
    org = models.ForeignKey(Organisation, models.PROTECT, null=True)


class CallAttempt(Owned):
    """A call-back that reached nobody; two of them may stand for feedback."""

    org = models.ForeignKey(Organisation, models.PROTECT)
    note = models.TextField(blank=True)


class ReopenRequest(Owned):
    """The raiser asks to have it done again; an office other than the doer decides by `due_at`."""

    reason = models.TextField()
    due_at = models.DateTimeField()
    is_granted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)


class LookBack(Owned):
    """A check weeks after closing: it held, or it rebounded."""

    org = models.ForeignKey(Organisation, models.PROTECT)
    method = models.CharField(max_length=20, choices=choices(METHODS))
    has_held = models.BooleanField()
    note = models.TextField()
