"""Suggestion boxes as everybody may see them (M34): where they hang, when they were opened, published months and answers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...matters import boxes as told
from ...matters.box_words import LETTER_KINDS, LetterKind
from ...matters.models import BoxMonth
from ...places.models import Place
from ..doors import ANYONE, open_to
from .forms import asked

PER_PAGE = 30
SHOWN = 20


@require_safe
@open_to(ANYONE)
def boxes(request: HttpRequest) -> HttpResponse:
    """Where boxes hang; `?place=` narrows it to a place."""
    code = asked(request, "place", 20)
    found = told.public_boxes()
    place = Place.objects.filter(code=code).first() if code.isdigit() else None
    if place is not None:
        found = found.filter(place_code__gte=place.code, place_code__lt=place.code + "~")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = f"&place={place.code}" if place else ""
    earlier = f"?page={page.previous_page_number()}{kept}" if page.has_previous() else ""
    later = f"?page={page.next_page_number()}{kept}" if page.has_next() else ""
    shown = {"page": page, "place": place, "earlier_url": earlier, "later_url": later, "today": timezone.localdate()}
    return render(request, "portal/boxes.html", shown)


@require_safe
@open_to(ANYONE)
def box(request: HttpRequest, pk: int) -> HttpResponse:
    """One box: never a letter, never who opened it by name; months with every correction beside what it corrects."""
    box = get_object_or_404(told.public_boxes(), pk=pk)
    answers = list(told.answered(box)[:SHOWN])
    months = [_told(one) for one in told.months_of(box)]
    shown = {"box": box, "answers": answers, "months": months, "today": timezone.localdate()}
    return render(request, "portal/box.html", shown)


def _told(month: BoxMonth) -> dict:
    kinds = [(LETTER_KINDS[LetterKind(kind)], count, share) for kind, count, share in month.counts["kinds"]]
    word = _("{year}年{month}月").format(year=month.month.year, month=month.month.month)
    return {"row": month, "word": word, "counts": month.counts, "kinds": kinds}
