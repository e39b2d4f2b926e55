"""The checklist of a campaign and a letter of responsibility as files; for whoever sees them on the desk."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from yinuo.bulletins import books, duties, gongwen
from yinuo.bulletins.papers import Paper
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.queries.campaigns import rechecks_of
from yinuo.duties.queries.letters import letters_of

from ..tours.making import TYPES

WRITERS = {"docx": gongwen, "xlsx": books}


def _file(paper: Paper, name: str, format: str) -> FileResponse:
    content = io.BytesIO()
    WRITERS[format].write(content, paper)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{name}.{format}", content_type=TYPES[format])


@open_to(MEMBERS)
@require_GET
def checklist_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist as a workbook."""
    recheck = get_object_or_404(rechecks_of(request.actor), pk=pk)
    paper = duties.checklist(recheck, timezone.localtime())
    return _file(paper, paper.title, "xlsx")


@open_to(MEMBERS)
@require_GET
def letter_file(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The letter as Word, its lists as a workbook."""
    letter = get_object_or_404(letters_of(request.actor), pk=pk)
    if format not in WRITERS:
        raise Http404
    paper = duties.letter(letter, timezone.localtime())
    return _file(paper, f"{letter.unit.name}{paper.title}", format)
