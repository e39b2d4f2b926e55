"""A rectification notice and its receipt as Word files; the facts of a year as Word or Excel."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from yinuo.bulletins import supervision as papers
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.supervision.queries import notices_of, reviews_of

from ..rectification.views import answer

KINDS = {"notice": papers.notice, "receipt": papers.receipt}


@open_to(MEMBERS)
@require_GET
def notice_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """For the organisation that issued it and the unit that has it."""
    if kind not in KINDS:
        raise Http404
    notice = get_object_or_404(notices_of(request.actor), pk=pk)
    return answer(KINDS[kind](notice, timezone.localtime()), "docx")


@open_to(MEMBERS)
@require_GET
def annual_file(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """All units of a year: for who prepared or oversees it."""
    review = get_object_or_404(reviews_of(request.actor), pk=pk)
    if format not in ("docx", "xlsx") or not review.org.path.startswith(request.actor.org):
        raise Http404
    return answer(papers.year(review, timezone.localtime()), format)
