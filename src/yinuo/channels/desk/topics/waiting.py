"""What of councils waits for somebody: to answer, to claim, to screen, minutes due, decided and not done, heard back."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor, Role
from yinuo.meetings.models import NeedClaim, Sitting, Topic, TopicAnswer
from yinuo.meetings.queries.topics import in_any, paths_of, seated
from yinuo.meetings.words.topics import SittingState, TopicState, Track

from ..house.waits import Waits

T = TopicState


def topics(actor: Actor, now: datetime) -> list[Waits]:
    """Headings of the units that sit in a body, and of those who run it."""
    return [*_of_units(actor), *_of_bodies(actor, timezone.localtime(now).date())]


def _of_units(actor: Actor) -> list[Waits]:
    """Of those who speak for a unit: their own word is asked for, or they were told what became of theirs."""
    own = [path for path in paths_of(actor, Role.HANDLER) if actor.belongs_to(path)]
    if not own:
        return []
    in_mine = Topic.objects.filter(seated(actor, "body"))
    mine = in_any("unit__path", own)
    said = TopicAnswer.objects.filter(mine, topic=OuterRef("pk"))
    taken = NeedClaim.objects.filter(mine, topic=OuterRef("pk"))
    answer = in_mine.filter(~Exists(said), state=T.CIRCULATED)
    claim = in_mine.filter(~Exists(taken), track=Track.PRACTICAL, state__in=(T.SCREENED, T.CIRCULATED, T.MET))
    heard = Topic.objects.filter(in_any("proposer_org__path", own), state=T.REPORTED)
    url = reverse("desk:topics")
    return [
        Waits(_("等本单位提意见的议题"), "message-circle", f"{url}?state=circulated", [answer]),
        Waits(_("可以认领的实事"), "heart-handshake", f"{url}?track=practical_do", [claim]),
        Waits(_("本单位提的议题有了回音"), "message-report", f"{url}?state=reported_back", [heard]),
    ]


def _of_bodies(actor: Actor, today: date) -> list[Waits]:
    """Of those who run a body."""
    codes = [grant.place for grant in actor.granted(Role.COORDINATOR) if grant.place]
    paths = paths_of(actor, Role.ORGANISER)
    if not codes and not paths:
        return []
    run = in_any("body__path", paths) | in_any("body__place__code", codes)
    late = Topic.objects.filter(run, state__in=(T.DECIDED, T.ASSIGNED), due_on__lt=today)
    proposed, held = Topic.objects.filter(run, state=T.PROPOSED), Sitting.objects.filter(run, state=SittingState.HELD)
    url = reverse("desk:topics")
    return [
        Waits(_("待审核的议题"), "inbox", f"{url}?state=proposed", [proposed]),
        Waits(_("待写的会议纪要"), "file-text", reverse("desk:councils"), [held]),
        Waits(_("议定了、到期没有办完"), "hourglass", f"{url}?age=overdue", [late]),
    ]
