"""What of councils waits for somebody: to answer, to claim, to screen, minutes due, decided and not done, heard back."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor, Role
from yinuo.meetings.models import NeedClaim, Sitting, Topic, TopicAnswer
from yinuo.meetings.queries.topics import in_any, paths_of, seated
from yinuo.meetings.words.topics import SittingState, TopicState, Track

MOST = 100
T = TopicState


def waiting(actor: Actor, now: datetime) -> list[dict]:
    """Headings with a count and an address; one query, none for who has no such role."""
    today = timezone.localtime(now).date()
    parts = [*_of_units(actor), *_of_bodies(actor, today)]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    found = [kind for kind, _pk in rows]
    topics, councils = reverse("desk:topics"), reverse("desk:councils")
    told = {
        "answer": (_("等本单位提意见的议题"), "message-circle", f"{topics}?state=circulated"),
        "claim": (_("可以认领的实事"), "heart-handshake", f"{topics}?track=practical_do"),
        "heard": (_("本单位提的议题有了回音"), "message-report", f"{topics}?state=reported_back"),
        "screen": (_("待审核的议题"), "inbox", f"{topics}?state=proposed"),
        "minutes": (_("待写的会议纪要"), "file-text", councils),
        "undone": (_("议定了、到期没有办完"), "hourglass", f"{topics}?age=overdue"),
    }
    return [
        {"word": word, "icon": icon, "url": url, "count": min(found.count(kind), MOST)}
        for kind, (word, icon, url) in told.items()
        if kind in found
    ]


def _of_units(actor: Actor) -> list[QuerySet]:
    """Of those who speak for a unit: their own word is asked for, or they were told what became of theirs."""
    own = [path for path in paths_of(actor, Role.HANDLER) if actor.belongs_to(path)]
    if not own:
        return []
    in_mine = Topic.objects.filter(seated(actor, "body"))
    mine = in_any("unit__path", own)
    said = TopicAnswer.objects.filter(mine, topic=OuterRef("pk"))
    taken = NeedClaim.objects.filter(mine, topic=OuterRef("pk"))
    open_states = (T.SCREENED, T.CIRCULATED, T.MET)
    return [
        _keys("answer", in_mine.filter(~Exists(said), state=T.CIRCULATED)),
        _keys("claim", in_mine.filter(~Exists(taken), track=Track.PRACTICAL, state__in=open_states)),
        _keys("heard", Topic.objects.filter(in_any("proposer_org__path", own), state=T.REPORTED)),
    ]


def _of_bodies(actor: Actor, today) -> list[QuerySet]:
    """Of those who run a body."""
    codes = [grant.place for grant in actor.granted(Role.COORDINATOR) if grant.place]
    paths = paths_of(actor, Role.ORGANISER)
    if not codes and not paths:
        return []
    run = in_any("body__path", paths) | in_any("body__place__code", codes)
    late = Q(state__in=(T.DECIDED, T.ASSIGNED), due_on__lt=today)
    return [
        _keys("screen", Topic.objects.filter(run, state=T.PROPOSED)),
        _keys("minutes", Sitting.objects.filter(run, state=SittingState.HELD)),
        _keys("undone", Topic.objects.filter(run & late)),
    ]


def _keys(kind: str, found: QuerySet) -> QuerySet:
    return found.order_by().annotate(waits=Value(kind)).values_list("waits", F("pk"))[:MOST]
