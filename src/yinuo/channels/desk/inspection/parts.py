"""The parts of a round's page: what each needs to be shown. Each asks a fixed number of queries."""

from collections.abc import Callable
from itertools import groupby
from uuid import uuid4

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels import lots
from yinuo.evaluation.models import Subject
from yinuo.inspection import policy
from yinuo.inspection.models import Gap, NoGap, Visit
from yinuo.inspection.words import IN_ROUND, ItineraryState, Pick, RoundState

from . import showing
from .comparing import comparison_shown
from .routes_map import map_of
from .sight import Sight, known_url
from .stages import Line
from .timetable import Known, Timetable

PARTS = {
    "overview": gettext_lazy("总览"),
    "sites": gettext_lazy("单位和点位"),
    "draw": gettext_lazy("抽签"),
    "routes": gettext_lazy("分组和路线"),
    "visits": gettext_lazy("现场"),
    "meeting": gettext_lazy("点评会"),
    "gaps": gettext_lazy("对标查改"),
}
MOST_PLANS = 20


def tabs_of(sight: Sight, here: str) -> list[dict]:
    """The parts as tabs; the marks have pages of their own."""
    tabs = [{"word": word, "url": f"?part={key}", "here": key == here} for key, word in PARTS.items()]
    if sight.assessment_url:
        tabs.insert(5, {"word": _("打分和结果"), "url": sight.assessment_url, "here": False})
    return tabs


def overview(sight: Sight) -> dict:
    """The line of steps, what is next, and what the round is."""
    stages = Line(sight).stages()
    here = next((one for one in stages if one.state == "here"), None)
    verb = here.verb if here and not here.needs else ""
    acts = sight.buttons(verb) if verb else []
    for one in acts:
        one["tone"] = one["tone"] or "primary"
    return {
        "stages": stages,
        "here": here,
        "acts": acts,
        "own": sight.own,
        "led": sorted(sight.led),
        "facts": _facts(sight),
    }


def _facts(sight: Sight) -> list[tuple[str, object]]:
    round = sight.round
    return [
        (_("主题"), round.theme),
        (_("谁部署"), round.ordered_by),
        (_("谁组织"), round.org.name),
        (_("批准文号"), round.document),
        (_("时间"), showing.days_words(round)),
        (_("分组"), _("{n}个组").format(n=round.assessment.panels)),
        (
            _("对照"),
            _("{rubric}，{n}项任务").format(
                rubric=round.assessment.rubric, n=len(round.assessment.rubric.content["items"])
            ),
        ),
        (_("每个单位看"), _("{n}个点位，至少一半随机抽").format(n=round.sites_per_unit)),
        (_("在一个单位最多"), _("{n}分钟").format(n=round.unit_minutes) if round.unit_minutes else ""),
    ]


def sites(sight: Sight) -> dict:
    """Units with how complete their lists are; the sites themselves stand on the page of each unit."""
    listed = Count("sites", ~Q(sites__pick=Pick.WITHDRAWN))
    found = sight.round.assessment.subjects.select_related("org__place").annotate(
        listed=listed,
        proposed=Count("sites", Q(sites__is_proposed=True) & ~Q(sites__pick=Pick.WITHDRAWN)),
        seen=Count("sites", Q(sites__pick__in=IN_ROUND)),
    )
    if not sight.sees_all and sight.is_listing:
        found = found.filter(pk__in=sight.own_keys)
    units = list(found)
    for one in units:
        one.is_mine = one.pk in sight.own_keys
        one.is_open = sight.sees_all or one.is_mine
        one.tone, one.icon, one.said = _complete(one, sight.round.sites_per_unit)
    design = sight.round.assessment.state == "designed" and sight.runs
    enter = reverse("desk:enter", args=[sight.round.pk]) if design else ""
    return {
        "units": units, "is_listing": sight.is_listing, "enter_url": enter, "acts": [],
        "ready": sum(bool(one.listed) for one in units), "sees_all": sight.sees_all,
    }  # fmt: skip


def _complete(unit: Subject, wanted: int) -> tuple[str, str, str]:
    if not unit.listed:
        return "late", "alert-circle", _("还没报")
    if unit.listed <= wanted:
        return "warn", "alert-triangle", _("只报了{n}个，没有挑的余地").format(n=unit.listed)
    return "good", "check", _("报了{n}个").format(n=unit.listed)


def draw(sight: Sight) -> dict:
    """The lot: how it will be drawn, or how anybody repeats it."""
    found = lots.lots_of(sight.round) if sight.round.seed else []
    return {
        "lots": found, "command": lots.command(sight.round, found[0]) if found else "", "acts": sight.buttons("draw"),
        "public_url": known_url("portal:round", sight.round.pk),
    }  # fmt: skip


def routes(sight: Sight) -> dict:
    """Groups and their leaders, whether they can be compared, plans, the one in use."""
    round, known = sight.round, Known(sight.round)
    plans = list(round.itineraries.order_by("-asked_at", "-pk")[:MOST_PLANS]) if sight.runs else []
    for one in plans:
        one.tone, one.icon = showing.PLAN_LOOKS[ItineraryState(one.state)]
        one.table = Timetable(one, known) if one.plan else None
    adopted = round.itineraries.filter(state=ItineraryState.ADOPTED).first()
    units: dict[int, list[str]] = {}
    for subject in sight.subjects:
        units.setdefault(subject.panel, []).append(subject.org.place.name)
    for group in sight.groups:
        group.units = units.get(group.number, []) if round.state != RoundState.LISTING else []
    table = Timetable(adopted, known) if adopted else None
    return {
        "groups": sight.groups, "plans": plans, "adopted": adopted, "table": table,
        "map": map_of(table) if table else None, "travel": round.travel.get("source", "") if round.travel else "",
        "has_travel": bool(round.travel), "comparison": comparison_shown(sight) if sight.runs else None,
        "acts": sight.buttons("ask_routes", "rearrange", "set_travel", "share_sites", "lead_group", "close_site"),
    }  # fmt: skip


def visits(sight: Sight) -> dict:
    """The visits of each day, with what became of them."""
    found = Visit.objects.filter(group__round=sight.round).select_related(
        "group__round__org", "group__leader", "site__subject__org__place"
    )
    rows = [showing.visit_row(one, sight.actor) for one in found.order_by("begins_at", "group__number")]
    for one in rows:
        one.shown_phone, one.form_key = one.site.phone if sight.sees_phone(one.site) else "", uuid4()
    days = [(day, list(inside)) for day, inside in groupby(rows, key=showing.day_of)]
    counts = {
        "all": len(rows),
        "held": sum(one.state == "held" for one in rows),
        "missed": sum(one.state == "missed" for one in rows),
    }
    counts["left"] = sum(one.state == "planned" for one in rows)
    verbs = ["set_out", "close_site"] if counts["left"] else ["set_out", "come_back"]
    acts = sight.buttons(*verbs)
    return {"days": days, "counts": counts, "acts": acts, "field_url": known_url("field:app"), "today": sight.today}


def meeting(sight: Sight) -> dict:
    """When and where, who speaks and why, what was said."""
    sealed = not sight.round.assessment.is_before_seal
    verbs = ["call_meeting"] + (["invite_speaker", "hold_meeting"] if sealed else [])
    open_verbs = verbs if sight.round.met_at is None else []
    speakers = list(sight.round.speakers.select_related("org__place"))
    return {"speakers": speakers, "is_sealed": sealed, "acts": sight.buttons(*open_verbs)}


def gaps(sight: Sight) -> dict:
    """What units change: of all for the organiser, of one's own for a unit."""
    found = Gap.objects.select_related(
        "subject__org__place", "subject__assessment", "site__subject__org__place"
    ).prefetch_related("reviews")
    units = sight.round.assessment.subjects.select_related("org__place", "assessment__org")
    if not sight.sees_all:
        units = units.filter(pk__in=sight.own_keys)
    units = list(units.prefetch_related(Prefetch("gaps", found)))
    none = {one.subject_id: one for one in NoGap.objects.filter(subject__in=units)}
    for one in units:
        one.rows = [showing.gap_row(gap, sight.actor, sight.today) for gap in one.gaps.all()]
        one.none = none.get(one.pk)
        one.is_silent = not one.rows and one.none is None
        one.may_change = policy.may_change(sight.actor, one) is None
        one.due = sum(any(date["is_due"] for date in gap.dates) for gap in one.rows)
    return {
        "units": units, "silent": [one for one in units if one.is_silent], "due": sum(one.due for one in units),
        "acts": sight.buttons("archive"), "notes_url": reverse("desk:notes"), "sees_all": sight.sees_all,
    }  # fmt: skip


Part = Callable[[Sight], dict]
SHOWN: dict[str, Part] = {
    "overview": overview, "sites": sites, "draw": draw, "routes": routes, "visits": visits, "meeting": meeting, "gaps": gaps,
}  # fmt: skip
__all__ = ["PARTS", "SHOWN", "tabs_of"]
