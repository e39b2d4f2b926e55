"""Papers of supervision: the rectification notice with its problems, its receipt, and the year's facts (REFERENCE §6.2, M42)."""

from datetime import datetime

from django.utils import timezone

from ..kernel.words import _
from ..supervision.models import AnnualReview, Finding, RectificationNotice
from .papers import CENTRE, Column, Grid, Level, Line, Page, Paper, day_words, moment_words

RECEIPT = (Column(_("项目"), 36, CENTRE), Column(_("内容"), 118))


def notice(notice: RectificationNotice, at: datetime) -> Paper:
    """To the unit: problem by problem with fact, basis and what is asked for, then the day and how to report back."""
    number = str(notice)
    title = _("整改通知书")
    findings = list(notice.findings.select_related("visit__plan", "item").order_by("pk"))
    said = [
        Line(_("编号：{number}").format(number=number)),
        Line(_("{unit}：").format(unit=notice.unit.name)),
        Line(
            _("根据{basis}，经督查并听取你单位的回复，核定下列{n}个问题，请按要求整改。").format(
                basis=notice.plan.basis, n=len(findings)
            )
        ),
    ]
    for order, finding in enumerate(findings, 1):
        said += _problem(order, finding)
    said += [
        Line(_("整改要求"), Level.FIRST),
        Line(notice.measures),
        Line(_("整改期限"), Level.FIRST),
        Line(_("请于{day}前整改到位。由其他单位到现场验收，验收通过才能销号。").format(day=day_words(notice.due_on))),
        Line(_("反馈方式"), Level.FIRST),
        Line(notice.feedback),
        Line(
            _("对核定有不同意见的，可以自核定之日起{n}天内申请复核，由没有参加督查的人办理。").format(
                n=notice.plan.rules.review_days
            ),
            Level.NOTE,
        ),
    ]
    mark = _("{number}；数据时间{at}").format(number=number, at=moment_words(at))
    return Paper(
        f"{title}{number}",
        [Page(title, title, said)],
        timezone.localtime(notice.issued_at),
        mark=mark,
        organ=notice.org.name,
    )


def _problem(order: int, finding: Finding) -> list[Line]:
    severity = finding.visit.plan.rules.severity(finding.severity)
    item = _("；整改清单第{n}项").format(n=finding.item.number) if finding.item else ""
    return [
        Line(_("问题{n}（{severity}{item}）").format(n=order, severity=severity.name if severity else "", item=item), Level.FIRST),
        Line(_("事实：{text}").format(text=finding.text)),
        Line(_("依据：{text}").format(text=finding.basis)),
        Line(_("措施要求：{text}").format(text=finding.measures)),
    ]  # fmt: skip


def receipt(notice: RectificationNotice, at: datetime) -> Paper:
    """The receipt of the unit (回执), filled from the rows as far as it has signed."""
    signed, answered = (one and timezone.localtime(one) for one in (notice.receipted_at, notice.answered_at))
    rows = [
        [_("通知书"), str(notice)],
        [_("收到单位"), notice.unit.name],
        [_("问题数"), notice.findings.count()],
        [_("整改期限"), day_words(notice.due_on)],
        [_("签收岗位"), notice.receipted_post],
        [_("签收时间"), moment_words(signed) if signed else ""],
        [_("整改情况"), notice.answer],
        [_("反馈时间"), moment_words(answered) if answered else ""],
    ]
    title = _("整改通知书回执")
    sign = [Line(_("签收单位（盖章）：            年    月    日"), Level.SIGN)]
    page = Page(title, title, [], Grid(RECEIPT, rows, height=12), sign)
    return Paper(f"{title}{notice}", [page], at, mark=str(notice))


def year(review: AnnualReview, at: datetime) -> Paper:
    """The year's facts of all units: counts from rows, in the order of the offices, no ranking."""
    sheets = list(review.sheets.select_related("unit").order_by("unit__path"))
    heads = [word for _key, word, _number in sheets[0].facts] if sheets else []
    width = 190 / max(1, len(heads))
    columns = [Column(_("单位"), 55), *(Column(word, width, CENTRE) for word in heads)]
    rows = [[sheet.unit.name, *(number for _key, _word, number in sheet.facts)] for sheet in sheets]
    said = [
        Line(
            _("从记录里数出来，数据时间{at}。只列事实，不排名次。").format(
                at=moment_words(timezone.localtime(review.at))
            )
        )
    ]
    title = _("{name}事实表").format(name=review.assessment.name)
    page = Page(title, title, said, Grid(columns, rows), is_landscape=True)
    return Paper(title, [page], at, mark=_("{year}年").format(year=review.year), organ=review.org.name)
