"""Writing a ledger out: the columns of REFERENCE M32 on one page wide, personal data masked, fit to come back."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from yinuo.kernel import privacy
from yinuo.kernel.actor import HOUSE, Actor
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.matters.models import Action, Matter
from yinuo.matters.words import INTAKES, METHODS, OUTCOMES, STATES

from ..importing import Progress
from .columns import PRINTED

VERSION = "m32-1"
"""The version of these columns and of how they are computed, printed on every page."""

MOST = 20_000
PAGE = 500
LONGEST_CELL = 32_000
A4, LONGEST_HEADER = 9, 250


def export_ledger(
    target: str | Path | BinaryIO,
    matters: QuerySet[Matter] | None = None,
    actor: Actor = HOUSE,
    *,
    query: str = "",
    progress: Progress | None = None,
) -> int:
    """Write these matters (by default all) as a workbook; how many.

    Who raised a matter is never in it, and telephone and identity numbers in the words are masked. `query` says in
    words what was asked for. Unfit for more than 20,000 rows.
    """
    matters = Matter.objects.all() if matters is None else matters
    total = matters.count()
    if total > MOST:
        raise Unfit(_("有{n}件，一次最多导出{most}件。请缩小范围，例如按月份导出。").format(n=total, most=MOST))
    book = xlsxwriter.Workbook(
        str(target) if isinstance(target, str | Path) else target,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
    )
    with book:
        sheet = _page(book, actor, query, timezone.localtime())
        cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "font_size": 10})
        for line, words in enumerate(_lines(matters), start=1):
            for at, text in enumerate(words):
                sheet.write_string(line, at, text[:LONGEST_CELL], cell)
            if progress and line % PAGE == 0:
                progress(line, total)
        sheet.autofilter(0, 0, max(total, 1), len(PRINTED) - 1)
    return total


def _page(book: xlsxwriter.Workbook, actor: Actor, query: str, now: datetime):
    """The sheet with its headings, and how it is printed: who, when and what was asked stand on every page."""
    sheet = book.add_worksheet(_("整改台账"))
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#E8EEF6"}
    )
    for at, column in enumerate(PRINTED):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, heading)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    who = " ".join(part for part in (actor.org_name or _("系统"), actor.reference) if part)
    mark = _("导出：{who} {when}").format(who=who, when=now.strftime("%Y-%m-%d %H:%M"))
    asked = _("范围：{query}；口径：{version}").format(query=query or _("全部"), version=VERSION)
    sheet.set_header("&C&14" + _("问题整改台账") + "&R&8" + _header(mark))
    sheet.set_footer("&L&8" + _header(asked) + "&R&8" + _("第 &P 页，共 &N 页"))
    book.set_properties({"title": _("问题整改台账"), "comments": f"{mark}；{asked}"})
    return sheet


def _header(text: str) -> str:
    return text.replace("&", "&&")[: LONGEST_HEADER - 60]


def _lines(matters: QuerySet[Matter]) -> Iterator[list[str]]:
    newest = Prefetch("actions", Action.objects.order_by("-at", "-pk"))
    rows = matters.select_related("office", "category").prefetch_related(
        "promises", newest, "evidences", "verifications__org", "lookbacks"
    )
    for order, matter in enumerate(rows.order_by("received_at", "pk").iterator(PAGE), start=1):
        told = _told(matter) | {"order": str(order)}
        yield [told.get(column.key, "") for column in PRINTED]


def _told(matter: Matter) -> dict[str, str]:
    promises, did = list(matter.promises.all()), list(matter.actions.all())
    return {
        "number": matter.number,
        "problem": masked(matter.words),
        "source": str(INTAKES.get(matter.intake, matter.intake)),
        "measure": masked("\n".join(one.text for one in promises)),
        "office": matter.office.name if matter.office else "",
        "due": _due(matter),
        "progress": masked(f"{_day(did[0].at)} {did[0].text}") if did else "",
        "done": _done(matter),
        "evidence": _evidence(matter),
        "verdict": masked("\n".join(_verdict(one) for one in matter.verifications.all())),
        "look_back": "\n".join(
            f"{_day(one.at)} {_('没有反弹') if one.has_held else _('反弹')}" for one in matter.lookbacks.all()
        ),
    }


def masked(text: str) -> str:
    """The words without telephone, identity, card numbers and the like; addresses stay, an office needs them."""
    return privacy.mask(text, (one for one in privacy.scan(text) if not one.is_weak))


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d")


def _due(matter: Matter) -> str:
    """The day that holds now, and the first one where it was moved."""
    if matter.due_at is None:
        return ""
    if matter.first_due_at and matter.first_due_at != matter.due_at:
        return _("{day}（首次承诺{first}）").format(day=_day(matter.due_at), first=_day(matter.first_due_at))
    return _day(matter.due_at)


def _done(matter: Matter) -> str:
    words = str(STATES.get(matter.state, matter.state))
    if matter.resolved_at:
        outcome = OUTCOMES.get(matter.outcome, "")
        words += f"\n{_day(matter.resolved_at)} {outcome}"
    return words


def _evidence(matter: Matter) -> str:
    counted = Counter(str(METHODS.get(one.kind, one.kind)) for one in matter.evidences.all())
    return "、".join(f"{word}{number}" for word, number in counted.items())


def _verdict(one) -> str:
    return f"{_day(one.at)} {one.org.name}：{_('通过') if one.has_passed else _('未通过')} {one.note}".strip()
