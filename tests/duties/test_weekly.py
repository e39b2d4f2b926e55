"""M33: the Monday list drafts itself, on the working day after a holiday, on one page, and a person lets it go out."""

from datetime import date, timedelta

import pytest

from tests.world import MONDAY, World
from yinuo.acts.models import Entry
from yinuo.duties import actions
from yinuo.duties.queries.rectification import pace
from yinuo.duties.rules import rectification as rules
from yinuo.duties.words.rectification import Colour, Term
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.calendar import seed
from yinuo.kernel.errors import NotNow, Refused

WEEK = timedelta(days=7)


def test_a_monday_in_the_spring_festival_moves_to_the_working_day_that_follows():
    table = seed([2019, 2020])
    assert not rules.is_report_day(date(2020, 1, 27), table)
    assert rules.report_day(date(2020, 1, 29), table) == rules.report_day(date(2020, 2, 3), table) == date(2020, 2, 3)
    assert rules.is_report_day(date(2020, 2, 3), table)
    assert rules.covered_from(date(2020, 2, 3), table) == date(2020, 1, 20), "two lists are one"


def test_an_ordinary_week():
    table = seed([2026])
    assert [day for day in range(2, 9) if rules.is_report_day(date(2026, 3, day), table)] == [2]
    assert rules.covered_from(date(2026, 3, 9), table) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("due", "told"),
    [(date(2026, 3, 20), None), (date(2026, 3, 9), Colour.BLUE), (date(2026, 3, 2), Colour.BLUE),
     (date(2026, 3, 1), Colour.YELLOW), (date(2026, 2, 23), Colour.YELLOW), (date(2026, 2, 22), Colour.RED)],
)  # fmt: skip
def test_three_colours(due, told):
    assert rules.colour(due, date(2026, 3, 2)) == told


@pytest.fixture
def campaign(world: World):
    root = world.people["organiser"].org
    made = actions.start_campaign(
        root, world.organiser, at=MONDAY - 3 * WEEK, name="专项整治", source="督查发现", starts_on=date(2026, 2, 1),
        ends_on=date(2026, 12, 31),
    )  # fmt: skip
    texts = ("背街小巷路面破损", "路灯失修二百盏", "公交末班车过早", "坡道扶手缺失", "早市计量不准")
    dues = (date(2026, 3, 4), date(2026, 2, 27), date(2026, 2, 20), date(2026, 6, 30), date(2026, 3, 6))
    for text, due in zip(texts, dues, strict=True):
        item = actions.list_item(
            made,
            world.organiser,
            at=MONDAY - 3 * WEEK,
            problem=text,
            office=world.office,
            term=Term.STAGED,
            area="方面",
        )
        actions.promise_item(item, world.handler, at=MONDAY - 3 * WEEK, promise="按期整改。", due_on=due)
    return made


def checked(world, item, at):
    actions.report_done(item, world.handler, at=at, text="改好了。")
    actions.take_check(item, world.verifier, at=at)
    actions.sell_off(item, world.verifier, at=at, method="site_check", note="看过。")


def test_the_list_drafts_itself_and_a_person_lets_it_go_out(world, campaign):
    items = list(campaign.items.all())
    checked(world, items[3], MONDAY - timedelta(days=4))
    actions.work_on(items[2], world.handler, at=MONDAY - timedelta(days=5), text="在谈。", blocker="等公交公司排班")
    week = actions.draft_week(campaign.org, HOUSE, at=MONDAY)
    told = {name: [row["no"] for row in week.content[name]["rows"]] for name in ("due", "overdue", "sold_off", "stuck")}
    assert told == {"due": [1, 5], "overdue": [3, 2], "sold_off": [4], "stuck": [3]}
    assert (
        week.content["overdue"]["rows"][0] | {"days": 10, "first_due": "2026-02-20"}
        == week.content["overdue"]["rows"][0]
    )
    with pytest.raises(NotNow, match="已经拟好"):
        actions.draft_week(campaign.org, world.organiser, at=MONDAY)
    with pytest.raises(Refused, match="由人审定"):
        actions.issue_week(week, HOUSE, at=MONDAY)
    actions.issue_week(week, world.organiser, at=MONDAY, remarks="请城管局本周内报出公交末班的办法。")
    assert (week.state, len(week.digest)) == ("issued", 64)
    with pytest.raises(NotNow):
        actions.redraft_week(week, world.organiser, at=MONDAY)
    checked(world, items[1], MONDAY + timedelta(days=1))
    again = actions.correct_week(week, world.organiser, at=MONDAY + WEEK, why="第2项漏登。")
    assert (again.corrects, again.state, week.state) == (week, "drafted", "corrected")
    assert week.content["overdue"]["number"] == 2, "the issued one keeps its words"
    assert Entry.objects.filter(act="duties.draft_week", actor="house").count() == 1


def test_no_list_on_another_day(world, campaign):
    with pytest.raises(NotNow, match="周一"):
        actions.draft_week(campaign.org, HOUSE, at=MONDAY + timedelta(days=1))


def test_many_rows_still_fit_one_page(world, campaign):
    for number in range(20):
        item = actions.list_item(
            campaign, world.organiser, at=MONDAY - 3 * WEEK, problem=f"{chr(0x5000 + 30 * number) * 6}", office=world.office,
            term=Term.STAGED, area="方面",
        )  # fmt: skip
        actions.promise_item(item, world.handler, at=MONDAY - 3 * WEEK, promise="改。", due_on=date(2026, 2, 20))
    week = actions.draft_week(campaign.org, HOUSE, at=MONDAY)
    assert week.content["overdue"]["number"] == 22
    assert len(week.content["overdue"]["rows"]) == 8


def test_ziyang_six_of_twenty_two(world):
    """REFERENCE §9 E6: 22 = 6 done (27 %) + 16 running (73 %), three colours, from rows."""
    root = world.people["organiser"].org
    campaign = actions.start_campaign(
        root,
        world.organiser,
        at=MONDAY,
        name="督察通报",
        source="督察",
        starts_on=MONDAY.date(),
        ends_on=date(2026, 12, 31),
    )
    for number in range(22):
        item = actions.list_item(
            campaign, world.organiser, at=MONDAY, problem=f"{chr(0x6000 + 30 * number) * 6}", office=world.office,
            term=Term.STAGED, area="方面",
        )  # fmt: skip
        due = MONDAY.date() + timedelta(days=(30, 43, 52, 70)[number % 4])
        actions.promise_item(item, world.handler, at=MONDAY, promise="改。", due_on=due)
        if number < 6:
            checked(world, item, MONDAY)
    told = pace(campaign, MONDAY.date() + timedelta(days=45))
    assert {key: told[key] for key in ("all", "done", "running", "done_percent", "running_percent")} == {
        "all": 22, "done": 6, "running": 16, "done_percent": 27, "running_percent": 73,
    }  # fmt: skip
    assert [told[colour.value] for colour in Colour] == [4, 4, 4]
