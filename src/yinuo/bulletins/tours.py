"""Papers of an inspection tour: the timetable of its routes and the list of drawn sites, for anybody to follow and check."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ..inspection import rules
from ..inspection.models import Itinerary, Round, Site, Visit
from ..inspection.planning import names_of, unvisited_words
from ..inspection.words import PICKS, ItineraryState, Pick, VisitState
from ..kernel.words import _
from .papers import CENTRE, Cell, Column, Grid, Level, Line, Page, Paper, day_words, moment_words

TICKET = 16
"""Digits of a ticket that are printed; two sites never share that many."""

WEEKDAYS = _("一二三四五六日")
STOPS = (
    Column(_("时间"), 26, CENTRE), Column(_("行车（分钟）"), 20, CENTRE), Column(_("点位"), 48), Column(_("单位"), 28),
    Column(_("地址"), 44), Column(_("开放时间"), 28), Column(_("接待（岗位）"), 31),
)  # fmt: skip
OVERVIEW = (
    Column(_("组"), 14, CENTRE), Column(_("日期"), 34, CENTRE), Column(_("出发"), 18, CENTRE), Column(_("到达"), 18, CENTRE),
    Column(_("点位（个）"), 20, CENTRE), Column(_("行车（分钟）"), 20, CENTRE), Column(_("住宿"), 32),
)  # fmt: skip
TICKETS = (
    Column(_("单位"), 36), Column(_("单位编号"), 30), Column(_("签序"), 13, CENTRE), Column(_("点位"), 46),
    Column(_("单位推荐"), 20, CENTRE), Column(_("签号（前16位）"), 40), Column(_("结果"), 40),
)  # fmt: skip


@dataclass
class Stage:
    """What a timetable is made of."""

    round: Round
    plan: dict
    names: dict[str, str]
    sites: dict[str, Site]
    visits: dict[tuple[int, str], Visit]


def adopted(round: Round) -> Itinerary | None:
    """The plan of routes in use."""
    return Itinerary.objects.filter(round=round, state=ItineraryState.ADOPTED).first()


def timetable(round: Round, at: datetime) -> Paper:
    """The routes of all groups by day; there must be a plan in use. Six queries."""
    itinerary = adopted(round)
    sites = {site.key: site for site in round.sites.select_related("subject__org__place", "place")}
    visits = Visit.objects.filter(group__round=round).select_related("group", "site")
    stage = Stage(
        round, itinerary.plan, {key: site.name for key, site in sites.items()} | names_of(round), sites,
        {(visit.group.number, visit.site.key): visit for visit in visits},
    )  # fmt: skip
    days = [
        (group["number"], day)
        for group in itinerary.plan["groups"]
        for day in group["days"]
        if day["legs"]
    ]  # fmt: skip
    mark = _("路线第{n}稿；数据时间{at}").format(n=itinerary.pk, at=moment_words(at))
    pages = [_overview(stage, days), *(_day(stage, group, day) for group, day in days)]
    return Paper(_("{name}路线时间表").format(name=round.name), pages, at, mark=mark, organ=round.org.name)


def _overview(stage: Stage, days: list[tuple[int, dict]]) -> Page:
    rows, plan = [], stage.plan
    for group, day in days:
        legs = day["legs"]
        visits = sum(leg["kind"] == "visit" for leg in legs)
        driving = sum(leg["driving"] for leg in legs)
        last = legs[-1]
        bed = stage.names.get(last["key"], "") if last["kind"] == "hotel" else _("返回")
        rows.append(
            [
                str(group),
                date_of(stage.round, day["day"]),
                clock(legs[0]["from"]),
                clock(last["until"]),
                visits,
                driving,
                bed,
            ]
        )
    said = [
        _("{name}：{first}至{last}，分{n}个组。").format(
            name=stage.round.name, first=day_words(stage.round.starts_on), last=day_words(stage.round.ends_on),
            n=len(plan["groups"]),
        ),
        proof(plan),
        *unvisited_words(plan, stage.names),
        *_called_off(stage),
    ]  # fmt: skip
    title = _("{name}路线时间表").format(name=stage.round.name)
    return Page(_("总览"), title, [Line(text) for text in said], Grid(OVERVIEW, rows, height=8))


def proof(plan: dict) -> str:
    """How good the routes are: driving, the proved bound and the gap, and the seed that gives them again."""
    seed = _("随机种子{seed}，用它可以重新排出这份路线。").format(seed=plan["seed"])
    if not plan.get("bound"):
        return _("各组行车合计{n}分钟，没有计算下界。{seed}").format(n=plan["driving"], seed=seed)
    gap = (Decimal(plan["driving"] - plan["bound"]) * 100 / plan["bound"]).quantize(Decimal("0.1"), ROUND_HALF_UP)
    best = _("已证明没有更省的路线") if plan.get("proven") else _("差距{gap}%").format(gap=max(gap, Decimal("0.0")))
    return _("各组行车合计{n}分钟；按时看完全部点位的路线，行车不会少于{bound}分钟（下界），{best}。{seed}").format(
        n=plan["driving"], bound=plan["bound"], best=best, seed=seed
    )


def _called_off(stage: Stage) -> Iterator[str]:
    for site in stage.sites.values():
        if site.pick == Pick.CLOSED:
            yield _("“{site}”临时取消：{why}。").format(site=site.name, why=site.closed_why)


def date_of(round: Round, day: int) -> str:
    """Day and weekday of a day of the round."""
    found = round.starts_on + timedelta(days=day)
    return _("{month}月{day}日（周{weekday}）").format(
        month=found.month, day=found.day, weekday=WEEKDAYS[found.weekday()]
    )


def clock(minute: int) -> str:
    """A minute of the day as people read it."""
    return f"{minute // 60}:{minute % 60:02}"


def _day(stage: Stage, group: int, day: dict) -> Page:
    when = date_of(stage.round, day["day"])
    driving = sum(leg["driving"] for leg in day["legs"])
    caption = _("第{group}组　{day}　行车合计{n}分钟").format(group=group, day=when, n=driving)
    found = stage.round.starts_on + timedelta(days=day["day"])
    name = _("第{group}组{month}月{day}日").format(group=group, month=found.month, day=found.day)
    grid = Grid(STOPS, list(_stops(stage, group, day)), caption=caption, height=10)
    notes = (_("行车分钟是到这一站以前在路上的时间；标“共看”的点位各组都看，用来让各组的打分可以相比。"),)
    title = _("{name}路线（第{group}组）").format(name=stage.round.name, group=group)
    return Page(name, title, (), grid, [Line(text, Level.NOTE) for text in notes], is_landscape=True)


def _stops(stage: Stage, group: int, day: dict) -> Iterator[list[Cell]]:
    """A row for setting out, for each visit, lunch, and where the day ends; drives are told at what they lead to."""
    driven = 0
    yield [clock(day["legs"][0]["from"]), "", _("出发"), "", _starts_at(stage, group, day["day"]), "", ""]
    for leg in day["legs"]:
        driven += leg["driving"]
        if leg["kind"] in ("drive", "wait"):
            continue
        time = clock(leg["from"]) if leg["from"] == leg["until"] else f"{clock(leg['from'])}-{clock(leg['until'])}"
        yield [time, driven or "", *_stop(stage, group, leg)]
        driven = 0


def _starts_at(stage: Stage, group: int, day: int) -> str:
    """Where the group spent the night before, or the depot."""
    days = next(one["days"] for one in stage.plan["groups"] if one["number"] == group)
    nights = [one["legs"][-1] for one in days if one["day"] < day and one["legs"]]
    return stage.names.get(nights[-1]["key"] if nights else "depot", "")


def _stop(stage: Stage, group: int, leg: dict) -> list[Cell]:
    place = stage.names.get(leg["key"], leg["key"])
    if leg["kind"] != "visit":
        word = {"lunch": _("午餐"), "hotel": _("到达住宿地"), "depot": _("返回")}.get(leg["kind"], leg["kind"])
        near = _("“{site}”附近").format(site=place) if leg["kind"] == "lunch" else place
        return [word, "", near, "", ""]
    site = stage.sites.get(leg["key"])
    if site is None:
        return [place, "", "", "", ""]
    name = _("{site}（共看）").format(site=site.name) if site.is_anchor else site.name
    visit = stage.visits.get((group, site.key))
    if visit is not None and visit.state in (VisitState.MISSED, VisitState.CALLED_OFF):
        name += f"\n{_('没有看：{why}').format(why=visit.reason)}"
    hours = rules.written_windows(site.windows).replace("，", "\n")
    return [name, site.subject.org.place.name, site.address or site.place.name, hours, site.host]


def draw_list(round: Round, at: datetime) -> Paper:
    """Every listed site with its ticket, and what the lot made of it; drawn again here from the seed. Two queries."""
    lists: dict = {}
    for site in (
        round.sites.exclude(pick=Pick.WITHDRAWN).select_related("subject__org").order_by("subject__org__path", "name")
    ):
        lists.setdefault(site.subject, []).append(site)
    digest = rules.list_digest({subject.key: [site.name for site in sites] for subject, sites in lists.items()})
    rows = [row for subject, sites in lists.items() for row in _tickets(round, subject, sites)]
    same = _("与抽签时一致") if digest == round.list_digest else _("与抽签时不一致，清单被改过，请查存证账")
    said = (
        _("种子：{seed}（{source}）。").format(seed=round.seed, source=round.seed_source),
        _("全部点位清单的指纹（SHA-256）：{digest}，{same}。").format(digest=round.list_digest, same=same),
        _("每个单位看{n}个点位，至少一半按签号从小到大随机抽取，其余由单位推荐；推荐不够的也按签号补足。").format(
            n=round.sites_per_unit
        ),
        _("签号是“种子|单位编号|点位名称”的 SHA-256，谁都可以核对：printf '%s' '种子|单位编号|点位名称' | sha256sum"),
    )
    title = _("{name}点位抽取结果").format(name=round.name)
    page = Page(
        _("抽取结果"),
        title,
        [Line(text, Level.NOTE) for text in said],
        Grid(TICKETS, rows, height=8),
        is_landscape=True,
    )
    mark = _("清单指纹{digest}；数据时间{at}").format(digest=round.list_digest[:12], at=moment_words(at))
    return Paper(title, [page], at, mark=mark, organ=round.org.name)


def _tickets(round: Round, subject, sites: list[Site]) -> Iterator[list[Cell]]:
    drawn = rules.drawn(
        round.seed, subject.key, [(site.name, site.is_proposed) for site in sites], round.sites_per_unit
    )
    tickets = sorted((rules.ticket(round.seed, subject.key, site.name), site) for site in sites)
    for order, (ticket, site) in enumerate(tickets, 1):
        result = PICKS[drawn.get(site.name, Pick.LISTED)]
        if site.pick == Pick.CLOSED:
            result = _("{result}；后来取消：{why}").format(result=result, why=site.closed_why)
        proposed = _("是") if site.is_proposed else ""
        yield [subject.org.name, subject.key, order, site.name, proposed, ticket[:TICKET], result]
