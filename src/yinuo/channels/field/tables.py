"""What a phone at the table of a listening day hands in: it begins, an opinion, its answer, what was reported, the end."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Unfit
from yinuo.meetings import actions
from yinuo.meetings.models import ListeningDay, Opinion
from yinuo.meetings.words.listening import Answer
from yinuo.orgs.models import Organisation

from .answers import Later, Unknown
from .reading import id_of, number_of, said_at, text_of

Item = dict[str, Any]


def open_table(item: Item, actor: Actor, key: UUID) -> None:
    actions.open_listening(_day(item), actor, key=key, opened_at=said_at(item))


def opinion(item: Item, actor: Actor, key: UUID) -> None:
    """The item's id is the opinion's: its answer names it before the server knows it."""
    actions.add_opinion(
        _day(item), actor, key=key, uid=key, words=text_of(item, "words"), raised_by=text_of(item, "raised_by"),
        wants_public=_flag(item, "wants_public", True), slip=text_of(item, "slip"), said_at=said_at(item),
    )  # fmt: skip


def answer(item: Item, actor: Actor, key: UUID) -> None:
    found = (
        Opinion.objects.select_related("day__org", "day__place", "matter").filter(uid=id_of(item, "opinion")).first()
    )
    if found is None:
        raise Later(_("这条意见还没有传上来，意见到了以后会自动再传答复。"))
    try:
        kind = Answer(text_of(item, "answer"))
    except ValueError:
        raise Unfit(_("请选择答复方式。"), "answer") from None
    actions.answer_opinion(
        found, actor, key=key, answer=kind, text=text_of(item, "text"), due_on=_day_of(item), office=_office(item),
        receipt=text_of(item, "receipt"), was_there=_flag(item, "was_there", False),
        is_agreed=_flag(item, "is_agreed", True), answered_at=said_at(item),
    )  # fmt: skip


def report_table(item: Item, actor: Actor, key: UUID) -> None:
    actions.report_last(_day(item), actor, key=key)


def close_table(item: Item, actor: Actor, key: UUID) -> None:
    actions.close_listening(
        _day(item), actor, key=key, attendance=_count(item, "attendance"), groups=_count(item, "groups"),
        note=text_of(item, "note"), ended_at=said_at(item),
    )  # fmt: skip


KINDS = {
    "table_open": open_table,
    "opinion": opinion,
    "answer": answer,
    "table_report": report_table,
    "table_close": close_table,
}


def _day(item: Item) -> ListeningDay:
    found = ListeningDay.objects.select_related("place", "org__place").filter(pk=number_of(item, "day")).first()
    if found is None:
        raise Unknown(_("找不到这次民情沟通日。内容还在您的手机里，可以导出。"))
    return found


def _flag(item: Item, field: str, otherwise: bool) -> bool:
    value = item.get(field, otherwise)
    if not isinstance(value, bool):
        raise Unfit(_("传来的内容缺了一项（{field}）。请刷新页面，更新到最新版再传。").format(field=field), field)
    return value


def _count(item: Item, field: str) -> int | None:
    value = item.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise Unfit(_("人数和组数只写数字，没有数就空着。"), field)
    return value


def _day_of(item: Item) -> date | None:
    if not (typed := text_of(item, "due_on")):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Unfit(_("日期写得不对，请重新选。"), "due_on") from None


def _office(item: Item) -> Organisation | None:
    if item.get("office") is None:
        return None
    found = Organisation.objects.select_related("place").filter(pk=number_of(item, "office")).first()
    if found is None:
        raise Unfit(_("找不到这个单位，请重新选。"), "office")
    return found
