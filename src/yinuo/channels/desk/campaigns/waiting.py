"""What of central work waits for somebody: stages whose day has come, compensation and items to be checked, items to be owned."""

from datetime import datetime

from django.db.models import DateField, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.duties.models import ChecklistItem, Project
from yinuo.duties.queries.seeing_duties import above, reached_by
from yinuo.duties.words.campaigns import ChecklistState, ProjectState
from yinuo.kernel.actor import Actor, Role

from ..house.waits import Waits


def campaigns(actor: Actor, now: datetime) -> list[Waits]:
    """Headings of the office that leads a campaign, and of who checks it."""
    return [*_led(actor, now), *_checked(actor, now)]


def _led(actor: Actor, now: datetime) -> list[Waits]:
    """Of one's own offices: the law's next stage, and items to be taken on."""
    roles = (Role.HANDLER, Role.ORGANISER)
    if not actor.granted(*roles):
        return []
    due = Q(state=ProjectState.CONSULTED, comments_until__lt=now.date())
    due |= Q(state=ProjectState.COMPENSATED, checked_on__isnull=False)
    due |= Q(state__in=[ProjectState.REVISED, ProjectState.DECIDED])
    mine = Q(owner__path__in=above(actor)) & reached_by(actor, roles, "owner")
    stages = Project.objects.filter(due, reached_by(actor, roles, "org"))
    free = ChecklistItem.objects.filter(mine, state__in=[ChecklistState.LISTED, ChecklistState.REBOUNDED])
    return [
        Waits(_("到了下一步的征收项目"), "gavel", reverse("desk:projects"), [stages]),
        Waits(_("待本单位认领的创建项目"), "inbox", reverse("desk:rechecks"), [free]),
    ]


def _checked(actor: Actor, now: datetime) -> list[Waits]:
    """In a verifier's area, never of one's own office."""
    if not actor.granted(Role.VERIFIER):
        return []
    area = reached_by(actor, (Role.VERIFIER,), place="place")
    items = ChecklistItem.objects.filter(reached_by(actor, (Role.VERIFIER,), place="recheck__place"))
    items = items.exclude(owner__path__in=above(actor))
    day = ExpressionWrapper(F("recheck__visited_on") + F("recheck__look_back_days"), output_field=DateField())
    due = items.alias(due_on_day=day).filter(state=ChecklistState.CHECKED, due_on_day__lte=now.date())
    unpaid = Project.objects.filter(area, state=ProjectState.COMPENSATED, checked_on=None)
    unpaid, rechecks = unpaid.exclude(org__path__in=above(actor)), reverse("desk:rechecks")
    reported = items.filter(state=ChecklistState.REPORTED)
    return [
        Waits(_("待核对补偿到位的项目"), "eye-check", reverse("desk:projects"), [unpaid]),
        Waits(_("待核查的创建项目"), "list-check", rechecks, [reported]),
        Waits(_("该回头看的创建项目"), "rotate-2", rechecks, [due]),
    ]
