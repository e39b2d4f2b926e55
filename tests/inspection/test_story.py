"""A round from its order to the archive, in the words of those who organise it, are visited, go along, and learn from it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.inspection.scene import day
from tests.world import MONDAY
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.models import Part
from yinuo.evaluation.words import Form
from yinuo.inspection import actions, figures, queries, reactions
from yinuo.inspection.models import Gap, Note, Site, Visit
from yinuo.inspection.planning import names_of
from yinuo.inspection.rules import drawn, read_windows, ticket, written_windows
from yinuo.inspection.travel import TravelTable
from yinuo.inspection.words import IN_ROUND, ItineraryState, Pick, RoundState, VisitState
from yinuo.kernel.errors import NotNow, Refused, Unfit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# Sites and the lot


def test_the_lot_is_fair_and_does_not_ask_in_which_order_the_list_stands():
    sites = [(f"点位{n}", n < 3) for n in range(8)]
    assert drawn("种子", "u", sites, 5) == drawn("种子", "u", sites[::-1], 5)
    counts = dict.fromkeys((name for name, _p in sites), 0)
    for seed in range(800):
        for name, how in drawn(str(seed), "u", sites, 5).items():
            counts[name] += (
                how == Pick.DRAWN and name in sorted(counts, key=lambda one: ticket(str(seed), "u", one))[:3]
            )
    assert all(240 < number < 360 for number in counts.values()), counts


@pytest.mark.parametrize(("listed", "wanted", "lots"), [(8, 5, 3), (8, 4, 2), (3, 5, 2), (1, 5, 1), (8, 1, 1)])
def test_at_least_half_is_by_lot_however_few_are_listed(listed, wanted, lots):
    found = drawn("s", "u", [(str(n), True) for n in range(listed)], wanted)
    assert len(found) == min(listed, wanted)
    assert list(found.values()).count(Pick.DRAWN) == lots


@pytest.mark.parametrize(
    ("typed", "windows"),
    [
        ("", [[480, 1080]]),
        ("8:30-12:00，14:00-18:00", [[510, 720], [840, 1080]]),
        ("14：00—18：00、8：30至12：00", [[510, 720], [840, 1080]]),
    ],
)
def test_opening_hours_as_people_write_them(typed, windows):
    assert read_windows(typed) == windows
    assert read_windows(written_windows(windows)) == windows


@pytest.mark.parametrize("typed", ["上午", "8:30", "12:00-8:30", "8:30-25:00", "8:30-12:00，随时"])
def test_opening_hours_that_are_none(typed):
    with pytest.raises(Unfit):
        read_windows(typed)


# Routes


def test_routes_are_planned_and_adopted_as_visits_and_panels(made):
    groups = {1: (0, 2, 4), 2: (1, 3, 5)}
    for number, streets in groups.items():
        visits = Visit.objects.filter(group__round=made.round, group__number=number).select_related("site__subject")
        own = {visit.site.subject_id for visit in visits if not visit.site.is_anchor}
        assert own == {
            made.subject(street).pk for street in streets if any(not s.is_anchor for s in made.sites(street))
        }
        assert {visit.site for visit in visits if visit.site.is_anchor} == set(made.round.sites.filter(is_anchor=True))
    assert {made.subject(n).panel for n in (0, 2, 4)} == {1}
    assert Part.objects.filter(subject__assessment=made.assessment, is_shared=True).count() == 2


def test_the_planner_answers_a_request_and_a_hand_made_order(made):
    asked = actions.ask_routes(made.round, made.organiser, at=MONDAY + HOUR, why="看看有没有更顺的")
    reactions.answer(asked, at=MONDAY + HOUR, iterations=300)
    assert asked.state == ItineraryState.READY, asked.problem
    keys = {leg["key"] for g in asked.plan["groups"] for d in g["days"] for leg in d["legs"] if leg["kind"] == "visit"}
    assert keys == {site.key for site in made.round.sites.filter(pick__in=IN_ROUND)}
    order = [
        " ".join(leg["key"] for d in group["days"] for leg in d["legs"] if leg["kind"] == "visit")
        for group in asked.plan["groups"]
    ]
    by_hand = actions.rearrange(made.round, made.organiser, at=MONDAY + HOUR, order=order, why="先去远处")
    reactions.answer(by_hand, at=MONDAY + HOUR)
    assert by_hand.state == ItineraryState.READY
    assert by_hand.plan["driving"] <= asked.plan["driving"] + 1
    with pytest.raises(Unfit, match="没有排进去"):
        actions.rearrange(made.round, made.organiser, at=MONDAY + HOUR, order=[order[0], ""], why="少排几个")
    with pytest.raises(Unfit, match="不认识"):
        actions.rearrange(made.round, made.organiser, at=MONDAY + HOUR, order=["site-0", ""], why="乱填")


def test_an_impossible_site_is_named_with_its_reason(made):
    site = made.sites(2)[0]
    Site.objects.filter(pk=site.pk).update(windows=[[480, 490]])
    asked = actions.ask_routes(made.round, made.organiser, at=MONDAY + HOUR, why="改了时间")
    reactions.answer(asked, at=MONDAY + HOUR, iterations=300)
    assert f"“{site.name}”没有排进去：开放的时间不够看完" in asked.problem


def test_a_closed_site_is_planned_around_and_what_was_seen_stays(made):
    first = Visit.objects.filter(group__round=made.round, group__number=1).first()
    actions.hold_visit(first, made.world.leader1, at=MONDAY + HOUR)
    closed = made.sites(4)[0]
    actions.close_site(made.round, made.organiser, at=MONDAY + HOUR, site=closed, reason="路面塌陷")
    assert closed.visits.get().state == VisitState.CALLED_OFF
    asked = actions.ask_routes(made.fresh().round, made.organiser, at=MONDAY + HOUR, now_day=0, now_minute=660)
    reactions.answer(asked, at=MONDAY + HOUR)
    assert asked.state == ItineraryState.READY, asked.problem
    actions.adopt(made.round, made.organiser, at=MONDAY + HOUR, itinerary=asked)
    first.refresh_from_db()
    assert first.state == VisitState.HELD
    assert made.round.itineraries.filter(state=ItineraryState.ADOPTED).get() == asked
    assert closed.visits.get().state == VisitState.CALLED_OFF


def table(made, **changes) -> TravelTable:
    keys = tuple(names_of(made.round))
    minutes = [[0 if i == j else 25 for j in range(len(keys))] for i in range(len(keys))]
    for (i, j), value in changes.get("cells", {}).items():
        minutes[i][j] = value
    keys = keys[: changes.get("upto", len(keys))]
    return TravelTable("县交通局测算", keys, tuple(tuple(row[: len(keys)]) for row in minutes[: len(keys)]))


def test_a_travel_table_with_holes_names_them(made):
    with pytest.raises(Unfit, match="1处空着或者不是分钟数：示例县（出发和返回）到"):
        actions.set_travel(made.round, made.organiser, at=MONDAY + HOUR, table=table(made, cells={(0, 1): None}))
    with pytest.raises(Unfit, match="没有："):
        actions.set_travel(made.round, made.organiser, at=MONDAY + HOUR, table=table(made, upto=5))
    actions.set_travel(made.round, made.organiser, at=MONDAY + HOUR, table=table(made))
    assert made.fresh().round.travel["source"] == "县交通局测算"


# On the way


def test_notes_stay_with_the_unit_of_the_visitor(made):
    _judge, actor = made.judge(0)
    site = made.sites(2)[0]
    uid = uuid4()
    note = actions.take_note(site, actor, at=MONDAY + HOUR, uid=uid, text="每张单子背后都有回访，值得学。", key=uid)
    assert (
        actions.take_note(site, actor, at=MONDAY + 2 * HOUR, uid=uid, text="每张单子背后都有回访，值得学。", key=uid)
        == note
    )
    assert Note.objects.count() == 1
    assert list(queries.notes_of(actor)) == [note]
    assert list(queries.notes_of(made.speaker(0))) == [note], "the judge's own street"
    for other in (made.judge(1)[1], made.speaker(2), made.organiser, made.keeper(1), made.world.leader):
        assert not queries.notes_of(other).exists()
    with pytest.raises(Refused):
        actions.take_note(site, made.organiser, at=MONDAY + HOUR, uid=uuid4(), text="替他写")


def test_a_contact_is_kept_only_where_the_host_agreed(made):
    _judge, actor = made.judge(0)
    for number in range(6):
        for site in made.sites(number):
            given = {"uid": uuid4(), "text": "留个电话", "keeps_contact": True}
            if site.shares_contact:
                assert actions.take_note(site, actor, at=MONDAY + HOUR, **given).keeps_contact
            else:
                with pytest.raises(Unfit, match="没有同意"):
                    actions.take_note(site, actor, at=MONDAY + HOUR, **given)


def test_a_note_with_somebodys_mobile_is_refused(made):
    with pytest.raises(Unfit, match="不写个人的"):
        actions.take_note(made.sites(2)[0], made.judge(0)[1], at=MONDAY + HOUR, uid=uuid4(), text="找王某 13900001234")


def test_the_leader_says_what_was_seen_and_the_round_comes_home(made):
    visits = list(Visit.objects.filter(group__round=made.round))
    with pytest.raises(NotNow, match="没有登记"):
        actions.come_back(made.round, made.organiser, at=MONDAY + DAY)
    for visit in visits:
        leader = made.world.leader1 if visit.group.number == 1 else made.world.leader2
        other = made.world.leader2 if visit.group.number == 1 else made.world.leader1
        with pytest.raises(Refused, match="本组组长"):
            actions.hold_visit(visit, other, at=MONDAY + DAY)
        if visit == visits[0]:
            with pytest.raises(Unfit, match="为什么"):
                actions.miss_visit(visit, leader, at=MONDAY + DAY, reason=" ")
            actions.miss_visit(visit, leader, at=MONDAY + DAY, reason="山路结冰")
        else:
            actions.hold_visit(visit, leader, at=MONDAY + DAY)
    actions.come_back(made.round, made.organiser, at=MONDAY + DAY)
    assert made.fresh().round.state == RoundState.RETURNED


def test_a_phone_gets_all_it_needs_and_no_more(made, django_assert_max_num_queries):
    _judge, actor = made.judge(0)
    assert queries.rounds_to_visit(actor) == [made.round]
    with django_assert_max_num_queries(24):
        found = queries.packet(made.round, actor, MONDAY)
    own = [site for site in found["sites"] if site["unit"] == made.subject(0).key]
    assert own
    assert all("评委所在单位" in site["why_not"] for site in own)
    others = [site for site in found["sites"] if site["unit"] != made.subject(0).key]
    assert all(site["bound"] and not site["why_not"] for site in others)
    assert all(site["phone"] == "" for site in found["sites"] if not site["shares_contact"])
    assert len(found["keepers"]) == 3
    assert found["judge"]["code"] == "01"
    made.cast(0, Site.objects.get(pk=others[0]["id"]), at=MONDAY + HOUR)
    again = queries.packet(made.round, actor, MONDAY)
    assert [site["marked"] != "" for site in again["sites"] if site["id"] == others[0]["id"]] == [True]
    assert not queries.rounds_to_visit(made.world.neighbour)


# The meeting, and what is learned


def test_no_speaker_is_chosen_before_the_seal(made):
    with pytest.raises(NotNow, match="封票以后"):
        actions.invite_speaker(made.round, made.organiser, at=MONDAY + HOUR, org=made.streets[0], reason="看着不错")
    with pytest.raises(NotNow, match="封票以后"):
        actions.hold_meeting(made.round, made.organiser, at=MONDAY + HOUR, met_at=MONDAY, commentary="内定")


def finished(made):
    """Visited, counted, met, published."""
    for visit in Visit.objects.filter(group__round=made.round):
        actions.hold_visit(visit, made.organiser, at=MONDAY + DAY)
    actions.come_back(made.round, made.organiser, at=MONDAY + DAY)
    made.announced(at=MONDAY + DAY)
    made.fresh()
    actions.invite_speaker(made.round, made.organiser, at=MONDAY + DAY, org=made.streets[0], reason="件件能走到现场。")
    met_at = MONDAY + DAY + 9 * HOUR
    actions.hold_meeting(made.round, made.organiser, at=met_at + HOUR, met_at=met_at, commentary="差距主要在复查。")
    evaluating.settle(made.assessment, made.organiser, at=MONDAY + 12 * DAY)
    evaluating.publish(made.assessment, made.organiser, at=MONDAY + 12 * DAY, form=Form.BANDS)
    return made.fresh()


def test_the_round_is_archived_only_when_every_unit_has_said_what_it_changes(made):
    finished(made)
    later = MONDAY + 13 * DAY
    with pytest.raises(NotNow, match="等6个单位"):
        actions.archive(made.round, made.organiser, at=later)
    for number in range(5):
        actions.plan_gap(
            made.subject(number), made.speaker(number), at=later, gap="办结后没人复查", action="每月抽十件到现场",
            post="督查室主任", due_on=later.date() + timedelta(days=60), site=made.sites(5)[0],
        )  # fmt: skip
    with pytest.raises(Unfit, match="10到300字"):
        actions.say_none(made.subject(5), made.speaker(5), at=later, reason="没有")
    actions.say_none(made.subject(5), made.speaker(5), at=later, reason="这几方面近期抽查过，都已经做到位。")
    actions.archive(made.round, made.organiser, at=later)
    assert made.fresh().round.state == RoundState.ARCHIVED


def test_a_gap_is_looked_at_after_30_60_and_90_days(made):
    subject, actor = made.subject(0), made.speaker(0)
    gap = actions.plan_gap(
        subject, actor, at=MONDAY, gap="公示栏电话打不通", action="换成值班座机", post="组织科科长", due_on=day(50)
    )
    with pytest.raises(NotNow, match="至少回看一次"):
        actions.keep_gap(gap, actor, at=MONDAY + DAY)
    with pytest.raises(NotNow, match="4月1日"):
        actions.review_gap(gap, actor, at=MONDAY + 29 * DAY, text="早了一天")
    for days in (30, 60, 90):
        assert actions.review_gap(gap, actor, at=MONDAY + days * DAY, text="在做").number == days
    with pytest.raises(NotNow, match="都回看过了"):
        actions.review_gap(gap, actor, at=MONDAY + 100 * DAY, text="还看")
    actions.keep_gap(gap, actor, at=MONDAY + 100 * DAY)
    with pytest.raises(NotNow):
        actions.drop_gap(gap, actor, at=MONDAY + 101 * DAY, reason="又不想改了")
    assert Gap.objects.get().state == "kept"
    with pytest.raises(Unfit, match="别的单位"):
        actions.plan_gap(subject, actor, at=MONDAY, gap="a", action="b", post="c", due_on=day(5), site=made.sites(0)[0])


def test_the_figures_of_the_page_come_from_rows(made):
    place = made.round.org.place.code
    found = figures.round_of(place, day(1))
    assert found == made.round
    assert str(figures.FIGURES["inspection.groups"](found)) == "2个组"
    assert str(figures.FIGURES["inspection.tasks"](found)) == "3项任务"
    assert figures.FIGURES["inspection.summary_at"](found) is None
    finished(made)
    found = figures.round_of(place, day(30))
    assert figures.inspection_sentence(found) == (
        "3月2日至3日，2个组，对照3项任务；3日18:00召开总结点评会，东关街道作典型发言"
    )
    assert figures.round_of(place, day(-1)) is None


def test_who_sees_the_round(made):
    for actor in (made.organiser, made.judge(3)[1], made.world.leader2, made.speaker(4), made.keeper(1)):
        assert list(queries.rounds_of(actor)) == [made.round]
    assert not queries.rounds_of(made.world.neighbour).exists()
