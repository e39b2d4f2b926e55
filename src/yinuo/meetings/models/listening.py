"""A listening day of a community and what was said there (REFERENCE M14)."""

from django.db import models

from ...kernel.words import choices
from ...matters.models import Matter
from ...orgs.models import Member, Organisation
from ...places.models import Place
from ..flow.listening import LISTENING_DAY
from ..words import listening as words


class ListeningDay(models.Model):
    """One afternoon at a table. Of those who came it knows a number at the most, never who."""

    FLOW = LISTENING_DAY

    org = models.ForeignKey(Organisation, models.PROTECT, related_name="listening_days", help_text="who convenes it")
    place = models.ForeignKey(Place, models.PROTECT, related_name="listening_days")
    place_code = models.CharField(max_length=40, db_collation="C")
    venue = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=choices(words.DAY_STATES), default=words.DayState.PLANNED)
    code = models.CharField(max_length=12, unique=True, help_text="on the notice; with it anybody adds an opinion")
    announced_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True, help_text="what became of the earlier ones was told")
    ended_at = models.DateTimeField(null=True)
    attendance = models.PositiveIntegerField(null=True, blank=True, help_text="a count; nobody has to sign")
    groups = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    why_off = models.CharField(max_length=200, blank=True)
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["place_code", "-starts_at"], name="listening_place"),
            models.Index(fields=["state", "starts_at"], name="listening_state"),
        ]

    def __str__(self) -> str:
        return f"{self.place.name} {self.starts_at:%Y-%m-%d}"

    @property
    def county(self) -> str:
        return self.place_code[:6]


class Opinion(models.Model):
    """What somebody said, and what was answered. The words are those of the matter that it became: they never change."""

    day = models.ForeignKey(ListeningDay, models.PROTECT, related_name="opinions")
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="opinion")
    uid = models.UUIDField(unique=True, help_text="made where it was written")
    number = models.PositiveSmallIntegerField()
    raised_by = models.CharField(max_length=40, blank=True, help_text="as somebody of building 3; never a name")
    way = models.CharField(max_length=10, choices=choices(words.WAYS))
    said_at = models.DateTimeField()
    answer = models.CharField(max_length=20, blank=True, choices=choices(words.ANSWERS))
    text = models.TextField(blank=True, help_text="what was answered, or promised, or why not")
    due_on = models.DateField(null=True)
    office = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    receipt = models.CharField(max_length=60, blank=True, help_text="by what the other unit showed that it has it")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=12, blank=True, choices=choices(words.TELLINGS))
    told_text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["day", "number"]
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="opinion_number_once")]
        indexes = [models.Index(fields=["day", "answer"], name="opinion_answer")]

    @property
    def county(self) -> str:
        return self.day.county

    @property
    def place_code(self) -> str:
        return self.day.place_code
