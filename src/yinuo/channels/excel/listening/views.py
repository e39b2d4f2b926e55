"""The minutes of a listening day as a Word file or a workbook."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yinuo.bulletins import books, gongwen, listening
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.errors import NotNow
from yinuo.meetings.queries import listening as asking

from ..tours.making import TYPES

WRITERS = {"docx": gongwen, "xlsx": books}


@open_to(MEMBERS)
@require_GET
def listening_file(request: HttpRequest, pk: int, kind: str, format: str) -> HttpResponse:
    """The minutes, once the day is over, for whoever sees the day."""
    day = get_object_or_404(asking.days_of(request.actor), pk=pk)
    if kind != "minutes" or format not in WRITERS:
        raise Http404
    if day.ended_at is None:
        raise NotNow(_("这次民情沟通日还没有结束，结束以后才有纪要。"))
    paper, content = listening.minutes(day, timezone.localtime()), io.BytesIO()
    WRITERS[format].write(content, paper)
    content.seek(0)
    name = f"{paper.title}-{timezone.localdate(day.starts_at):%Y%m%d}.{format}"
    return FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[format])
