"""The minutes of a sitting as a Word file."""

import io

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yinuo.bulletins import gongwen
from yinuo.bulletins.minutes import minutes
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.errors import NotNow
from yinuo.meetings.queries.topics import sittings_of
from yinuo.meetings.words.topics import SittingState

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@open_to(MEMBERS)
@require_GET
def minutes_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes, for whoever sees the sitting."""
    sitting = get_object_or_404(sittings_of(request.actor), pk=pk)
    if sitting.state != SittingState.MINUTED:
        raise NotNow(_("纪要还没有写好，写好以后才能下载。"))
    content, now = io.BytesIO(), timezone.localtime()
    gongwen.write(content, minutes(sitting, now))
    content.seek(0)
    name = _("{body}会议纪要-{day}.docx").format(body=sitting.body.name, day=timezone.localdate(sitting.meets_at))
    return FileResponse(content, as_attachment=True, filename=name, content_type=WORD)
