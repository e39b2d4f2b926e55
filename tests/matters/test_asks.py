"""A neighbour asks the party group of the stairwell; the group talks, settles or refers; nobody else reads it (M11)."""

from datetime import date, datetime, timedelta

import pytest

from tests.matters.street import SAID, asked, asker, build_stairs, employ
from tests.matters.test_policy import PEOPLE
from tests.world import CHINA, MONDAY
from yinuo.acts.door import ACTS
from yinuo.acts.models import Entry
from yinuo.acts.reactions import react
from yinuo.kernel.actor import HOUSE, Actor, Grant, Role, resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions, neighbours, policy, queries, words
from yinuo.matters.anonymous import told_of
from yinuo.matters.flow import ASK
from yinuo.matters.models import Ask, Matter
from yinuo.matters.words import AskState, Outcome, Referral, Settlement
from yinuo.orgs import actions as staffing

EVENING = datetime(2026, 3, 3, 19, 30, tzinfo=CHINA)
LATER = EVENING + timedelta(hours=2)

CROWD = (*PEOPLE, "community_handler", "group_leader", "grid_leader", "asker", "house")
GROUP = {"group_leader"}
TABLE = {
    "matters.ask": {"asker", "raiser", "anyone", "house"},
    "matters.talk": GROUP,
    "matters.settle": GROUP,
    "matters.refer": GROUP,
    "matters.call_off": {"asker"},
    "matters.pass_on": {"house"},
}


@pytest.fixture
def stairs(world):
    return build_stairs(world)


def crowd_of(world, ask) -> dict[str, Actor]:
    people = {name: getattr(world, name) for name in CROWD if name not in ("raiser", "anyone", "asker", "house")}
    matter = Matter.objects.first() or world.raised()
    return people | {"raiser": world.raiser(matter), "anyone": resident(), "asker": asker(ask), "house": HOUSE}


def talked(stairs, world, **given) -> Ask:
    made = asked(stairs, **given)
    actions.talk(made, world.group_leader, at=MONDAY, talk_at=EVENING)
    return made


def solved(stairs, world, *, at=LATER, **given) -> Ask:
    made = talked(stairs, world, **given)
    actions.settle(made, world.group_leader, at=at, outcome=Settlement.AGREED, text="双方约定晚上十点以后不用洗衣机。")
    return made


def test_the_table_is_whole_and_everybody_may_do_what_it_says(world, stairs):
    asking = {name for name, act in ACTS.items() if act.fn.__module__ == "yinuo.matters.actions.asking"}
    assert set(TABLE) == asking
    made, wrong = asked(stairs), []
    for name, allowed in TABLE.items():
        subject = stairs.stairwell_group if name == "matters.ask" else made
        for who, actor in crowd_of(world, made).items():
            refusal = ACTS[name].may(actor, subject)
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
            assert refusal is None or refusal.endswith("。")
    assert not wrong, "\n".join(wrong)


def test_the_flow_reaches_every_state_and_has_no_dead_end():
    assert ASK.reachable() == set(AskState) == set(words.ASK_STATES)
    for state in set(AskState) - ASK.ends:
        assert any(ASK.steps[verb][1] for verb in ASK.open_steps(state)), state
    assert {f"matters.{verb}" for verb in ASK.steps} <= set(ACTS)
    assert ASK.open_steps(AskState.SOLVED) == []
    with pytest.raises(NotNow):
        ASK.check(AskState.ASKED, "settle")


def test_a_neighbour_asks_the_group_talks_in_the_evening_and_they_agree(world, stairs):
    made = asked(stairs)
    assert (made.state, made.words, made.group, made.county) == ("asked", SAID, stairs.stairwell_group, "419901")
    assert neighbours.by_slip(made.slip) == made
    actions.talk(made, world.group_leader, at=MONDAY, talk_at=EVENING, note="在一楼门厅")
    assert (made.state, made.talk_at) == (AskState.TALKED, EVENING)
    with pytest.raises(Unfit, match="还没有到"):
        actions.settle(made, world.group_leader, at=MONDAY, outcome=Settlement.AGREED, text="约好了。")
    actions.settle(made, world.group_leader, at=LATER, outcome=Settlement.AGREED, text="双方约定晚上十点以后不洗衣服。")
    assert (made.state, made.outcome, made.ended_at) == (AskState.SOLVED, Settlement.AGREED, LATER)
    assert [entry.verb for entry in neighbours.course(made)] == ["ask", "talk", "settle"]
    with pytest.raises(NotNow):
        actions.call_off(made, asker(made), at=LATER)


def test_what_was_not_agreed_is_not_solved_and_goes_on(world, stairs):
    made = talked(stairs, world)
    actions.settle(made, world.group_leader, at=LATER, outcome=Settlement.NOT_AGREED, text="楼上不同意。")
    assert (made.state, made.ended_at) == (AskState.UNSOLVED, None)
    again = LATER + timedelta(days=1)
    actions.talk(made, world.group_leader, at=LATER, talk_at=again)
    assert (made.state, made.outcome, made.outcome_text) == (AskState.TALKED, "", "")


@pytest.mark.parametrize(
    ("moment", "is_fine"),
    [
        (datetime(2026, 3, 3, 10, 0, tzinfo=CHINA), False),
        (datetime(2026, 3, 3, 8, 30, tzinfo=CHINA), False),
        (datetime(2026, 3, 3, 12, 30, tzinfo=CHINA), True),
        (datetime(2026, 3, 3, 18, 0, tzinfo=CHINA), True),
        (datetime(2026, 3, 7, 10, 0, tzinfo=CHINA), True),  # a Saturday
        (datetime(2026, 5, 1, 10, 0, tzinfo=CHINA), True),  # a holiday
        (datetime(2026, 5, 9, 10, 0, tzinfo=CHINA), False),  # a Saturday made up for
    ],
)
def test_talks_are_off_duty_unless_the_neighbour_agreed(world, stairs, moment, is_fine):
    made = asked(stairs)
    if is_fine:
        actions.talk(made, world.group_leader, at=MONDAY, talk_at=moment)
    else:
        with pytest.raises(Unfit, match="上班时间") as unfit:
            actions.talk(made, world.group_leader, at=MONDAY, talk_at=moment)
        assert unfit.value.field == "talk_at"
    willing = asked(stairs, in_hours_agreed=True)
    actions.talk(willing, world.group_leader, at=MONDAY, talk_at=moment)
    assert willing.talk_at == moment


def test_nobody_talked_before_anybody_asked(world, stairs):
    with pytest.raises(Unfit, match="不能早于"):
        actions.talk(asked(stairs), world.group_leader, at=MONDAY, talk_at=MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    "text",
    [
        "王大妈和老李和好了。", "电话19900001234，已经说好。", "301室同意换时间。", "2号楼2单元301室答应了。", "张某承认是自己。",
        "那家有人得了抑郁，大家体谅。", "三楼东户答应了。",
    ],
)  # fmt: skip
def test_what_came_of_it_tells_nobody_who_they_were(world, stairs, text):
    made = talked(stairs, world)
    with pytest.raises(Unfit, match="甲家、乙家") as unfit:
        actions.settle(made, world.group_leader, at=LATER, outcome=Settlement.RECONCILED, text=text)
    assert unfit.value.field == "text"
    assert made.state == AskState.TALKED
    with pytest.raises(Unfit):
        actions.talk(made, world.group_leader, at=LATER, talk_at=LATER, note=text)
    with pytest.raises(Unfit):
        actions.refer(made, world.group_leader, at=LATER, to=Referral.MEDIATION, text=text, has_consented=True)


@pytest.mark.parametrize(
    "text",
    [
        "双方约定晚上十点以后不用洗衣机。", "楼上楼下和好了，走廊的杂物已经清走。", "甲家答应把空调外机移开，乙家不再堵门。",
        "小区门口的小马路上的毛病修好了。", "约定每周三、周六打扫楼道，费用每户10元。", "谈了两次，共用水管换新，2单元三家平摊。",
    ],
)  # fmt: skip
def test_plain_words_about_what_was_agreed_are_taken(text):
    assert told_of(text) == []


def test_a_dispute_beyond_the_group_goes_to_peoples_mediation_with_consent(world, stairs):
    made = talked(stairs, world)
    with pytest.raises(Unfit, match="征得邻居同意"):
        actions.refer(made, world.group_leader, at=LATER, to=Referral.MEDIATION)
    actions.refer(made, world.group_leader, at=LATER, to=Referral.MEDIATION, has_consented=True)
    assert (made.state, made.referred_to, made.matter) == (AskState.REFERRED, Referral.MEDIATION, None)
    assert Matter.objects.count() == 0


def test_what_a_department_must_do_becomes_a_matter_that_the_same_slip_opens(world, stairs):
    made = asked(stairs, words="楼道的消防栓没有水，问了好几回。")
    actions.refer(made, world.group_leader, at=MONDAY, to=Referral.DEPARTMENT, has_consented=True)
    made.refresh_from_db()
    matter = made.matter
    assert (matter.words, matter.place, matter.address) == (made.words, world.community, "幸福路2号楼 2单元")
    assert (matter.intake, matter.source, matter.wants_public) == ("neighbours", "ask", False)
    assert queries.by_slip(made.slip) == matter
    assert neighbours.by_slip(made.slip) == made
    assert policy.may_see(world.worker, matter) is None
    assert policy.may_see(world.group_leader, matter) is not None, "the group has passed it on"


def test_the_neighbour_calls_it_off_without_a_reason(world, stairs):
    made = asked(stairs)
    with pytest.raises(Refused):
        actions.call_off(made, resident(slip=made.pk), at=MONDAY)
    actions.call_off(made, asker(made), at=MONDAY)
    assert (made.state, made.ended_at) == (AskState.CALLED_OFF, MONDAY)


def test_the_slip_of_a_request_opens_no_matter_and_the_other_way_round(world, stairs):
    """Both are known by a number; the numbers may be the same."""
    made, matter = asked(stairs), world.raised()
    assert policy.may_see(resident(ask=matter.pk), matter) is not None
    assert policy.may_rate(resident(ask=matter.pk), matter) is not None
    assert policy.may_read_ask(resident(slip=made.pk), made) is not None


def test_only_groups_that_exist_are_asked(world, stairs):
    for group in (world.office, world.community_office):
        with pytest.raises(Unfit, match="没有这个党小组"):
            actions.ask(group, resident(), at=MONDAY, words=SAID)
    with pytest.raises(Unfit, match="一句话也行"):
        actions.ask(stairs.grid_group, resident(), at=MONDAY, words="  ")
    with pytest.raises(Refused, match="请邻居自己提出"):
        actions.ask(stairs.grid_group, world.group_leader, at=MONDAY, words=SAID)


def test_sql_shows_what_the_rule_allows_and_nobody_above_reads_a_word(world, stairs):
    mine, ended = asked(stairs), solved(stairs, world)
    theirs = actions.ask(stairs.grid_group, resident(), at=MONDAY, words="对门装修。")
    for who, actor in crowd_of(world, mine).items():
        by_sql = set(neighbours.visible_to(actor).values_list("pk", flat=True))
        by_rule = {one.pk for one in Ask.objects.all() if policy.may_read_ask(actor, one) is None}
        assert by_sql == by_rule, who
    assert set(neighbours.visible_to(world.group_leader)) == {mine, ended}
    assert set(neighbours.visible_to(world.grid_leader)) == {theirs}
    for above in (world.community_handler, world.worker, world.organiser, world.leader, world.administrator, HOUSE):
        assert not neighbours.visible_to(above).exists()
    assert list(neighbours.asked_of(world.group_leader, is_open=True)) == [mine]
    assert list(neighbours.asked_of(world.group_leader, is_open=False)) == [ended]


def test_the_ledger_keeps_no_word_and_no_slip(world, stairs):
    made = asked(stairs)
    given = Entry.objects.get(subject=f"ask:{made.pk}").given
    assert set(given["words"]) == {"commitment"}
    assert given["times"] is True


def test_superiors_read_counts_by_quarter_and_no_share_of_few(world, stairs):
    for _n in range(9):
        solved(stairs, world)
    referred = asked(stairs)
    actions.refer(referred, world.group_leader, at=MONDAY, to=Referral.MEDIATION, has_consented=True)
    called_off = asked(stairs)
    actions.call_off(called_off, asker(called_off), at=MONDAY)
    asked(stairs)
    [quarter] = neighbours.quarters(world.organiser)
    assert (quarter.since, quarter.asked, quarter.solved, quarter.referred, quarter.called_off) == (
        date(2026, 1, 1), 12, 9, 1, 1,
    )  # fmt: skip
    assert quarter.share == 90
    Ask.objects.filter(pk=referred.pk).delete()
    assert neighbours.quarters(world.coordinator)[0].share is None
    assert neighbours.quarters(world.handler) == []
    elsewhere = Actor("desk", member=1, grants=(Grant(Role.LEADER, place="419902"),))
    assert neighbours.quarters(elsewhere) == []


def test_a_group_runs_when_it_settled_something_or_solved_a_matter(world, stairs):
    community = world.community.code
    assert neighbours.active_groups(community, MONDAY) == set()
    solved(stairs, world)
    assert neighbours.active_groups(community, MONDAY) == {stairs.stairwell_group.pk}
    assert neighbours.active_groups(community, LATER + timedelta(hours=1)) == set()
    assert neighbours.active_groups(world.other_community.code, MONDAY) == set()
    given = world.dispatched(office=stairs.grid_group)
    actions.promise(given, world.grid_leader, at=MONDAY, text="扫干净。", due_at=given.due_at)
    actions.resolve(given, world.grid_leader, at=LATER, outcome=Outcome.SOLVED, text="扫干净了。")
    assert neighbours.active_groups(community, MONDAY) == {stairs.stairwell_group.pk, stairs.grid_group.pk}


def test_whom_to_ask_by_community_grid_and_building(world, stairs):
    day = MONDAY.date()
    both = {stairs.stairwell_group, stairs.grid_group}
    assert {area.org for area in neighbours.areas_in(world.community.code, day)} == both
    assert [area.org for area in neighbours.areas_in(stairs.grid.code, day)] == [stairs.grid_group]
    assert [area.org for area in neighbours.areas_of(stairs.building, day)] == [stairs.stairwell_group]
    assert not neighbours.areas_in(world.other_community.code, day)


def test_what_was_asked_of_a_merged_group_is_its_successors(world, stairs):
    from tests.matters.street import establish
    from yinuo.orgs.models import Kind

    made, ended = asked(stairs), solved(stairs, world)
    into = establish(world.community_office, "2号楼联合楼道党小组", Kind.STAIRWELL_GROUP, world.community)
    employ(world, "new_leader", into, "楼道党小组组长", Role.HANDLER, into)
    staffing.absorb(into, HOUSE, at=LATER, other=stairs.stairwell_group, document="示例社区〔2026〕1号")
    react(Entry.objects.get(act="orgs.absorb").pk)
    made.refresh_from_db()
    ended.refresh_from_db()
    assert (made.group, ended.group) == (into, stairs.stairwell_group)
    assert policy.may_read_ask(world.new_leader, made) is None
