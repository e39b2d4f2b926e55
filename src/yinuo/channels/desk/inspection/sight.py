"""One round as one actor sees it: what he may do there, which units are his, and which parts of the page he has."""

from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from yinuo.evaluation.models import Subject
from yinuo.evaluation.queries import subjects_of
from yinuo.inspection import policy
from yinuo.inspection.models import Round, Site
from yinuo.inspection.words import IN_ROUND, RoundState
from yinuo.kernel.actor import Actor, Role

from ..walking import buttons
from .verbs import VERBS

OVERSEERS = (Role.ORGANISER, Role.LEADER, Role.AUDITOR)


class Sight:
    """`round` with its organisation, place, assessment and rubric loaded."""

    def __init__(self, round: Round, actor: Actor, today: date | None = None):
        self.round, self.actor, self.today = round, actor, today or timezone.localdate()

    @cached_property
    def runs(self) -> bool:
        """Whether he organises it."""
        return policy.may_run(self.actor, self.round) is None

    @cached_property
    def sees_all(self) -> bool:
        """Whether he organises or oversees it."""
        org = self.round.org
        return self.runs or any(
            org.path.startswith(grant.org)
            if grant.org
            else bool(grant.place) and org.place.code.startswith(grant.place)
            for grant in self.actor.granted(*OVERSEERS)
        )

    @cached_property
    def subjects(self) -> list[Subject]:
        """Every unit of the round, by path. One query."""
        return list(self.round.assessment.subjects.select_related("org__place"))

    @cached_property
    def own(self) -> list[Subject]:
        """Those that he speaks for. One query."""
        return list(subjects_of(self.actor).filter(assessment=self.round.assessment_id))

    @cached_property
    def own_keys(self) -> set[int]:
        return {one.pk for one in self.own}

    @cached_property
    def led(self) -> set[int]:
        """Numbers of the groups that he leads."""
        return {one.number for one in self.groups if one.leader_id is not None and one.leader_id == self.actor.member}

    @cached_property
    def groups(self) -> list:
        return list(self.round.groups.select_related("leader__org"))

    @property
    def is_listing(self) -> bool:
        return self.round.state == RoundState.LISTING

    def sites(self) -> QuerySet[Site]:
        """The sites that he sees: all of the organiser, one's own, and after the lot those that are seen."""
        found = self.round.sites.select_related("subject__org__place", "place")
        if self.sees_all:
            return found
        own = found.filter(subject__in=self.own)
        return own if self.is_listing else own | found.filter(pick__in=IN_ROUND)

    def sees_phone(self, site: Site) -> bool:
        """The organiser and the unit itself; visitors where the host agreed."""
        return self.runs or site.subject_id in self.own_keys or site.shares_contact

    def url(self, part: str = "") -> str:
        """The address of the page of the round."""
        return round_url(self.round.pk, part)

    def buttons(self, *verbs: str) -> list[dict]:
        """Buttons of the acts on the round."""
        return buttons(
            self.actor, self.round, list(verbs), lambda verb: reverse("desk:round_step", args=[self.round.pk, verb]),
            "inspection", VERBS,
        )  # fmt: skip

    @property
    def assessment_url(self) -> str:
        """Where its marks are; empty while there is no such page."""
        return known_url("desk:assessment", self.round.assessment_id)


def round_url(pk: int, part: str = "") -> str:
    """The address of a round's page, at one of its parts."""
    address = reverse("desk:round", args=[pk])
    return f"{address}?part={part}" if part else address


def known_url(name: str, *args) -> str:
    """An address of another part of the desk; empty where that is not built in."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
