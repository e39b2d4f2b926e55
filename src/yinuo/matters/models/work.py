"""What an office does with a matter: promises, extensions, pauses, actions, evidence, refusals."""

from django.db import models

from ...orgs.models import Organisation
from .matter import Matter


class Owned(models.Model):
    """A row that belongs to a matter and dates from a moment."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    @property
    def county(self) -> str:
        return self.matter.county


class Promise(Owned):
    """Who will do what by when. `first_due_at` never disappears; `due_at` moves by an approved extension only."""

    office = models.ForeignKey(Organisation, models.PROTECT)
    stage = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    due_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    standard_due_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["office", "due_at"], name="promise_office")]

    @property
    def is_kept(self) -> bool | None:
        """True or False once it is settled, None while open and not asked of a day."""
        return None if self.kept_at is None else self.kept_at <= self.due_at


class Extension(Owned):
    """Asked for before the day, with a reason the raiser sees; decided by another office."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="extensions")
    reason = models.TextField()
    old_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_approved = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)


class Pause(Owned):
    """The clock stands while the raiser is asked for something."""

    cause = models.CharField(max_length=30)
    asked = models.TextField()
    until = models.DateTimeField(null=True)


class Action(Owned):
    """Something done, append-only."""

    office = models.ForeignKey(Organisation, models.PROTECT)
    stage = models.CharField(max_length=20, blank=True)
    text = models.TextField()


class RefusalNote(Owned):
    """An office's refusal of a dispatch, with its basis."""

    office = models.ForeignKey(Organisation, models.PROTECT)
    basis = models.CharField(max_length=20)
    text = models.TextField()


class Escalation(Owned):
    """One hop up the chain (M08): what was tried, why it is beyond the office, whom the body above gave it to.

    `due_at` is what the body above asked for; the matter's own clocks are not touched. `returned_at`: when the result
    went back to who had raised it.
    """

    from_office = models.ForeignKey(Organisation, models.PROTECT, related_name="raised_up")
    from_path = models.CharField(max_length=80, db_collation="C")
    to_office = models.ForeignKey(Organisation, models.PROTECT, related_name="received_up")
    to_path = models.CharField(max_length=80, db_collation="C")
    tried = models.TextField()
    basis = models.TextField(help_text="why it is beyond the office's authority")
    assigned_office = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="given_down")
    assigned_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["from_path"], name="escalation_from"),
            models.Index(fields=["to_path"], name="escalation_to"),
        ]


class Evidence(Owned):
    """A photo, document, measurement, witness or site check; photos are re-encoded and carry no location."""

    kind = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    file = models.CharField(max_length=120, blank=True, help_text="path below the media root")
    media_type = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    look = models.CharField(max_length=40, blank=True, help_text="perceptual hashes, pHash and dHash")
    captured_at = models.DateTimeField(null=True)
    org = models.ForeignKey(Organisation, models.PROTECT, null=True)
    is_raisers = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    resembles = models.ForeignKey(
        "self", models.PROTECT, null=True, help_text="a photo to ask about, not an accusation"
    )
    answer = models.TextField(blank=True, help_text="what the author says about the resemblance")
