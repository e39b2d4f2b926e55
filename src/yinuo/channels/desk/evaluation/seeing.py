"""Who sees which evaluation on the desk, and how much of it: all units, one's own, or what was published."""

from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from yinuo.evaluation import policy
from yinuo.evaluation.models import Assessment, Judge, Keeper, Objection, Question, Subject
from yinuo.evaluation.queries import READERS, assessments_of, over, subjects_of
from yinuo.evaluation.words import AssessmentState
from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Organisation, up_from

from ..walking import buttons
from .verbs import VERBS

TOLD = (AssessmentState.ANNOUNCED, AssessmentState.SETTLED, AssessmentState.PUBLISHED)
"""From here on an evaluated organisation knows its own result."""


def organised(actor: Actor) -> list[Organisation]:
    """The organisations whose organiser the actor is, none below another. One query."""
    paths = {grant.org for grant in actor.granted(Role.ORGANISER) if grant.org}
    outer = [path for path in paths if not any(path != one and path.startswith(one) for one in paths)]
    found = Organisation.objects.on(timezone.localdate()).filter(path__in=outer)
    return list(found.select_related("place").order_by("path")) if outer else []


def spoken_for(actor: Actor) -> list[Organisation]:
    """Organisations that the actor may speak for: his own units. One query."""
    paths = {grant.org for grant in actor.granted(*policy.SPEAKERS) if grant.org and actor.org.startswith(grant.org)}
    return list(Organisation.objects.filter(path__in=paths).order_by("path")) if paths else []


def seen(actor: Actor) -> QuerySet[Assessment]:
    """What concerns the actor, and everything published by an organisation above him."""
    above = up_from(actor.org)
    published = Q(state=AssessmentState.PUBLISHED, org__path__in=above)
    found = Assessment.objects.filter(Q(pk__in=assessments_of(actor).order_by().values("pk")) | published)
    return found.select_related("org__place", "rubric__org")


def objections_of(actor: Actor) -> QuerySet[Objection]:
    """Objections of one's own units, those to be answered by the organiser, and those others may review."""
    if actor.member is None:
        return Objection.objects.none()
    own = Q(subject__in=subjects_of(actor).order_by().values("pk"))
    wanted = own | over(actor, "subject__assessment__org", *READERS, Role.VERIFIER)
    return Objection.objects.filter(wanted).select_related(
        "subject__org__place", "subject__assessment__org__place", "answered_by"
    )


def judging(actor: Actor) -> QuerySet[Judge]:
    """The actor as a judge, one row for each evaluation."""
    if actor.member is None:
        return Judge.objects.none()
    return Judge.objects.filter(member_id=actor.member).select_related("assessment__org__place", "assessment__rubric")


def questions_of(actor: Actor) -> QuerySet[Question]:
    """What was asked of the actor himself; nobody else sees it."""
    if actor.member is None:
        return Question.objects.none()
    return Question.objects.filter(judge__member_id=actor.member).select_related("judge__assessment__org")


def judges_seen(actor: Actor) -> QuerySet[Judge]:
    """Judges of evaluations that the actor organises, and himself."""
    mine = Q(member_id=actor.member) if actor.member is not None else Q(pk=None)
    found = Judge.objects.filter(over(actor, "assessment__org", Role.ORGANISER) | mine)
    return found.select_related("assessment__org", "member__org", "unit")


class Sight:
    """One evaluation as one actor sees it. `assessment` has its organisation, place and rubric loaded."""

    def __init__(self, assessment: Assessment, actor: Actor):
        self.assessment, self.actor = assessment, actor

    @cached_property
    def runs(self) -> bool:
        """Whether he organises it."""
        return policy.may_run(self.actor, self.assessment) is None

    @cached_property
    def oversees(self) -> bool:
        """Whether he organises, leads or audits there."""
        org = self.assessment.org
        return self.runs or any(
            org.path.startswith(one.org) if one.org else bool(one.place) and org.place.code.startswith(one.place)
            for one in self.actor.granted(*READERS)
        )

    @cached_property
    def keepers(self) -> list[Keeper]:
        return list(self.assessment.keepers.select_related("member__org"))

    @cached_property
    def mine(self) -> Keeper | None:
        """The key that he keeps."""
        return next((one for one in self.keepers if one.member_id == self.actor.member), None)

    @property
    def sees_all(self) -> bool:
        """Whether every unit's count is open to him: the organiser, the overseers, and those who sign."""
        return self.oversees or self.mine is not None

    @cached_property
    def own(self) -> list[Subject]:
        """The evaluated organisations that he speaks for."""
        return list(subjects_of(self.actor).filter(assessment=self.assessment))

    @cached_property
    def own_keys(self) -> set[str]:
        return {one.key for one in self.own} if self.assessment.state in TOLD else set()

    @cached_property
    def judge(self) -> Judge | None:
        """He himself as a judge."""
        return self.assessment.judges.filter(member_id=self.actor.member).first()

    @property
    def is_published(self) -> bool:
        return self.assessment.state == AssessmentState.PUBLISHED

    @property
    def round_url(self) -> str:
        """Where the tour is that it belongs to; empty without one."""
        return known_url("desk:round", self.assessment.round.pk) if hasattr(self.assessment, "round") else ""

    def url(self, part: str = "") -> str:
        return assessment_url(self.assessment.pk, part)

    def buttons(self, *verbs: str) -> list[dict]:
        """Buttons of the acts on it that he may do now."""
        return buttons(self.actor, self.assessment, list(verbs), self.to, "evaluation", VERBS)

    def to(self, verb: str) -> str:
        """The address of the form of a verb."""
        if verb == "open":
            return reverse("desk:open", args=[self.assessment.pk])
        return reverse("desk:assessment_step", args=[self.assessment.pk, verb])


def assessment_url(pk: int, part: str = "") -> str:
    """The address of an evaluation's page, at one of its parts."""
    address = reverse("desk:assessment", args=[pk])
    return f"{address}?part={part}" if part else address


def known_url(name: str, *args) -> str:
    """An address of another part of the desk; empty where that is not built in."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
