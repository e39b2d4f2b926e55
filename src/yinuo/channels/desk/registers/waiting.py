"""What of the registers waits for somebody: letters to sign, duties to be looked at, reviews of rules."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.models import DutyTask, LetterSignature, Regulation, Responsibility, ResponsibilityLetter
from yinuo.duties.queries.seeing_duties import above, reached_by
from yinuo.duties.words.letters import DutyState, LetterState, Side
from yinuo.duties.words.regulations import IN_FORCE
from yinuo.kernel.actor import Actor, Role

from ..house.waits import Waits

SPEAKERS = (Role.HANDLER, Role.ORGANISER)


def registers(actor: Actor, now: datetime) -> list[Waits]:
    """Headings for who speaks for an office."""
    if not actor.granted(*SPEAKERS):
        return []
    review = Regulation.objects.filter(_own(actor, "org"), state__in=IN_FORCE, review_on__lte=now.date())
    letters = reverse("desk:responsibility_letters")
    return [
        Waits(_("待签的目标责任书"), "rubber-stamp", letters, [_unsigned(actor)]),
        Waits(_("待核对的责任书任务"), "eye-check", letters, [_reported(actor)]),
        Waits(_("到期复审的制度"), "file-text", reverse("desk:regulations"), [review]),
    ]


def _own(actor: Actor, field: str) -> Q:
    """Rows of an organisation that the actor works in (or below which he works) and may speak for."""
    return Q(**{f"{field}__path__in": above(actor)}) & reached_by(actor, SPEAKERS, field)


def _unsigned(actor: Actor) -> QuerySet:
    """Letters with a list, whose side of the actor has not signed."""
    signed = LetterSignature.objects.filter(letter=OuterRef("pk"))
    below = _own(actor, "unit") & ~Exists(signed.filter(side=Side.BELOW))
    above_ = _own(actor, "org") & ~Exists(signed.filter(side=Side.ABOVE))
    listed = Exists(Responsibility.objects.filter(letter=OuterRef("pk")))
    open_ = [LetterState.DRAFTED, LetterState.HALF_SIGNED]
    return ResponsibilityLetter.objects.filter(listed, below | above_, state__in=open_)


def _reported(actor: Actor) -> QuerySet:
    """Duties that the other side says are done."""
    mine = reached_by(actor, (Role.ORGANISER,), "responsibility__letter__org")
    found = DutyTask.objects.filter(mine, state=DutyState.REPORTED)
    return found.exclude(responsibility__letter__unit__path__in=above(actor))
