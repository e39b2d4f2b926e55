"""The items of a rubric in a file that somebody sends: Excel and CSV by their columns, or our own JSON."""

import json
from decimal import Decimal, InvalidOperation
from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from yinuo.evaluation.rules.rubric import of_tasks, with_total
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _

from ..tables import read_rows

LARGEST = 2 * 1024 * 1024
COLUMNS = {
    "no": _("编号"), "task": _("任务"), "points": _("分值"), "scoring_points": _("得分点"), "how_checked": _("查看方法"),
    "not_counted": _("不计分情形"),
}  # fmt: skip
"""Columns as they are printed on the sample; a file is read by these words in every language of the interface."""

NEEDED = ("no", "task", "points")
MOST_TOLD = 8
SAMPLE = (
    (_("T01"), _("三级联动体系运行"), 5, _("领导小组、大工委、大党委均建立2分；年内议题有决定有办结2分；责任清单对应到岗1分"), _("抽3个议题从议定追到办结"), _("只有文件、牌子不得分")),
    (_("T02"), _("民情沟通与诉求办理"), 8, _("五步齐全3分；承诺按期兑现3分；复查不反弹2分"), _("抽10件追到现场"), _("未反馈提出人每件扣0.5")),
    (_("T03"), _("社区减负与事项准入"), 5, _("准入清单公开2分；清单外事项拒办有记录2分；证明事项清单执行1分"), _("抽1个月来文来表"), ""),
)  # fmt: skip


def content_of(upload: UploadedFile, field: str) -> dict:
    """The rubric in the file, as `rules.Rubric.as_data()`. Unfit names the rows that cannot be read."""
    try:
        if upload.name.lower().endswith(".json"):
            return _json(upload, field)
        return of_tasks(_tasks(read_rows(upload, field), field)).as_data()
    except Unfit as problem:
        raise Unfit(problem.sentence, field) from None


def _json(upload: UploadedFile, field: str) -> dict:
    if (upload.size or 0) > LARGEST:
        raise Unfit(_("文件太大了，请核对是不是选错了文件。"), field)
    try:
        data = json.loads(upload.read().decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):
        raise Unfit(_("这个 .json 文件读不出来，请用这里导出的文件。"), field) from None
    if isinstance(data, list):
        return of_tasks(_checked([(number, row) for number, row in enumerate(data, 1)], field)).as_data()
    return with_total(data) if isinstance(data, dict) else with_total({})


def _tasks(rows: list[list], field: str) -> list[dict]:
    """The rows below the line of column names, as `of_tasks` wants them."""
    names = {word: name for name, word in COLUMNS.items()}
    heads = [{names[word]: n for n, cell in enumerate(row) if (word := _text(cell)) in names} for row in rows[:10]]
    at = next((at for at, places in enumerate(heads) if set(NEEDED) <= set(places)), None)
    if at is None:
        lacking = "、".join(COLUMNS[name] for name in NEEDED)
        raise Unfit(_("没有找到列名。表的第一行要有：{lacking}。可以下载样表照着填。").format(lacking=lacking), field)
    found = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        line = {name: _text(row[n]) if n < len(row) else "" for name, n in heads[at].items()}
        if any(line.values()):
            found.append((number, line))
    return _checked(found, field)


def _checked(lines: list[tuple[int, dict]], field: str) -> list[dict]:
    """The lines, or Unfit with every one that is wrong."""
    wrong = [problem for number, line in lines if (problem := _problem(number, line))]
    seen: dict[str, int] = {}
    for number, line in lines:
        no = _text(line.get("no")) if isinstance(line, dict) else ""
        if no and no in seen:
            wrong.append(_("第{n}行：编号“{no}”和第{m}行重复。").format(n=number, no=no, m=seen[no]))
        seen.setdefault(no, number)
    if not lines:
        wrong = [_("表里没有任务。")]
    if wrong:
        more = _("另外还有{n}行有问题。").format(n=len(wrong) - MOST_TOLD) if len(wrong) > MOST_TOLD else ""
        raise Unfit("".join(wrong[:MOST_TOLD]) + more, field)
    return [line for _number, line in lines]


def _problem(number: int, line) -> str:
    if not isinstance(line, dict):
        return _("第{n}行：读不出来。").format(n=number)
    if lacking := [COLUMNS[name] for name in NEEDED if not _text(line.get(name))]:
        return _("第{n}行：没有填{lacking}。").format(n=number, lacking="、".join(lacking))
    try:
        if not 0 < Decimal(_text(line["points"])) <= 10_000:
            raise InvalidOperation
        of_tasks([line])
    except InvalidOperation:
        return _("第{n}行：分值“{value}”不是大于0的数。").format(n=number, value=_text(line["points"])[:20])
    except Unfit as problem:
        return _("第{n}行：{problem}").format(n=number, problem=problem.sentence)
    return ""


def _text(cell) -> str:
    """A cell as it is read: 5.0 of a workbook is 5."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str("" if cell is None else cell).strip()


def sample() -> bytes:
    """A workbook to fill in: the columns and three lines as an example."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(gettext("任务清单"))
        bold = book.add_format({"bold": True, "bg_color": "#E3EFEC", "border": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for at, (word, width) in enumerate(zip(COLUMNS.values(), (8, 24, 8, 52, 28, 28), strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, word, bold)
        for number, line in enumerate(SAMPLE, 1):
            for at, value in enumerate(line):
                sheet.write(number, at, value, plain)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()
