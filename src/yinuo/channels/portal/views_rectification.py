"""Rectification as everybody may see it: problems, offices, promised days, and who has seen that it is put right."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ...duties.flow.rectification import WITH_OFFICE
from ...duties.models import Campaign
from ...duties.queries import rectification as reading
from ..doors import ANYONE, open_to

PER_PAGE = 20


@require_safe
@open_to(ANYONE)
def rectifications(request: HttpRequest) -> HttpResponse:
    """Public campaigns with their counts; the newest first."""
    found = Campaign.objects.filter(is_public=True).select_related("org", "place").order_by("-starts_on", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = reading.standing(Campaign.objects.filter(pk__in=[one.pk for one in page]))
    for one in page:
        one.told = reading.summed(counts.get(one.pk, reading.Counter()))
    earlier = f"?page={page.previous_page_number()}" if page.has_previous() else ""
    later = f"?page={page.next_page_number()}" if page.has_next() else ""
    return render(request, "portal/rectifications.html", {"page": page, "earlier_url": earlier, "later_url": later})


@require_safe
@open_to(ANYONE)
def rectification(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: every problem as it was listed, the first promised day, and what others have seen."""
    found = get_object_or_404(Campaign.objects.select_related("org", "place"), pk=pk, is_public=True)
    items = list(found.items.filter(part_of=None).select_related("office", "checking").order_by("number"))
    today = timezone.localdate()
    for one in items:
        one.is_late = one.state in WITH_OFFICE and one.due_on is not None and one.due_on < today
        one.is_prolonged = one.first_due_on is not None and one.first_due_on != one.due_on
    told = reading.summed(reading.standing(Campaign.objects.filter(pk=pk)).get(pk, reading.Counter()))
    shown = {"campaign": found, "items": items, "told": told, "is_cleared": reading.is_cleared(found)}
    return render(request, "portal/rectification.html", shown | {"samples": found.samples.all()[:5]})
