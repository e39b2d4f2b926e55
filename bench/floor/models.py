"""One plain table."""

from django.db import models


class Note(models.Model):
    """What somebody wrote."""

    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=120)
    words = models.TextField()
    address = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, default="help_request")
    place = models.CharField(max_length=80)
    office = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=20, default="received")
    due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "floor"
        indexes = [models.Index(fields=["-received_at", "-id"], name="note_newest")]
