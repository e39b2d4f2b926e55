"""The routes as a calendar (RFC 5545) that phones take in: one event for each visit of each group, nothing about persons."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vGeo

from ..inspection.models import Itinerary, Round, Visit
from ..inspection.rules import written_windows
from ..inspection.words import VISIT_STATES, VisitState
from ..kernel.clock import CHINA
from ..kernel.words import _
from .papers import clean

ZONE = "Asia/Shanghai"
PRODUCER = "-//Yinuo//inspection//ZH"


def calendar(round: Round, at: datetime, group: int | None = None) -> bytes:
    """The visits of one group, or of all. A visit keeps its UID when the routes change; one called off is cancelled."""
    made = Calendar()
    made.add("prodid", PRODUCER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean(_("{name}（第{n}组）").format(name=round.name, n=group) if group else round.name))
    made.add("x-wr-timezone", ZONE)
    made.add_component(_zone())
    visits = Visit.objects.filter(group__round=round).select_related(
        "group", "site__subject__org__place", "site__place"
    )
    version = Itinerary.objects.filter(round=round).count()
    for visit in visits.filter(group__number=group) if group else visits:
        made.add_component(_event(round, visit, at, version))
    return made.to_ical()


def _zone() -> Timezone:
    """China time: one offset, without summer time since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1991, 9, 15))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(round: Round, visit: Visit, at: datetime, version: int) -> Event:
    site, event = visit.site, Event()
    unit = site.subject.org.place.name
    event.add("uid", f"round-{round.pk}-group-{visit.group.number}-{site.key}@yinuo")
    event.add("dtstamp", at)
    event.add("sequence", version)
    event.add(
        "summary", clean(_("第{n}组观摩：{site}（{unit}）").format(n=visit.group.number, site=site.name, unit=unit))
    )
    event.add("dtstart", visit.begins_at.astimezone(CHINA))
    event.add("dtend", visit.ends_at.astimezone(CHINA))
    event.add("location", clean("，".join(part for part in (site.name, site.address or site.place.name) if part)))
    event.add("geo", vGeo((site.latitude, site.longitude)))
    is_off = visit.state in (VisitState.CALLED_OFF, VisitState.MISSED)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    said = [
        _("单位：{unit}").format(unit=unit),
        _("开放时间：{hours}").format(hours=written_windows(site.windows)),
        _("接待：{post}").format(post=site.host) if site.host else "",
        f"{VISIT_STATES[VisitState(visit.state)]}{'：' if visit.reason else ''}{visit.reason}" if is_off else "",
    ]
    event.add("description", clean("\n".join(part for part in said if part)))
    return event
