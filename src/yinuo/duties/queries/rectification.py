"""Readings of campaigns: who sees them, what is due, how they stand, what the Monday list tells."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from ...evaluation.queries import READERS, over
from ...kernel.actor import Actor, Role
from ...kernel.calendar import Calendar
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ..flow.rectification import CHECKED, OPEN, WITH_OFFICE
from ..models import Campaign, Item, WeeklyList
from ..rules import rectification as rules
from ..words.rectification import Colour, ItemState, Term

DEFINITION = "rectification 1"
"""Version of what is counted: problems as listed, parts and repetitions apart; put right = checked by another office."""

SHOWN = 8
"""Rows of each heading that fit on the one page of a Monday list; the others are told as a number."""

WITH_STAFF = (Role.HANDLER, Role.COORDINATOR, Role.VERIFIER, *READERS)


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """Everybody who works in the county sees its campaigns: they are lists of offices' problems, nothing personal."""
    if actor.member is None:
        return Campaign.objects.none()
    mine = over(actor, "org", *READERS) | Q(items__in=Item.objects.filter(handled_by(actor)).values("pk"))
    for grant in actor.granted(*WITH_STAFF):
        if grant.place:
            mine |= Q(place_code__startswith=grant.place[:6])
    return Campaign.objects.filter(mine).distinct().select_related("org", "place")


def handled_by(actor: Actor) -> Q:
    """Items of the offices that the actor handles for."""
    wanted = Q(pk=None)
    for grant in actor.granted(Role.HANDLER):
        if grant.org:
            wanted |= Q(office_path__gte=grant.org, office_path__lt=grant.org + "~")
    return wanted


def items_of(actor: Actor) -> QuerySet[Item]:
    """Items of the campaigns that the actor sees."""
    seen = campaigns_of(actor).values("pk")
    return Item.objects.filter(campaign__in=seen).select_related("campaign__org", "office", "checking", "part_of")


def to_check(actor: Actor) -> Q:
    """Items that wait for a check or a look-back which the actor may do."""
    wanted = Q(pk=None)
    for grant in actor.granted(Role.VERIFIER):
        wanted |= Q(campaign__place_code__startswith=grant.place)
    for grant in actor.granted(Role.ORGANISER):
        if grant.org:
            wanted |= Q(campaign__org__path__gte=grant.org, campaign__org__path__lt=grant.org + "~")
    waiting = Q(state__in=(ItemState.SELF_REPORTED, ItemState.VERIFYING)) | Q(
        state=ItemState.SOLD_OFF, is_drawn=True, held_at=None
    )
    own = Q(office_path__startswith=actor.org) if actor.org else Q(pk=None)
    return wanted & waiting & ~own


def standing(campaigns: QuerySet[Campaign]) -> dict[int, Counter]:
    """Counts of problems by state for each campaign; one query. Parts of problems are not counted."""
    found: dict[int, Counter] = {}
    rows = Item.objects.filter(campaign__in=campaigns, part_of=None).values("campaign", "state").annotate(n=Count("pk"))
    for row in rows.order_by():
        found.setdefault(row["campaign"], Counter())[row["state"]] += row["n"]
    return found


def summed(states: Counter) -> dict[str, int]:
    """The three truths of a campaign: listed, said to be done, checked by others; and what is neither."""
    listed = sum(states.values()) - states[ItemState.STRUCK_OUT] - states[ItemState.MERGED]
    checked = sum(states[one] for one in CHECKED)
    return {
        "listed": listed,
        "promised": listed - states[ItemState.LISTED],
        "said": checked + states[ItemState.SELF_REPORTED] + states[ItemState.VERIFYING],
        "checked": checked,
        "normal": states[ItemState.NORMAL],
        "running": listed - checked - states[ItemState.NORMAL],
        "rebounded": states[ItemState.REBOUNDED],
        "struck_out": states[ItemState.STRUCK_OUT],
        "merged": states[ItemState.MERGED],
    }


def is_cleared(campaign: Campaign) -> bool:
    """Phase 1 (清零): every item that is not long-term has been checked by another office. Claims do not count."""
    staged = campaign.items.exclude(term=Term.LONG).exclude(state__in=(ItemState.STRUCK_OUT, ItemState.MERGED))
    return staged.exists() and not staged.exclude(state__in=CHECKED).exists()


def areas_of(campaign: Campaign) -> list[tuple[str, int]]:
    """Areas with their numbers of problems, as listed. Unfit when an item has no area: 11 and 26 cannot be told then."""
    items = campaign.items.filter(part_of=None).exclude(state__in=(ItemState.STRUCK_OUT, ItemState.MERGED))
    rows = list(items.order_by("number").values_list("area", "number"))
    nameless = [str(number) for area, number in rows if not area.strip()]
    if nameless:
        raise Unfit(
            _("第{numbers}项没有写属于哪个方面，不能统计方面数。请先补上。").format(numbers="、".join(nameless[:10]))
        )
    return list(Counter(area for area, _number in rows).items())


def pace(campaign: Campaign, today: date) -> dict[str, int]:
    """Of the problems: checked, running, in percent of all, and the running ones by colour (REFERENCE §9 E6)."""
    rows = campaign.items.filter(part_of=None).exclude(state__in=(ItemState.STRUCK_OUT, ItemState.MERGED))
    found = list(rows.values_list("state", "due_on"))
    done = sum(state in CHECKED or state == ItemState.NORMAL for state, _due in found)
    colours = Counter(rules.colour(due, today) for state, due in found if state in OPEN)
    told = {"all": len(found), "done": done, "running": len(found) - done}
    told |= {
        "done_percent": rules.percent(done, len(found)),
        "running_percent": rules.percent(len(found) - done, len(found)),
    }
    return told | {colour.value: colours[colour] for colour in Colour}


def week_of(org: Organisation, day: date, calendar: Calendar) -> dict:
    """What the list of this report day tells, from rows: due this week, overdue, signed off, stuck, rebounded.

    Parts and repetitions are left out. `day` must be a report day (its Monday, or the first working day after).
    """
    if not rules.is_report_day(day, calendar):
        raise NotNow(_("周一总结在周一拟；周一放假的，在放假以后的第一个工作日拟。"))
    since = rules.covered_from(day, calendar)
    until = day + timedelta(days=6 - day.weekday())
    items = Item.objects.filter(campaign__org=org, campaign__state="running", part_of=None).select_related(
        "office", "campaign"
    )
    begun = timezone.make_aware(datetime.combine(since, time()))
    working = Q(state__in=WITH_OFFICE)
    parts = {
        "due": items.filter(working, due_on__gte=day, due_on__lte=until),
        "overdue": items.filter(working, due_on__lt=day),
        "sold_off": items.filter(sold_off_at__gte=begun, sold_off_at__lt=begun + timedelta(days=(day - since).days)),
        "stuck": items.filter(working).exclude(blocker=""),
        "rebounded": items.filter(state=ItemState.REBOUNDED),
    }
    lines = {
        name: _lines(found.order_by(F("due_on").asc(nulls_last=True), "number"), day) for name, found in parts.items()
    }
    states = Counter(items.order_by().values_list("state", flat=True))
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "definition": DEFINITION,
        "counts": summed(states),
        **lines,
    }


def _lines(found: QuerySet[Item], day: date) -> dict:
    rows = list(found)
    return {
        "number": len(rows),
        "rows": [
            {
                "key": item.pk, "no": item.number, "campaign": item.campaign.name, "office": item.office.name,
                "problem": item.problem[:60], "due": item.due_on.isoformat() if item.due_on else "",
                "first_due": item.first_due_on.isoformat() if item.first_due_on else "", "blocker": item.blocker[:60],
                "days": (day - item.due_on).days if item.due_on and item.due_on < day else 0,
            }
            for item in rows[:SHOWN]
        ],
    }  # fmt: skip


def weeks_of(actor: Actor) -> QuerySet[WeeklyList]:
    """Weekly lists: drafts for who approves them, issued ones for everybody who sees the campaigns."""
    issued = ~Q(state="drafted") & Q(org__in=campaigns_of(actor).values("org"))
    return WeeklyList.objects.filter(over(actor, "org", Role.ORGANISER) | issued).select_related("org")


def reporting_organisations() -> QuerySet[Organisation]:
    """Who has a running campaign, and so a Monday list."""
    return Organisation.objects.filter(campaigns__state="running").distinct()
