"""What of central work waits for somebody: stages whose day has come, compensation and items to be checked, items to be owned."""

from datetime import datetime

from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.models import ChecklistItem, Project
from yinuo.duties.queries.seeing_duties import above, reached_by
from yinuo.duties.words.campaigns import ChecklistState, ProjectState
from yinuo.kernel.actor import Actor, Role

MOST = 100


def waiting(actor: Actor, now: datetime) -> list[dict]:
    """Headings with a count and an address; one query, none for who has no such role."""
    parts = [*_led(actor, now), *_checked(actor, now)]
    if not parts:
        return []
    found = [kind for kind, _pk in (parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0])]
    told = {
        "stage": (_("到了下一步的征收项目"), "gavel", reverse("desk:projects")),
        "own": (_("待本单位认领的创建项目"), "inbox", reverse("desk:rechecks")),
        "pay": (_("待核对补偿到位的项目"), "eye-check", reverse("desk:projects")),
        "check": (_("待核查的创建项目"), "list-check", reverse("desk:rechecks")),
        "look_back": (_("该回头看的创建项目"), "rotate-2", reverse("desk:rechecks")),
    }
    return [
        {"word": word, "icon": icon, "url": url, "count": min(found.count(kind), MOST)}
        for kind, (word, icon, url) in told.items()
        if kind in found
    ]


def _led(actor: Actor, now: datetime) -> list[QuerySet]:
    """Of one's own offices: the law's next stage, and items to be taken on."""
    roles = (Role.HANDLER, Role.ORGANISER)
    if not actor.granted(*roles):
        return []
    due = Q(state=ProjectState.CONSULTED, comments_until__lt=now.date())
    due |= Q(state=ProjectState.COMPENSATED, checked_on__isnull=False)
    due |= Q(state__in=[ProjectState.REVISED, ProjectState.DECIDED])
    mine = Q(owner__path__in=above(actor)) & reached_by(actor, roles, "owner")
    free = [ChecklistState.LISTED, ChecklistState.REBOUNDED]
    return [
        _keys("stage", Project.objects.filter(due, reached_by(actor, roles, "org"))),
        _keys("own", ChecklistItem.objects.filter(mine, state__in=free)),
    ]


def _checked(actor: Actor, now: datetime) -> list[QuerySet]:
    """In a verifier's area, never of one's own office."""
    if not actor.granted(Role.VERIFIER):
        return []
    area = reached_by(actor, (Role.VERIFIER,), place="place")
    items = ChecklistItem.objects.filter(reached_by(actor, (Role.VERIFIER,), place="recheck__place"))
    items = items.exclude(owner__path__in=above(actor))
    day = ExpressionWrapper(F("recheck__visited_on") + F("recheck__look_back_days"), output_field=DateField())
    due = items.annotate(due_on_day=day).filter(state=ChecklistState.CHECKED, due_on_day__lte=now.date())
    unpaid = Project.objects.filter(area, state=ProjectState.COMPENSATED, checked_on=None)
    return [
        _keys("pay", unpaid.exclude(org__path__in=above(actor))),
        _keys("check", items.filter(state=ChecklistState.REPORTED)),
        _keys("look_back", due),
    ]


def _keys(kind: str, found: QuerySet) -> QuerySet:
    return found.order_by().annotate(waits=Value(kind)).values_list("waits", "pk")[:MOST]
