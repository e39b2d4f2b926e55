"""M31–M33 in the words of those who do it: a list of problems, promised, done, checked by others, looked back at."""

from datetime import date, timedelta

import pytest

from tests.world import MONDAY, World
from yinuo.duties import actions
from yinuo.duties.models import Campaign, Item
from yinuo.duties.queries import rectification as reading
from yinuo.duties.words.rectification import Term
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters.words import Method

DAY = timedelta(days=1)
LAST = date(2026, 12, 31)


@pytest.fixture
def campaign(world: World) -> Campaign:
    return actions.start_campaign(
        world.organiser_org, world.organiser, at=MONDAY, name="城市基层治理专项整治", source="主题教育检视问题",
        starts_on=MONDAY.date(), ends_on=LAST,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def root(world: World):
    world.organiser_org = world.people["organiser"].org


def listed(world, campaign, problem="背街小巷路面破损", **given) -> Item:
    given = {"office": world.office, "term": Term.STAGED, "area": "基础设施建设"} | given
    return actions.list_item(campaign, world.organiser, at=MONDAY, problem=problem, **given)


def sold_off(world, item, at=MONDAY + 5 * DAY) -> Item:
    actions.promise_item(item, world.handler, at=MONDAY, promise="分批维修十八条。", due_on=date(2026, 6, 30))
    actions.report_done(item, world.handler, at=at - DAY, text="十八条都修好了。", method=Method.SITE_CHECK)
    actions.take_check(item, world.verifier, at=at)
    actions.sell_off(item, world.verifier, at=at, method=Method.SITE_CHECK, note="逐条走过，居民代表在场。")
    return item


def test_a_problem_is_promised_rejected_done_again_signed_off_and_held(world, campaign):
    item = listed(world, campaign)
    actions.promise_item(item, world.handler, at=MONDAY, promise="分批维修十八条。", due_on=date(2026, 6, 30))
    actions.work_on(item, world.handler, at=MONDAY + DAY, text="已修六条。", blocker="雨季不能铺沥青")
    actions.report_done(item, world.handler, at=MONDAY + 3 * DAY, text="都修好了。")
    actions.take_check(item, world.verifier, at=MONDAY + 4 * DAY)
    actions.reject_item(item, world.verifier, at=MONDAY + 4 * DAY, method=Method.SITE_CHECK, note="还有两条没有修。")
    assert (item.state, item.due_on, item.blocker) == ("rejected", date(2026, 6, 30), "")
    actions.report_done(item, world.handler, at=MONDAY + 9 * DAY, text="两条补修完了。")
    actions.take_check(item, world.verifier, at=MONDAY + 10 * DAY)
    actions.sell_off(item, world.verifier, at=MONDAY + 10 * DAY, method=Method.SITE_CHECK, note="逐条看过。")
    with pytest.raises(NotNow, match="满一个月"):
        actions.hold_item(item, world.verifier, at=MONDAY + 20 * DAY, method=Method.SITE_CHECK, note="看过。")
    actions.hold_item(item, world.verifier, at=MONDAY + 45 * DAY, method=Method.SITE_CHECK, note="没有再破。")
    assert item.state == "confirmed"
    assert [one.kind for one in item.itemsteps.all()] == ["work", "done", "failed", "done", "passed", "held"]


def test_the_doing_office_never_signs_off_and_never_looks_back_at_its_own(world, campaign):
    item = listed(world, campaign)
    actions.promise_item(item, world.handler, at=MONDAY, promise="修。", due_on=date(2026, 6, 30))
    with pytest.raises(NotNow):
        actions.sell_off(item, world.verifier, at=MONDAY, method=Method.SITE_CHECK, note="没有报告过。")
    actions.report_done(item, world.handler, at=MONDAY, text="都修好了。")
    for who in (world.own_verifier, world.handler):
        with pytest.raises(Refused):
            actions.take_check(item, who, at=MONDAY)
    actions.take_check(item, world.verifier, at=MONDAY)
    with pytest.raises(Refused, match="责任单位不能验收"):
        actions.sell_off(item, world.own_verifier, at=MONDAY, method=Method.SITE_CHECK, note="我们自己看过。")


def test_what_rebounds_opens_again_under_its_number_and_its_first_day_stays(world, campaign):
    item = sold_off(world, listed(world, campaign))
    actions.rebound_item(item, world.verifier, at=MONDAY + 50 * DAY, method=Method.SITE_CHECK, note="三条又破了。")
    assert (item.state, item.number, item.rebounds) == ("rebounded", 1, 1)
    assert item.first_due_on == date(2026, 6, 30)
    assert item.due_on > (MONDAY + 75 * DAY).date()
    states = reading.standing(Campaign.objects.all())[campaign.pk]
    assert reading.summed(states) | {"checked": 0, "rebounded": 1} == reading.summed(states)


def test_the_text_of_a_problem_stands_once_it_is_promised(world, campaign):
    item = listed(world, campaign)
    actions.amend_item(item, world.organiser, at=MONDAY, problem="背街小巷18条路面破损", area="基础设施建设")
    actions.promise_item(item, world.handler, at=MONDAY, promise="修。", due_on=date(2026, 6, 30))
    with pytest.raises(NotNow):
        actions.amend_item(item, world.organiser, at=MONDAY, problem="少数路面有裂纹")
    assert Item.objects.get().problem == "背街小巷18条路面破损"


def test_a_promise_is_shorter_than_the_law_and_than_twenty_working_days(world, campaign):
    item = listed(world, campaign, term=Term.AT_ONCE)
    with pytest.raises(Unfit, match="20个工作日"):
        actions.promise_item(item, world.handler, at=MONDAY, promise="修。", due_on=date(2026, 3, 31))
    actions.promise_item(item, world.handler, at=MONDAY, promise="修。", due_on=date(2026, 3, 30))
    other = listed(world, campaign, "窗口一次性告知不到位", legal_due_on=date(2026, 4, 1))
    with pytest.raises(Unfit, match="短于法定时限"):
        actions.promise_item(other, world.handler, at=MONDAY, promise="改。", due_on=date(2026, 4, 1))


def test_more_time_is_asked_before_the_day_and_given_by_others(world, campaign):
    item = listed(world, campaign)
    due = date(2026, 3, 20)
    actions.promise_item(item, world.handler, at=MONDAY, promise="修。", due_on=due)
    actions.ask_more_time(item, world.handler, at=MONDAY + DAY, due_on=date(2026, 4, 20), why="沥青厂检修。")
    with pytest.raises(Refused):
        actions.decide_more_time(item, world.handler, at=MONDAY + DAY, is_granted=True, decision="同意。")
    actions.decide_more_time(item, world.organiser, at=MONDAY + 2 * DAY, is_granted=True, decision="情况属实，同意。")
    assert (item.first_due_on, item.due_on) == (due, date(2026, 4, 20))
    late = MONDAY + 60 * DAY
    with pytest.raises(NotNow, match="已经过了"):
        actions.ask_more_time(item, world.handler, at=late, due_on=date(2026, 9, 1), why="还要时间。")


def test_long_term_items_are_never_signed_off(world, campaign):
    item = listed(world, campaign, "内河沿岸垃圾", term=Term.LONG, area="环境整治")
    actions.promise_item(item, world.handler, at=MONDAY, promise="每周清理两次。", due_on=date(2026, 6, 30))
    with pytest.raises(NotNow, match="不销号"):
        actions.report_done(item, world.handler, at=MONDAY, text="清理完了。")
    actions.report_period(item, world.handler, at=MONDAY + DAY, text="一季度清理二十四次。")
    actions.work_on(item, world.handler, at=MONDAY + 2 * DAY, text="二季度继续。")
    actions.report_period(item, world.handler, at=MONDAY + 90 * DAY, text="二季度清理二十五次。")
    with pytest.raises(Refused):
        actions.make_normal(item, world.handler, at=MONDAY + 91 * DAY, why="已成常态。")
    actions.make_normal(item, world.organiser, at=MONDAY + 91 * DAY, why="连续两个季度坚持，列入日常管护。")
    assert item.state == "normal"
    assert not reading.is_cleared(campaign), "a campaign of none but long-term items is not cleared"


def test_cleared_is_what_others_have_seen(world, campaign):
    first, second = listed(world, campaign), listed(world, campaign, "路灯失修")
    listed(world, campaign, "内河沿岸垃圾", term=Term.LONG)
    sold_off(world, first)
    actions.promise_item(second, world.handler, at=MONDAY, promise="换。", due_on=date(2026, 6, 30))
    actions.report_done(second, world.handler, at=MONDAY + DAY, text="换好了。")
    assert not reading.is_cleared(campaign)
    actions.take_check(second, world.verifier, at=MONDAY + 2 * DAY)
    actions.sell_off(second, world.verifier, at=MONDAY + 2 * DAY, method=Method.SITE_CHECK, note="夜里看过。")
    assert reading.is_cleared(campaign)


def test_neither_doubled_nor_split_to_inflate(world, campaign):
    first = listed(world, campaign, "背街小巷路面破损18条，群众出行不便")
    with pytest.raises(Unfit, match="第1项很像") as asked:
        listed(world, campaign, "背街小巷路面破损18条，群众出行很不方便")
    assert asked.value.field == "distinct_why"
    part = listed(world, campaign, "背街小巷路面破损18条中的3条", part_of=first)
    other = listed(world, campaign, "背街小巷路面破损18条，群众出行不便（二期）", distinct_why="是另一个片区的路。")
    actions.merge_item(other, world.organiser, at=MONDAY, into=first)
    assert (part.number, other.number) == (2, 3)
    told = reading.summed(reading.standing(Campaign.objects.all())[campaign.pk])
    assert (told["listed"], told["merged"]) == (1, 1), "parts and repetitions are no problems of their own"


def test_striking_out_stays_visible_and_counts_as_nothing_put_right(world, campaign):
    item = listed(world, campaign)
    with pytest.raises(Refused):
        actions.strike_out(item, world.handler, at=MONDAY, why="不归我们。")
    actions.strike_out(item, world.organiser, at=MONDAY, why="经核实不属于本县。")
    told = reading.summed(reading.standing(Campaign.objects.all())[campaign.pk])
    assert (told["listed"], told["checked"], told["struck_out"]) == (0, 0, 1)


def test_a_look_back_draws_by_a_lot_that_anybody_repeats(world, campaign):
    items = [
        sold_off(world, listed(world, campaign, problem))
        for problem in ("路灯失修", "坡道扶手缺失", "公交末班过早", "校门口接送拥堵")
    ]
    with pytest.raises(NotNow, match="满一个月"):
        actions.draw_sample(campaign, world.organiser, at=MONDAY + 20 * DAY, seed="1", seed_source="体彩开奖号码")
    sample = actions.draw_sample(
        campaign, world.organiser, at=MONDAY + 40 * DAY, seed="20260411", seed_source="4月11日体彩开奖号码"
    )
    assert sample.numbers == [1, 2, 3, 4]
    assert len(sample.drawn) == 3
    import hashlib

    order = sorted(sample.numbers, key=lambda n: hashlib.sha256(f"20260411|{n}".encode()).hexdigest())
    assert sample.drawn == order[:3]
    assert {item.number for item in campaign.items.filter(is_drawn=True)} == set(sample.drawn)
    assert reading.items_of(world.verifier).filter(reading.to_check(world.verifier)).count() == 3
    assert items[0].campaign_id == campaign.pk


def test_eleven_areas_and_twenty_six_items_print_from_rows_or_not_at_all(world, campaign):
    for number in range(26):
        listed(world, campaign, f"{chr(0x4E00 + 40 * number) * 5}第{number}号问题", area=f"方面{number % 11}")
    areas = reading.areas_of(campaign)
    assert (len(areas), sum(many for _area, many in areas)) == (11, 26)
    listed(world, campaign, "没有写方面的问题", area="")
    with pytest.raises(Unfit, match="第27项"):
        reading.areas_of(campaign)
