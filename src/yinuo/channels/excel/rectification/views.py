"""The ledger of a campaign as a workbook or a document, and a Monday list as a document."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from yinuo.bulletins import books, gongwen
from yinuo.bulletins import rectification as papers
from yinuo.bulletins.papers import Paper
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.queries import rectification as reading

from ..tours.making import TYPES


@open_to(MEMBERS)
@require_GET
def problem_list(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The ledger in the order of M32."""
    if format not in ("docx", "xlsx"):
        raise Http404
    campaign = get_object_or_404(reading.campaigns_of(request.actor), pk=pk)
    return answer(papers.ledger(campaign, timezone.localtime(), is_printed=format == "docx"), format)


@open_to(MEMBERS)
@require_GET
def weekly_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A Monday list on its page."""
    week = get_object_or_404(reading.weeks_of(request.actor), pk=pk)
    return answer(papers.weekly(week, timezone.localtime()), "docx")


def answer(paper: Paper, format: str) -> FileResponse:
    """The paper as a file to be kept."""
    content = io.BytesIO()
    (gongwen if format == "docx" else books).write(content, paper)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{paper.title}.{format}", content_type=TYPES[format])
