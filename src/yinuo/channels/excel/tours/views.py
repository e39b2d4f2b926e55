"""Pages of a round's documents: what can be had now, what not yet and why; and the files themselves."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yinuo.bulletins.policy import DOCUMENTS, FORMATS, Document, may_take
from yinuo.bulletins.standing import standing_of, waits_for
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.inspection.models import Round
from yinuo.inspection.queries import rounds_of
from yinuo.kernel.errors import NotNow, Refused

from .making import ABOUT, FORMAT_WORDS, TYPES, make, sheets_for


@open_to(MEMBERS)
@require_GET
def tour_files(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of a round that are for this person."""
    round = _round(request, pk)
    standing = standing_of(request.actor, round)
    rows = [
        {
            "document": document.value,
            "name": DOCUMENTS[document],
            "about": ABOUT[document],
            "waits": waits_for(standing, document, round),
            "formats": [(one, FORMAT_WORDS[one]) for one in FORMATS[document]],
        }
        for document in Document
        if may_take(standing, document) is None
    ]
    seen = {
        "round": round,
        "rows": rows,
        "sheets": sheets_for(standing, round),
        "groups": range(1, round.assessment.panels + 1),
    }
    return render(request, "excel/tour_files.html", seen)


@open_to(MEMBERS)
@require_GET
def tour_file(request: HttpRequest, pk: int, kind: str, format: str) -> HttpResponse:
    """One document. `judge` in the address asks for that judge's score sheets, `group` for one group's calendar."""
    round = _round(request, pk)
    if kind not in DOCUMENTS or format not in FORMATS[Document(kind)]:
        raise Http404
    document, standing = Document(kind), standing_of(request.actor, round)
    if refusal := may_take(standing, document):
        raise Refused(refusal)
    if waits := waits_for(standing, document, round):
        raise NotNow(waits)
    content = io.BytesIO()
    name = make(content, round, document, format, standing, request.GET, timezone.localtime())
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{name}.{format}", content_type=TYPES[format])


def _round(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(rounds_of(request.actor), pk=pk)
