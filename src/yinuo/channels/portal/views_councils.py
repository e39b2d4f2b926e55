"""What councils and committees decided, who does it by when, and what became of it; never who said what."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...meetings.models import Assignment, NeedClaim, Topic
from ...meetings.words.topics import SHOWN, TRACKS, ClaimState
from ..doors import ANYONE, open_to

PER_PAGE = 20


def decided() -> QuerySet[Topic]:
    """The topics that are told to everybody, the newest decision first."""
    found = Topic.objects.filter(is_public=True, state__in=SHOWN).exclude(decision="")
    return found.select_related("body__place", "place", "sitting", "residents_of").order_by("-decided_on", "-pk")


@require_safe
@open_to(ANYONE)
def councils(request: HttpRequest) -> HttpResponse:
    """All of them, or those of one track."""
    track = request.GET.get("track", "")
    found = decided().filter(track=track) if track in TRACKS else decided()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = f"track={track}&" if track in TRACKS else ""
    tabs = [
        {"word": word, "url": f"?track={key}" if key else "?", "here": key == track}
        for key, word in [("", _("全部")), *TRACKS.items()]
    ]
    shown = {
        "page": page, "tabs": tabs,
        "earlier_url": f"?{kept}page={page.previous_page_number()}" if page.has_previous() else "",
        "later_url": f"?{kept}page={page.next_page_number()}" if page.has_next() else "",
    }  # fmt: skip
    return render(request, "portal/councils.html", shown)


@require_safe
@open_to(ANYONE)
def council_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """One topic."""
    given = Assignment.objects.select_related("office", "matter")
    taken = NeedClaim.objects.exclude(state=ClaimState.GIVEN_UP).select_related("unit")
    found = decided().prefetch_related(Prefetch("assignments", given), Prefetch("claims", taken))
    return render(request, "portal/council_topic.html", {"topic": get_object_or_404(found, pk=pk)})
