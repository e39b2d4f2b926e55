"""Reading what a phone sends: JSON within limits, fields of the right kind, moments by a clock that may be wrong."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.kernel.errors import Failure, Unfit

LARGEST = 256 * 1024
"""Bytes of one item; a sealed ballot of twenty tasks has about 6 KB."""

TOLERATED = timedelta(minutes=5)
"""By how much a phone's clock may differ without anything being said or set right."""

MOST_SKEW = timedelta(days=366 * 20)


class TooLarge(Failure):
    """More bytes than one item can have (413)."""

    status = 413


def item_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in the body. Unfit or TooLarge say what is wrong with it."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise TooLarge(_("这一件太大了，传不上来。请把文字写短一些，或者导出后交给组织员。"))
    try:
        item = json.loads(request.body.decode(), parse_constant=_no_number)
        written = json.dumps(item, ensure_ascii=False).encode()  # fails on halves of characters
    except (ValueError, RecursionError):
        raise Unfit(_("传来的内容读不出来，可能是传输中损坏了。请再传一次。")) from None
    if not isinstance(item, dict) or b"\\u0000" in written:
        raise Unfit(_("传来的内容不是手机端应有的样子。请刷新页面，更新到最新版再传。"))
    return item


def _no_number(_name: str):
    raise ValueError


def id_of(item: dict[str, Any], field: str = "id") -> UUID:
    """A UUID made on the phone."""
    try:
        return UUID(item.get(field))
    except (ValueError, TypeError, AttributeError):
        raise _lacking(field) from None


def text_of(item: dict[str, Any], field: str) -> str:
    value = item.get(field, "")
    if not isinstance(value, str):
        raise _lacking(field)
    return value


def number_of(item: dict[str, Any], field: str) -> int:
    """The key of a row."""
    value = item.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise _lacking(field)
    return value


def _lacking(field: str) -> Unfit:
    return Unfit(_("传来的内容缺了一项（{field}）。请刷新页面，更新到最新版再传。").format(field=field), field)


def said_at(item: dict[str, Any]) -> datetime:
    """When it was said, by true time. The same item gives the same moment however often and whenever it is sent.

    `made_at` is by the phone's clock; `skew_seconds` is what the phone, when it queued the item, knew that the true
    time is ahead of its clock (measured at its last packet and fixed with the item). Small skews are left alone, so
    nothing here depends on when the request arrives; what lies in the future is cut by the acts.
    """
    skew = skew_of(item)
    try:
        return _moment(item, "made_at") + (skew if abs(skew) > TOLERATED else timedelta(0))
    except OverflowError:
        raise _lacking("made_at") from None


def skew_of(item: dict[str, Any]) -> timedelta:
    """True time minus the phone's clock, as fixed with the item."""
    value = item.get("skew_seconds", 0)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_SKEW.total_seconds():
        raise _lacking("skew_seconds")
    return timedelta(seconds=value)


def _moment(item: dict[str, Any], field: str) -> datetime:
    try:
        found = datetime.fromisoformat(item.get(field))
    except (ValueError, TypeError):
        raise _lacking(field) from None
    if found.tzinfo is None or not 2000 < found.year < 2200:
        raise _lacking(field)
    return found


def about_clock(item: dict[str, Any]) -> str:
    """What the person is told about the clock of the phone; empty when there is nothing to tell."""
    skew = skew_of(item)
    now = timezone.now() - _moment(item, "sent_at") if item.get("sent_at") else skew
    if abs(now - skew) > TOLERATED:
        return _("您手机的时钟在记录以后调过，记下的时间可能不准，内容不受影响。")
    if abs(skew) <= TOLERATED:
        return ""
    words = _("您手机的时钟慢了{span}，已按实际时间记录。") if skew > timedelta(0) else _(
        "您手机的时钟快了{span}，已按实际时间记录。"
    )  # fmt: skip
    return words.format(span=span_of(abs(skew)))


def span_of(skew: timedelta) -> str:
    """A span as one says it: 3天2小时, 2小时13分, 9分."""
    minutes = round(skew.total_seconds() / 60)
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [(days, _("{n}天")), (hours, _("{n}小时")), (0 if days else minutes, _("{n}分"))]
    return "".join(words.format(n=n) for n, words in parts if n)
