"""A problem list in Excel, read into items to list: heads by their usual names, every wrong row told in a sentence."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile

from yinuo.duties.models import Campaign
from yinuo.duties.words.rectification import TERMS, Term
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.orgs.models import Organisation

from ..tables import Rows, read_rows

HEADS = {
    "area": (_("方面"), _("领域"), _("所属方面"), _("类别")),
    "problem": (_("问题表现"), _("问题"), _("存在问题"), _("具体问题"), _("问题描述")),
    "source": (_("问题来源"), _("来源")),
    "goal": (_("整改目标"), _("目标")),
    "measure": (_("整改措施"), _("措施")),
    "lead_post": (_("牵头领导"), _("责任领导"), _("分管领导")),
    "office": (_("责任单位"), _("牵头单位"), _("责任部门"), _("主责单位")),
    "post": (_("责任人"), _("责任岗位")),
    "term": (_("整改类型"), _("期限类型"), _("类型")),
    "acceptance": (_("验收标准"), _("销号标准"), _("验收")),
    "check_how": (_("验收方式"), _("验收人")),
    "legal_due_on": (_("法定时限"),),
}
"""Field of an item → how offices head its column."""

NEEDED = ("problem", "office")
HEAD_WITHIN = 10
SEVERAL = re.compile(_("[、，,；;/]"))
EXCEL_DAY_ONE = date(1899, 12, 30)
DAY = re.compile(_(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"))
TERM_WORDS = {label: term for term, label in TERMS.items()}


@dataclass
class Read:
    """What stands in a file: rows to list (line in the file, values), and sentences about lines that cannot be listed."""

    rows: list[tuple[int, dict]] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)


def read(upload: UploadedFile, campaign: Campaign) -> Read:
    """Unfit when it is no problem list at all; otherwise every line is read, or told why it cannot be."""
    rows = read_rows(upload, "table")
    at, columns = _head(rows)
    offices = _Offices(campaign)
    found = Read()
    for line, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: row[column] if column < len(row) else "" for name, column in columns.items()}
        if not any(str(cell or "").strip() for cell in cells.values()):
            continue
        try:
            found.rows.append((line, _item(cells, offices)))
        except Unfit as problem:
            found.wrong.append((line, problem.sentence))
    if not found.rows and not found.wrong:
        raise Unfit(_("表头下面没有内容。"), "table")
    return found


def _head(rows: Rows) -> tuple[int, dict[str, int]]:
    """Which row is the head, and the column of each field."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        columns = {}
        for column, cell in enumerate(row):
            name = _field(str(cell or ""))
            if name and name not in columns:
                columns[name] = column
        if len(columns) > len(best[1]):
            best = (at, columns)
    missing = [HEADS[name][0] for name in NEEDED if name not in best[1]]
    if missing:
        seen = "、".join(str(cell).strip()[:12] for cell in rows[best[0]] if str(cell or "").strip())[:80]
        raise Unfit(
            _("没有找到“{missing}”这一列，一行也没有导入。表头写的是：{seen}。请照样表改好表头，再选一次文件。").format(
                missing="”“".join(missing), seen=seen or _("（空）")
            ),
            "table",
        )
    return best


def _field(cell: str) -> str | None:
    text = re.sub(r"[\s（）()：:*]", "", cell)
    return next((name for name, words in HEADS.items() if text in words), None)


class _Offices:
    """The offices of the county, by name."""

    def __init__(self, campaign: Campaign):
        found = Organisation.objects.on(campaign.starts_on).filter(place__code__startswith=campaign.place_code[:6])
        self.known = {one.name: one for one in found}

    def named(self, text: str) -> Organisation:
        """The office of this name, or the only one whose name ends or begins with it."""
        if not text:
            raise Unfit(_("没有写责任单位。"))
        if one := self.known.get(text):
            return one
        if SEVERAL.search(text):
            raise Unfit(_("责任单位只写一个（牵头的），配合的单位写进整改措施：{text}。").format(text=text[:40]))
        close = [one for name, one in self.known.items() if name.endswith(text) or name.startswith(text)]
        if len(close) == 1:
            return close[0]
        if close:
            several = "、".join(one.name for one in close[:4])
            raise Unfit(_("“{text}”有几个可能：{several}。请写全称。").format(text=text[:40], several=several))
        raise Unfit(_("本地没有叫“{text}”的单位，请核对名称。").format(text=text[:40]))


def _item(cells: dict, offices: _Offices) -> dict:
    texts = {name: _text(cell) for name, cell in cells.items() if name not in ("office", "term", "legal_due_on")}
    if not texts["problem"]:
        raise Unfit(_("没有写问题表现。"))
    given = {name: text for name, text in texts.items() if text}
    given["office"] = offices.named(_text(cells["office"]))
    given["term"] = _term(_text(cells.get("term", "")))
    if cells.get("legal_due_on"):
        given["legal_due_on"] = _day(cells["legal_due_on"])
    return given


def _text(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s+", " ", str(cell if cell is not None else "")).strip()


def _term(text: str) -> Term:
    if not text:
        return Term.STAGED
    if text in TERM_WORDS:
        return TERM_WORDS[text]
    known = "、".join(TERM_WORDS)
    raise Unfit(_("整改类型只能写{known}，这里写的是“{text}”。").format(known=known, text=text[:20]))


def _day(cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and 30_000 < cell < 80_000:
        return EXCEL_DAY_ONE + timedelta(days=int(cell))
    if found := DAY.fullmatch(str(cell).strip()):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    raise Unfit(_("法定时限读不懂：“{cell}”，请写成2026-06-30这样。").format(cell=str(cell)[:20]))
