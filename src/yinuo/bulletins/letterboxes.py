"""A published month of a suggestion box as a paper (M34): counts with their shares, and the public answers."""

from datetime import datetime

from ..kernel.words import _
from ..matters.box_words import LETTER_KINDS, LetterKind
from ..matters.models import BoxMonth
from .papers import CENTRE, Column, Grid, Line, Page, Paper, day_words, moment_words

COUNTS = (Column(_("项目"), 80), Column(_("件数"), 30, CENTRE), Column(_("占有效来信（%）"), 40, CENTRE))
ANSWERS = (Column(_("编号"), 32), Column(_("类别"), 26), Column(_("公开答复"), 90), Column(_("采纳"), 16, CENTRE))
TOLD = (
    ("letters", _("收到来信")), ("valid", _("有效")), ("invalid", _("无效")), ("duplicate", _("重复")), ("closed", _("已办结或已答复")),
    ("open", _("还在办")), ("adopted", _("采纳")), ("passed", _("反映挂箱单位、转其他单位")), ("openings", _("开箱次数")),
)  # fmt: skip


def month(month: BoxMonth, at: datetime) -> Paper:
    """One workbook: a sheet of counts and one of answers."""
    counts, span = month.counts, _("{year}年{month}月").format(year=month.month.year, month=month.month.month)
    rows = [[word, counts[key], ""] for key, word in TOLD]
    rows += [[LETTER_KINDS[LetterKind(kind)], count, share] for kind, count, share in counts["kinds"]]
    said = [
        [code, LETTER_KINDS[LetterKind(kind)], text, _("是") if took else ""]
        for code, kind, text, took in month.answers
    ]
    title = _("{box}意见箱 {month}").format(box=month.box, month=span)
    why = [Line(_("更正原因：{why}").format(why=month.why))] if month.why else []
    pages = [
        Page(_("件数"), title, why, Grid(COUNTS, rows)),
        Page(_("公开答复"), title, (), Grid(ANSWERS, said)),
    ]
    mark = _("第{n}份，{on}公布；口径{definition}，指纹{digest}；数据时间{at}").format(
        n=month.number, on=day_words(month.at), definition=month.definition, digest=month.digest, at=moment_words(at)
    )
    return Paper(title, pages, at, mark=mark)
