"""Topics that are talked about online, and words to the branch (M17)."""

from django.db import models

from ...kernel.words import choices
from ...orgs.models import Member, Organisation
from ..flow.life import DISCUSSION, LETTER
from ..words.online import DISCUSSION_STATES, LETTER_STATES, DiscussionState, LetterState


class BranchDiscussion(models.Model):
    """A topic of the online branch; at its end it is summed up and put away."""

    FLOW = DISCUSSION

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="discussions")
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=600)
    ends_on = models.DateField()
    state = models.CharField(max_length=20, choices=choices(DISCUSSION_STATES), default=DiscussionState.OPEN)
    summary = models.CharField(max_length=600, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def county(self) -> str:
        return self.branch.county


class DiscussionRemark(models.Model):
    """What somebody said about a topic: shown with the post, counted by nobody."""

    discussion = models.ForeignKey(BranchDiscussion, models.PROTECT, related_name="remarks")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def county(self) -> str:
        return self.discussion.county


class BranchLetter(models.Model):
    """A word to the branch, mostly of a member who works elsewhere: read by the writer and the branch's keepers only."""

    FLOW = LETTER

    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    where = models.CharField(max_length=60, blank=True, help_text="the city he works in, as he likes to say it")
    text = models.CharField(max_length=600)
    state = models.CharField(max_length=20, choices=choices(LETTER_STATES), default=LetterState.WAITING)
    answer = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    @property
    def county(self) -> str:
        return self.branch.county
