"""Travel times as a table in a file: the sample with every place, and what somebody filled in."""

import re
from io import BytesIO
from math import ceil

import xlsxwriter
from django.core.files.uploadedfile import UploadedFile

from yinuo.inspection import planning
from yinuo.inspection.models import Round
from yinuo.inspection.travel import LONGEST, TravelTable
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

from ..tables import Rows, read_rows

KEYED = re.compile(r"[（(](depot|hotel-[0-9-]+|site-[0-9]+)[）)]\s*$")
"""The key at the end of a label of the sample."""

MINUTES = re.compile(_(r"(\d{1,4})(?:\.0+)?\s*(?:分钟?|min)?"))
MOST_NAMED = 5


def labels_of(round: Round) -> dict[str, str]:
    """What every place of the round is called in the file, by key."""
    return {key: f"{name}（{key}）" for key, name in planning.names_of(round).items()}


def sample(round: Round) -> bytes:
    """The table to be filled in, with the minutes that are used now where there are some."""
    labels, known = labels_of(round), _known(round)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("行车时间"))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#eaf0ee"})
        own = book.add_format({"bg_color": "#d3dcd9"})
        sheet.write_string(0, 0, _("从（左）到（上），分钟"), head)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(labels), 12)
        sheet.freeze_panes(1, 1)
        for at, label in enumerate(labels.values(), 1):
            sheet.write_string(0, at, label, head)
            sheet.write_string(at, 0, label, head)
        for row, one in enumerate(labels, 1):
            for column, other in enumerate(labels, 1):
                if one == other:
                    sheet.write_number(row, column, 0, own)
                elif (one, other) in known:
                    sheet.write_number(row, column, known[one, other])
    return buffer.getvalue()


def _known(round: Round) -> dict[tuple[str, str], int]:
    """Minutes between places as they are used now; nothing where they cannot be told."""
    try:
        travel = planning.task_of(round).travel
    except (Unfit, ValueError):
        return {}
    return {
        (one, other): int(travel.minutes[row, column])
        for row, one in enumerate(travel.keys)
        for column, other in enumerate(travel.keys)
    }


def read_travel(upload: UploadedFile, round: Round) -> TravelTable:
    """The table of a file, checked for this round. Unfit names the pairs and the places that are wrong."""
    rows = [row for row in read_rows(upload, "table") if any(str(cell).strip() for cell in row)]
    labels = planning.names_of(round)
    columns = _places(rows[0][1:], labels, _("第一行"))
    lines = _places([row[0] for row in rows[1:]], labels, _("第一列"))
    minutes = _cells(rows, columns, lines, labels)
    keys = [key for key in labels if key in columns or key in lines]
    table = tuple(tuple(0 if one == other else minutes.get((one, other)) for other in keys) for one in keys)
    return TravelTable(upload.name[:80] if upload.name else "", tuple(keys), table).checked(round)


def _places(cells: list, names: dict[str, str], where: str) -> dict[str, int]:
    """Key → position of the places named in a row or column."""
    by_name: dict[str, list[str]] = {}
    for key, name in names.items():
        by_name.setdefault(name, []).append(key)
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        text = str(cell or "").strip()
        if not text:
            continue
        key = _key_of(text, names, by_name, where)
        if key in found:
            raise Unfit(_("{where}里“{name}”写了两次。").format(where=where, name=names[key]), "table")
        found[key] = at
    return found


def _key_of(text: str, names: dict[str, str], by_name: dict[str, list[str]], where: str) -> str:
    keyed = KEYED.search(text)
    found = [keyed[1]] if keyed and keyed[1] in names else by_name.get(text, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise Unfit(
            _("{where}里的“{name}”有{n}个同名的，请照样表把后面括号里的编号也写上。").format(
                where=where, name=text[:40], n=len(found)
            ),
            "table",
        )
    raise Unfit(_("{where}里的“{name}”不是这轮观摩的地方，请照样表填写。").format(where=where, name=text[:40]), "table")


def _cells(
    rows: Rows, columns: dict[str, int], lines: dict[str, int], names: dict[str, str]
) -> dict[tuple[str, str], int]:
    minutes, wrong = {}, []
    for one, row in lines.items():
        for other, column in columns.items():
            cell = rows[row + 1][column + 1] if column + 1 < len(rows[row + 1]) else ""
            if one == other or cell is None or not str(cell).strip():
                continue
            read = _minutes(cell)
            if read is None:
                pair = _("{one}到{other}").format(one=names[one], other=names[other])
                wrong.append(_("{pair}写的是“{cell}”").format(pair=pair, cell=str(cell)[:20]))
            else:
                minutes[one, other] = read
    if wrong:
        more = _("等{n}处").format(n=len(wrong)) if len(wrong) > MOST_NAMED else ""
        raise Unfit(
            _("要写0到1440之间的分钟数：{cells}{more}。").format(cells="；".join(wrong[:MOST_NAMED]), more=more),
            "table",
        )
    return minutes


def _minutes(cell) -> int | None:
    """Minutes, rounded up; None for what is no number of minutes of a day."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return ceil(cell) if 0 <= cell <= LONGEST else None
    read = MINUTES.fullmatch(str(cell).strip())
    return int(read[1]) if read and int(read[1]) <= LONGEST else None
