"""What everybody may see: public promises, one public matter, communities with what they kept and what they did not."""

from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ...kernel import codes
from ...kernel.actor import resident
from ...kernel.codes import Level
from ...matters import queries
from ...matters.flow import DONE, ENDS
from ...matters.models import Category, Evidence, Matter
from ...matters.words import State
from ...orgs.models import Kind, Organisation
from ...places.models import Place
from ...places.queries import calendar
from .. import ground
from ..doors import ANYONE, open_to
from . import choosing, counting, showing
from .forms import asked
from .views_matter import proven, record, served
from .views_places import grids_of

PAGE = 50
LATE_SHOWN = 20
RUNNING = [State.DISPATCHED, State.IN_PROGRESS]

VIEWS = {
    "": gettext_lazy("全部"),
    "open": gettext_lazy("正在办"),
    "overdue": gettext_lazy("超期没办完"),
    "claimed": gettext_lazy("单位说办完了"),
    "closed": gettext_lazy("已结案"),
}


def public_matters() -> QuerySet[Matter]:
    """The public matters with what a row needs, newest first."""
    rows = queries.visible_to(resident()).select_related("office", "category", "place")
    return rows.defer("words", "search").order_by("-received_at", "-pk")


def _in_view(name: str, now: datetime) -> Q:
    return {
        "open": ~Q(state__in=DONE | ENDS),
        "overdue": Q(state__in=RUNNING, due_at__lt=now),
        "claimed": Q(state__in=DONE - {State.CLOSED}),
        "closed": Q(state=State.CLOSED),
    }.get(name, Q())


@require_safe
@open_to(ANYONE)
def promises(request: HttpRequest) -> HttpResponse:
    """All public matters: by words or number, community, state and category; pages by key, never by offset."""
    now = timezone.now()
    given = {name: asked(request, name) for name in ("words", "place", "view", "category")}
    found = public_matters().filter(_in_view(given["view"], now))
    if given["words"]:
        found = queries.searched(found, given["words"])
    if given["category"].isascii() and given["category"].isdigit():
        found = found.filter(category__code__startswith=given["category"])
    within = _places(given["place"])
    if given["place"]:
        found = found.filter(_any_place(within))
    page, earlier, later = paged(found, request, given)
    shown = {
        "rows": showing.rows(page, now, calendar()),
        "earlier_url": earlier,
        "later_url": later,
        "given": given,
        "within": within,
        "tabs": _tabs(given),
        "categories": _majors(),
    }
    return render(request, "portal/promises.html", shown)


def _majors() -> list[tuple[str, str]]:
    """The major classes, as code and name, from the full names of their categories."""
    rows = Category.objects.filter(valid_to=None).values_list("code", "full_name")
    majors = {code[:2]: name.split("/")[0].strip() for code, name in rows}
    return sorted(majors.items())


def _places(text: str) -> list[Place]:
    """The places somebody means by a code or by a part of a name."""
    today = timezone.localdate()
    if not text:
        return []
    if place := choosing.by_code(text, today):
        return [place]
    return [place for place, _line in choosing.searched(text, today).options]


def _any_place(places: list[Place]) -> Q:
    found = queries.NOTHING
    for place in places:
        found |= queries.in_place(place.code)
    return found


def _tabs(given: dict[str, str]) -> list[dict]:
    def url(view: str) -> str:
        kept = {name: value for name, value in (given | {"view": view}).items() if value}
        return f"{reverse('portal:promises')}?{urlencode(kept)}"

    return [{"word": word, "url": url(name), "here": name == given["view"]} for name, word in VIEWS.items()]


def paged(found: QuerySet[Matter], request: HttpRequest, given: dict[str, str]) -> tuple[list[Matter], str, str]:
    """One page by key (moment and id), with the addresses of the newer and the older page."""
    older, newer = _place_in_list(asked(request, "before")), _place_in_list(asked(request, "after"))
    if newer:
        at, pk = newer
        found = found.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=pk)).order_by("received_at", "pk")
    elif older:
        at, pk = older
        found = found.filter(received_at__lte=at).filter(Q(received_at__lt=at) | Q(pk__lt=pk))
    rows = list(found[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    if newer:
        rows.reverse()
    has_newer = has_more if newer else bool(older)
    has_older = True if newer else has_more

    def url(name: str, row: Matter) -> str:
        kept = {key: value for key, value in given.items() if value}
        return f"{request.path}?{urlencode(kept | {name: f'{row.received_at.isoformat()}_{row.pk}'})}"

    earlier = url("after", rows[0]) if rows and has_newer else ""
    later = url("before", rows[-1]) if rows and has_older else ""
    return rows, earlier, later


def _place_in_list(text: str) -> tuple[datetime, int] | None:
    moment, _line, pk = text.replace(" ", "+").partition("_")
    try:
        at = datetime.fromisoformat(moment)
        return (at, int(pk)) if at.tzinfo and 0 < int(pk) < 2**63 else None
    except ValueError:
        return None


def _shown(number: str) -> Matter:
    """The public matter of this number; 404 for all others, without a word about whether they exist."""
    number = codes.read_matter_number(number) or ""
    related = ("office", "category", "place", "lead", "merged_into")
    return get_object_or_404(queries.visible_to(resident()).select_related(*related), number=number, is_public=True)


@require_safe
@open_to(ANYONE)
def public(request: HttpRequest, number: str) -> HttpResponse:
    """One public matter: what it is in words free of personal data, promises, truths, and the course of things."""
    matter = _shown(number)
    moments = queries.timeline(matter, audience="public")
    pictures = matter.evidences.filter(is_public=True).exclude(file="").select_related("org")
    shown = record(matter, moments, is_public=True) | {
        "title": showing.without_personal(matter.title),
        "words": showing.without_personal(matter.public_words),
        "photos": [_picture(one) for one in pictures],
        "place_name": choosing.community_names({matter.place_code}).get(matter.place_code[: Level.COMMUNITY], ""),
        "place_code": matter.place_code[: Level.COMMUNITY],
    }
    return render(request, "portal/public.html", shown)


def _picture(one: Evidence) -> dict:
    return {
        "url": reverse("portal:photo", args=[one.pk]),
        "words": showing.without_personal(one.note),
        "at": one.at,
        "who": _("诉求人") if one.is_raisers else (one.org.name if one.org else ""),
        "is_photo": one.media_type.startswith("image/"),
    }


@require_safe
@open_to(ANYONE)
def public_proof(request: HttpRequest, number: str) -> HttpResponse:
    """The proof of a public matter; it lays open only the words that its page shows."""
    return proven(_shown(number), audience="public")


@require_safe
@open_to(ANYONE)
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A public photo of a public matter. What is only for the slip holder has an address below the slip."""
    found = Evidence.objects.filter(pk=pk, is_public=True, matter__is_public=True).exclude(file="").first()
    if found is None:
        raise Http404
    return served(found)


@require_safe
@open_to(ANYONE)
def communities(request: HttpRequest) -> HttpResponse:
    """Find one's community: by name, or from the county down."""
    today = timezone.localdate()
    words = asked(request, "words", 40)
    choice = choosing.searched(words, today) if words else choosing.browsed(asked(request, "under", 40), today)
    return render(request, "portal/communities.html", {"choice": choice, "words": words})


@require_safe
@open_to(ANYONE)
def community(request: HttpRequest, code: str) -> HttpResponse:
    """One community (or street): what was promised to it, what was kept, what is late and whose it is."""
    now = timezone.now()
    place = choosing.by_code(code, timezone.localdate())
    if place is None or len(place.code) > Level.COMMUNITY:
        raise Http404
    here = public_matters().filter(queries.in_place(place.code))
    late = list(here.filter(_in_view("overdue", now)).order_by("due_at")[:LATE_SHOWN])
    late_keys = {one.pk for one in late}
    latest = [one for one in here[:PAGE] if one.pk not in late_keys][:10]
    table = calendar()
    listed = showing.rows(late + latest, now, table)
    known = ground.around(place, now.date())
    shown = {
        "place": place,
        "line": " ".join(one.name for one in known[0]),
        "street": place.code[: Level.TOWN],
        "counts": counting.promises_of(place.code, now),
        "late": listed[: len(late)],
        "latest": listed[len(late) :],
        "office": Organisation.objects.on(now.date())
        .filter(place=place, kind__in=[Kind.COMMUNITY, Kind.SUBDISTRICT])
        .first(),
        "late_offices": counting.late_by_office(place.code, now),
    }
    if len(place.code) == Level.COMMUNITY and known[1]:
        shown |= grids_of(place, now.date(), known)
    return render(request, "portal/community.html", shown)
