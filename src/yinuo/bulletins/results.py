"""Result sheets of an inspection tour: the formula and every value it was counted from; bands by default, a ranking never by itself."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ..evaluation.models import Keeper, Result, Signature, Subject
from ..evaluation.rules.exact import plain
from ..evaluation.rules.exported import REASONS
from ..evaluation.rules.terms import Terms
from ..evaluation.words import KEEPER_ROLES, Form
from ..inspection.models import Round
from ..kernel.clock import CHINA
from ..kernel.words import _
from .fairness import annex
from .papers import CENTRE, Cell, Column, Grid, Level, Line, Page, Paper, moment_words
from .tours import adopted

UNIT, RANK = Column(_("单位"), 40), Column(_("名次"), 15, CENTRE)
COUNTED = (
    Column(_("组"), 12, CENTRE), Column(_("有效票"), 26, CENTRE), Column(_("无效票"), 16, CENTRE), Column(_("去掉的最高、最低"), 38),
    Column(_("平均分"), 19, CENTRE), Column(_("校正"), 17, CENTRE), Column(_("加减分"), 17, CENTRE), Column(_("总分"), 19, CENTRE),
)  # fmt: skip
BAND = Column(_("档次"), 21, CENTRE)
VALUES = (Column(_("单位"), 40), Column(_("各评委分值（代号 分值）"), 110), Column(_("无效票和原因"), 75))
LISTED = (
    Column(_("单位"), 40), Column(_("来源"), 30), Column(_("评委代号"), 25, CENTRE), Column(_("分值"), 25, CENTRE), Column(_("是否计入"), 105),
)  # fmt: skip
DROPPED = {"highest": _("去掉最高"), "lowest": _("去掉最低")}
ENDS = {"highest": _("最高"), "lowest": _("最低")}
BLANKS = "＿＿＿＿＿＿"


@dataclass
class Told:
    """A kept result with what its papers need besides."""

    round: Round
    result: Result
    data: dict
    terms: Terms
    rows: list[dict]
    """The units that are shown, by path: the order says nothing about their points."""

    @property
    def ranks(self) -> dict[str, int]:
        """Unit → place, ties on the same one, within its group where groups cannot be compared.

        Empty unless a ranking was authorised by a document.
        """
        if self.round.assessment.form != Form.RANKING or not self.round.assessment.document:
            return {}
        found: dict[str, int] = {}
        for panel in self.data["orders"]:
            if self.data["order"] and panel["panel"]:
                continue
            before = 0
            for keys in panel["order"]:
                found |= dict.fromkeys(keys, before + 1)
                before += len(keys)
        return found


def told(round: Round, only: frozenset[int] | None = None) -> Told:
    """The newest result; with `only` (ids of subjects) nothing of other units. Two queries."""
    result = Result.objects.filter(assessment=round.assessment_id).first()
    data = json.loads(result.content)
    rows = sorted(data["subjects"], key=lambda row: row["key"])
    if only is not None:
        own = Subject.objects.filter(pk__in=only).select_related("org")
        keys = {subject.key for subject in own}
        rows = [row for row in rows if row["key"] in keys]
    return Told(round, result, data, round.assessment.rules, rows)


def result(round: Round, at: datetime, only: frozenset[int] | None = None) -> Paper:
    """How the result came about, to be checked by hand and signed; with `only` the part of these units. Six queries."""
    found = told(round, only)
    pages = [
        _summary(found, is_whole=only is None),
        _values(found),
        _list(found),
        annex(round, found.result, found.rows, is_whole=only is None),
    ]
    name = (
        _("{name}计分结果表").format(name=round.name)
        if only is None
        else _("{name}计分结果（本单位）").format(name=round.name)
    )
    return Paper(name, pages, at, mark=_mark(found, at), organ=round.org.name if only is None else "")


def _mark(found: Told, at: datetime) -> str:
    return _("第{n}次计分，结果指纹{digest}；数据时间{at}").format(
        n=found.result.number, digest=found.result.digest[:12], at=moment_words(at)
    )


def _summary(found: Told, *, is_whole: bool) -> Page:
    ranks = found.ranks if is_whole else {}
    columns = [UNIT, *COUNTED, BAND, *([RANK] if ranks else [])]
    if ranks:
        columns[0] = Column(UNIT.heading, UNIT.width - RANK.width)
    rows = [_counted(found, row) + ([ranks.get(row["key"], "")] if ranks else []) for row in found.rows]
    before = [Line(text, Level.NOTE) for text in _basis(found)]
    after = [Line(text, Level.NOTE) for text in _remarks(found, ranks)]
    signs = [Line(text, Level.SIGN) for text in _signs(found)] if is_whole else []
    title = _("{name}计分结果表").format(name=found.round.name)
    return Page(_("计分结果"), title, before, Grid(columns, rows, height=9), [*after, *signs], is_landscape=True)


def _counted(found: Told, row: dict) -> list[Cell]:
    values = [(source, one) for source in row["sources"] for one in source["values"] if one["dropped"]]
    dropped = "\n".join(f"{ENDS[one['dropped']]} {one['judge']}（{one['value']}）" for _source, one in values)
    invalid = sum(one["subject"] == row["key"] for one in found.data["invalid"])
    votes = _("{n}张\n{judges}位评委").format(n=row["ballots"], judges=row["judges"])
    if row["total"] is None:
        return [row["name"], row["panel"], votes, invalid, dropped, "", "", "", row["note"], ""]
    figures = [_number(row["mean"]), _number(row["correction"]), _number(row["awarded"]), _number(row["total"])]
    return [row["name"], row["panel"], votes, invalid, dropped, *figures, row["band"]]


def _number(text: str | None) -> Cell:
    return Decimal(text) if text is not None else ""


def _basis(found: Told) -> Iterator[str]:
    """What the numbers rest on: formula and version, bands fixed before, counts, fingerprints, seeds."""
    data, round = found.data, found.round
    counts = data["counts"]
    yield _("计分公式：{formula}。").format(formula=data["formula"])
    yield _("档次（出发前定）：{bands}。").format(bands=bands_words(found.terms, data["full"]))
    why = "、".join(_("{reason}{n}张").format(reason=REASONS[key], n=n) for key, n in counts["reasons"].items())
    yield _("收到{cast}张票，有效{valid}张，无效{invalid}张{why}。").format(
        cast=counts["cast"], valid=counts["valid"], invalid=counts["invalid"], why=f"（{why}）" if why else ""
    )
    for panel in data["panels"]:
        if panel["correction"] is not None:
            yield _("第{panel}组平均分的中位数{median}，校正{correction}。").format(**panel)
    yield _("结果指纹{result}；细则指纹{rubric}；计分规则指纹{terms}（均为 SHA-256）。").format(
        result=found.result.digest, rubric=data["rubric_digest"][:16], terms=data["terms_digest"][:16]
    )
    itinerary = adopted(round)
    routes = _("路线种子{seed}").format(seed=itinerary.plan.get("seed", "")) if itinerary else _("没有路线")
    yield _("点位抽取种子{seed}（{source}）；{routes}。").format(
        seed=round.seed, source=round.seed_source, routes=routes
    )
    if found.result.number > 1:
        yield _("这是第{n}次计分，原因：{why}。").format(n=found.result.number, why=found.result.why)


def bands_words(terms: Terms, full: str) -> str:
    """“得分占满分20分的比例：优秀90%起、良好80%起、…” or “优秀3个、良好6个、…”."""
    if terms.bands_by != "points":
        return "、".join(_("{name}{value}个").format(name=name, value=plain(value)) for name, value in terms.bands)
    lines = "、".join(
        _("{name}{value}%起").format(name=name, value=plain(value)) if value else _("其余{name}").format(name=name)
        for name, value in terms.bands
    )
    return _("按得分占满分{full}分的比例，{lines}").format(full=full, lines=lines)


def _remarks(found: Told, ranks: dict[str, int]) -> Iterator[str]:
    """What a reader must know beside the table."""
    if len(found.rows) == len(found.data["subjects"]):
        yield from found.data["notes"]
    for row in found.rows:
        for award in row["awards"]:
            yield _("{name}加减分{points}：{rule}。").format(
                name=row["name"], points=award["points"], rule=award["rule"]
            )
        if row["linking"]:
            yield _("{name}另有共看点位的票{n}张，来自别的组，只用于校正参考，不计入平均分。").format(
                name=row["name"], n=row["linking"]
            )
    yield _("总分=平均分+校正+加减分（加减分合计不超过正负{cap}分）；单位按编号排列，不分先后。").format(
        cap=plain(found.terms.award_cap)
    )
    if ranks:
        assessment = found.round.assessment
        scope = "" if found.data["order"] else _("各组看的单位不同，名次只在本组内比较。")
        yield _("名次依据：{document}；公布范围：{audience}。同分名次相同。{scope}").format(
            document=assessment.document, audience=assessment.audience, scope=scope
        )


def _signs(found: Told) -> Iterator[str]:
    """A line to sign for each of the three, with when the signature was given in the house."""
    signed = {one.keeper.role: one.at for one in Signature.objects.filter(result=found.result).select_related("keeper")}
    named = set(Keeper.objects.filter(assessment=found.round.assessment_id).values_list("role", flat=True))
    for role, word in KEEPER_ROLES.items():
        at = signed.get(role)
        said = _("（系统签字：{at}）").format(at=moment_words(at.astimezone(CHINA))) if at else ""
        if not said and role in named:
            said = _("（系统里还没有签字）")
        yield _("{role}签字：{line}{said}").format(role=word, line=BLANKS, said=said)


def _values(found: Told) -> Page:
    """Every judge's value, those dropped marked, and each invalid ballot with its reason."""
    rows = [[row["name"], _values_of(row), _invalid_of(found, row["key"])] for row in found.rows]
    said = _("每位评委的分值是他给该单位各点位得分的平均。标“去掉”的不计入平均分。评委只有代号。")
    title = _("{name}各评委分值").format(name=found.round.name)
    return Page(_("各评委分值"), title, [Line(said, Level.NOTE)], Grid(VALUES, rows, height=9), is_landscape=True)


def _values_of(row: dict) -> str:
    sources = []
    for source in row["sources"]:
        values = "；".join(f"{one['judge']} {one['value']}{_dropped(one)}" for one in source["values"])
        head = f"{_source(source)}：" if len(row["sources"]) > 1 else ""
        sources.append(head + (values or _("没有有效票")))
    return "\n".join(sources)


def _dropped(one: dict) -> str:
    return f"（{DROPPED[one['dropped']]}）" if one["dropped"] else ""


def _source(source: dict) -> str:
    name = _("评委") if source["source"] == "judges" else source["source"]
    return f"{name}（{source['weight']}/{source['of']}）"


def _invalid_of(found: Told, key: str) -> str:
    return "\n".join(
        _("评委{judge}：{why}").format(judge=one["judge"], why=one["why"])
        for one in found.data["invalid"]
        if one["subject"] == key
    )


def _list(found: Told) -> Page:
    """The same values one by one, to be filtered and summed in a workbook."""
    rows: list[Sequence[Cell]] = []
    for row in found.rows:
        for source in row["sources"]:
            for one in source["values"]:
                counts = DROPPED.get(one["dropped"], _("计入"))
                rows.append([row["name"], _source(source), one["judge"], Decimal(one["value"]), counts])
        for one in found.data["invalid"]:
            if one["subject"] == row["key"]:
                rows.append([row["name"], "", one["judge"], "", _("无效：{why}").format(why=one["why"])])
    return Page(_("逐个分值"), "", (), Grid(LISTED, rows), is_landscape=True, is_for_workbooks=True)


def published(round: Round, at: datetime) -> Paper:
    """What was published, in the form that was authorised: bands, points, or places. Three queries."""
    found = told(round)
    assessment, title = round.assessment, _("{name}结果").format(name=round.name)
    said = [
        _("评价对象{n}个单位，收到{cast}张票，有效{valid}张，无效{invalid}张。").format(
            n=len(found.rows), **{key: found.data["counts"][key] for key in ("cast", "valid", "invalid")}
        ),
        _("计分公式：{formula}。").format(formula=found.data["formula"]),
        _("档次（出发前定）：{bands}。").format(bands=bands_words(found.terms, found.data["full"])),
    ]
    if assessment.document:
        said.append(_("公布依据：{document}。").format(document=assessment.document))
    if assessment.audience:
        said.append(_("公布范围：{audience}。").format(audience=assessment.audience))
    heads = Line(_("一、档次"), Level.FIRST), Line(_("二、说明"), Level.FIRST)
    lines = [heads[0], *_bands(found), heads[1], *(Line(text) for text in said)]
    pages = [Page(_("结果"), title, lines)]
    if _has_grid(assessment):
        pages.append(_points(found, title))
    return Paper(title, pages, at, mark=_mark(found, at), organ=round.org.name)


def _has_grid(assessment) -> bool:
    return assessment.form in (Form.POINTS, Form.RANKING) and bool(assessment.document)


def _bands(found: Told) -> Iterator[Line]:
    """Each band with how many are in it and which, by number of the unit."""
    for name, _least in found.terms.bands:
        units = [row["name"] for row in found.rows if row["band"] == name]
        yield Line(_("{band}（{n}个）：{units}。").format(band=name, n=len(units), units="、".join(units) or _("无")))
    silent = [f"{row['name']}（{row['note']}）" for row in found.rows if row["total"] is None]
    if silent:
        yield Line(_("不评分（{n}个）：{units}。").format(n=len(silent), units="、".join(silent)))


def _points(found: Told, title: str) -> Page:
    """Points, and places only where they were authorised."""
    ranks = found.ranks
    first = [Column(_("组"), 14, CENTRE), Column(_("名次"), 16, CENTRE)] if ranks else []
    columns = [*first, Column(_("单位"), 66), Column(_("总分"), 30, CENTRE), Column(_("档次"), 30, CENTRE)]
    rows = [row for row in found.rows if row["total"] is not None]
    if ranks:
        rows.sort(key=lambda row: (0 if found.data["order"] else row["panel"], ranks[row["key"]]))
    cells = [
        [*([row["panel"], ranks[row["key"]]] if ranks else []), row["name"], Decimal(row["total"]), row["band"]]
        for row in rows
    ]
    name = _("名次") if ranks else _("得分")
    return Page(name, _("{title}（{name}）").format(title=title, name=name), (), Grid(columns, cells, height=9))
