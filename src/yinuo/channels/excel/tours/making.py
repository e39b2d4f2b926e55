"""Which paper a document is made of, and which file of it is wanted."""

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from django.http import Http404, QueryDict

from yinuo.bulletins import books, calendars, gongwen, results, sheets, tours
from yinuo.bulletins.papers import Paper
from yinuo.bulletins.policy import DOCUMENTS, Document, Standing
from yinuo.evaluation.models import Judge
from yinuo.inspection.models import Round
from yinuo.kernel.words import _

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
FORMAT_WORDS = {"docx": "Word", "xlsx": "Excel", "ics": _("日历（ICS）")}
ABOUT = {
    Document.DRAW: _("每个单位的全部点位、签号和结果，附种子和清单指纹，谁都可以照着再抽一遍。"),
    Document.BLANK: _("每个点位一份，列出任务、评分要点、怎么查、不计分的情形，可以手写，末尾签字。"),
    Document.TIMETABLE: _("各组每天到哪里、几点到、路上多久、谁接待，附行车下界；日历可以导入手机。"),
    Document.PROTOCOL: _("启封以后，每位评委（只有代号）给各点位的打分，附密封时的指纹，可以逐票核对。"),
    Document.RESULT: _("计分公式、各评委分值、去掉的最高最低、有效票数、平均分、校正、加减分和档次，附签字栏。"),
    Document.PUBLISHED: _("按批准的形式公布的结果；默认只有档次。"),
}


def _blank(round: Round, standing: Standing, asked: QueryDict, at: datetime) -> Paper:
    """The generic sheets, or those of one judge: one's own, or anybody's for the organiser."""
    code = asked.get("judge", "")
    if not code:
        return sheets.blank(round, at)
    if code not in sheets_for(standing, round):
        raise Http404
    return sheets.blank(round, at, judge=code)


def _result(round: Round, standing: Standing, _asked: QueryDict, at: datetime) -> Paper:
    return results.result(round, at, only=None if standing.sees_results else standing.units)


PAPERS: dict[Document, Callable[[Round, Standing, QueryDict, datetime], Paper]] = {
    Document.DRAW: lambda round, _standing, _asked, at: tours.draw_list(round, at),
    Document.BLANK: _blank,
    Document.TIMETABLE: lambda round, _standing, _asked, at: tours.timetable(round, at),
    Document.PROTOCOL: lambda round, _standing, _asked, at: sheets.protocol(round, at),
    Document.RESULT: _result,
    Document.PUBLISHED: lambda round, _standing, _asked, at: results.published(round, at),
}


def make(
    target: BinaryIO, round: Round, document: Document, format: str, standing: Standing, asked: QueryDict, at: datetime
) -> str:
    """Write the file; its name without the ending."""
    if format == "ics":
        group = asked.get("group", "")
        if group and (not group.isdecimal() or not 1 <= int(group) <= round.assessment.panels):
            raise Http404
        target.write(calendars.calendar(round, at, group=int(group) if group else None))
        return f"{round.name}-{DOCUMENTS[document]}{group}"
    paper = PAPERS[document](round, standing, asked, at)
    (gongwen if format == "docx" else books).write(target, paper)
    return f"{round.name}-{DOCUMENTS[document]}"


def sheets_for(standing: Standing, round: Round) -> list[str]:
    """Codes of the judges whose own blank sheets this person may take."""
    if standing.runs:
        return list(Judge.objects.filter(assessment=round.assessment_id).values_list("code", flat=True))
    return [standing.judge] if standing.judge else []
