"""One organisation on a day, one part of it at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.orgs import queries
from yinuo.orgs.words import COMMITTEES

from ..record import PARTS, Record, parts_of
from ..seeing import day_asked, reach, seen
from ..tree import ancestors


@open_to(MEMBERS)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that is asked for; a committee begins with its seats, everything else with the overview."""
    org = get_object_or_404(seen(request.actor).select_related("section"), pk=pk)
    today = timezone.localdate()
    record = Record(org, request.actor, day_asked(request, today), today)
    known = parts_of(org)
    first = "seats" if org.kind in COMMITTEES else "overview"
    part = request.GET.get("part", first)
    part = part if part in known else first
    asked = "" if record.day == today else f"&day={record.day}"
    limits = reach(request.actor)
    shown = {
        "record": record,
        "org": org,
        "name": queries.name_on(org, record.day) if asked else org.name,
        "above": [one for one in ancestors(org) if limits.covers(one)],
        "tabs": [{"word": PARTS[one], "url": f"?part={one}{asked}", "here": one == part} for one in known],
        "asked": asked,
    }
    return render(request, "desk/orgs/organisation.html", shown | record.part(part))
