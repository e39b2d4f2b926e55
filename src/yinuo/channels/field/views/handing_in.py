"""What a phone with a pass asks and hands in: the packet for days without a network, items of its outbox, photos."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.inspection import actions, queries
from yinuo.inspection.models import Note
from yinuo.kernel.errors import Failure, Refused, Unfit
from yinuo.matters import photos as pictures
from yinuo.meetings.queries.listening_packet import days_to_hold, packets

from .. import items
from ..answers import DONE, Later, answer, failed
from ..doors import with_pass
from ..reading import TooLarge, about_clock, id_of, item_of

SPARE = 64 * 1024
"""Bytes for what stands around a photo in its request."""


@with_pass("GET")
def packet(request: HttpRequest) -> HttpResponse:
    """Everything for the rounds under way in which this member goes along and for the listening days at whose table he
    sits; `now` sets the phone's clock right.
    """
    now = timezone.localtime()
    rounds = [queries.packet(round, request.actor, now) for round in queries.rounds_to_visit(request.actor)]
    days = packets(days_to_hold(request.actor, now), now)
    return answer(200, now=now.isoformat(), rounds=rounds, days=days)


@with_pass("POST")
def outbox(request: HttpRequest) -> HttpResponse:
    """One item. The same id with the same content answers the same, with other content 409."""
    item: dict[str, Any] = {}
    try:
        item = item_of(request)
        items.take(item, request.actor)
        return answer(200, id=str(item["id"]), state=DONE, sentence=about_clock(item))
    except Failure as failure:
        return failed(failure, id=str(item.get("id", ""))[:36])


@with_pass("POST")
def photos(request: HttpRequest) -> HttpResponse:
    """One photo of a note: multipart with id, note (both UUIDs) and file. Its note may come later, and so may the photo."""
    told: dict[str, str] = {}
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > pictures.LARGEST + SPARE:
            raise TooLarge(_("照片太大了，不能超过{n}MB。").format(n=pictures.LARGEST // 1024**2))
        told = {name: request.POST.get(name, "") for name in ("id", "note")}
        key, uid = id_of(told), id_of(told, "note")
        note = Note.objects.filter(uid=uid).select_related("site__round").first()
        if note is None:
            raise Later(_("这张照片的笔记还没有传上来，笔记到了以后会自动再传。"))
        if note.member_id != request.actor.member:
            raise Refused(_("照片只能加在自己的笔记里。"))
        if "file" not in request.FILES:
            raise Unfit(_("没有收到照片，请再传一次。"), "file")
        photo = pictures.take(request.FILES["file"])
        actions.add_photo(note, request.actor, key=key, photo=photo)
        return answer(200, id=told["id"], state=DONE, sentence="")
    except Failure as failure:
        return failed(failure, id=told.get("id", "")[:36])
    except (RequestDataTooBig, MultiPartParserError):
        return failed(TooLarge(_("照片没有传完整，或者太大了。请再传一次。")), id=told.get("id", "")[:36])
