"""A phone is lent its pass by whoever is signed in on it, and gives it back."""

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.inspection.queries import rounds_to_visit
from yinuo.kernel.clock import CHINA
from yinuo.kernel.errors import Failure
from yinuo.meetings.queries.listening_packet import days_to_hold
from yinuo.orgs import actions
from yinuo.orgs.actions.passes import LONGEST
from yinuo.orgs.models import DevicePass, Member
from yinuo.orgs.queries.people import hash_of

from ..answers import DONE, REFUSED, answer, failed
from ..doors import is_over, token_of, too_many, with_pass

AFTER = timedelta(days=10)
"""How long after the last day of a round, or after a listening day, its phones may still hand in."""


@require_POST
@open_to(MEMBERS)
def lend(request: HttpRequest) -> HttpResponse:
    """A pass for this browser; it says whom it was lent to by post, never by name."""
    if is_over(request, "lend", request.actor.member):
        return too_many()
    now = timezone.localtime()
    rounds, days = rounds_to_visit(request.actor), days_to_hold(request.actor, now)
    if not rounds and not days:
        sentence = _("现在没有要带到现场的内容：您不在正在进行的观摩里，近期也没有您社区的民情沟通日。")
        return answer(403, state=REFUSED, sentence=sentence)
    member = Member.objects.select_related("org").get(pk=request.actor.member)
    last = max([*(round.ends_on for round in rounds), *(timezone.localdate(day.starts_at) for day in days)])
    valid_until = _until(last, now)
    try:
        lent = actions.lend_pass(member, request.actor, at=now, valid_until=valid_until)
    except Failure as failure:
        return failed(failure)
    return answer(
        200,
        token=lent.token,
        valid_until=timezone.localtime(lent.valid_until).isoformat(),
        member=f"{member.org.name} {member.post}",
        holder=salted_hmac("yinuo.field.holder", str(member.pk)).hexdigest()[:16],
    )


def _until(last, now: datetime) -> datetime:
    """Ten days after the round, at least a day, never longer than a pass may be."""
    after = datetime.combine(last, time(23, 59), CHINA) + AFTER
    return min(max(after, now + timedelta(days=1)), now + LONGEST)


@with_pass("POST")
def withdraw(request: HttpRequest) -> HttpResponse:
    """Signing out on the phone: the pass opens nothing any more."""
    lent = DevicePass.objects.select_related("member__org").get(token_hash=hash_of(token_of(request)))
    actions.withdraw_pass(lent, request.actor)
    return answer(200, state=DONE)
