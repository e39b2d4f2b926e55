"""Passes by which a phone hands in what was done offline, when the session of the browser is long over."""

from django.db import models

from .organisation import Member


class DevicePass(models.Model):
    """A pass lent to one browser of one member. Only its hash is here; it opens the field channel and nothing else."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="passes")
    token_hash = models.CharField(max_length=64, unique=True)
    lent_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-lent_at"]

    @property
    def county(self) -> str:
        return self.member.county
