"""A problem goes up the chain with what was tried, is given down on a basis, and its result comes back (M08)."""

from datetime import date, datetime, timedelta

import pytest

from tests.matters.street import employ, escalated, establish, in_hand, lay_chain
from tests.matters.test_policy import PEOPLE
from tests.world import CHINA, MONDAY, World
from yinuo.acts.models import Entry
from yinuo.acts.reactions import react
from yinuo.kernel.actor import HOUSE, Role, resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions, limits, policy, queries
from yinuo.matters.actions import load_rulebook
from yinuo.matters.models import Escalation, Matter
from yinuo.matters.rulebooks import read_text
from yinuo.matters.words import Outcome, Refusal, State
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation

HOUR = timedelta(hours=1)


@pytest.fixture
def chain(world):
    return lay_chain(world)


def keys(actor, now=MONDAY + timedelta(hours=9)):
    """Heading → the matters under it, for this actor."""
    return {g.key: set(Matter.objects.filter(g.condition)) for g in queries.desk_groups(actor, now)}


def test_what_is_beyond_the_community_goes_up_two_levels_is_given_down_and_comes_back(world, chain):
    matter = in_hand(world)
    dues = (matter.received_at, matter.first_due_at, matter.due_at, matter.standard_due_at)
    actions.work(matter, world.community_handler, at=MONDAY + HOUR, text="找过物业三次。")
    actions.escalate(
        matter, world.community_handler, at=MONDAY + 2 * HOUR, tried="物业说没钱。", basis="维修资金要县里批。"
    )
    assert (matter.state, matter.office) == (State.ESCALATED, chain.low)
    actions.escalate(matter, world.low_desk, at=MONDAY + 3 * HOUR, tried="社区协调过。", basis="维修资金要县里批。")
    actions.escalate(matter, world.middle_desk, at=MONDAY + 4 * HOUR, tried="街道垫不出来。", basis="要住建局核定。")
    assert (matter.state, matter.office) == (State.ESCALATED, chain.top)
    actions.assign(
        matter, world.top_desk, at=MONDAY + 5 * HOUR, office=world.other_office, basis="维修资金归住建局管。"
    )
    assert (matter.state, matter.office) == (State.DISPATCHED, world.other_office)
    assert matter.first_office == world.community_office, "who received it first keeps the duty to follow it"
    assert (matter.received_at, matter.first_due_at, matter.due_at, matter.standard_due_at) == dues
    assert keys(world.community_handler)["raised_up"] == {matter}
    due_at = datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)
    actions.promise(matter, world.other_handler, at=MONDAY + 6 * HOUR, text="周四前拨付。", due_at=due_at)
    actions.resolve(matter, world.other_handler, at=MONDAY + 7 * HOUR, outcome=Outcome.SOLVED, text="已经拨付。")
    hops = list(matter.escalations.all())
    assert [hop.returned_at for hop in hops] == [MONDAY + 7 * HOUR] * 3
    assert [(hop.from_office, hop.to_office) for hop in hops] == [
        (world.community_office, chain.low), (chain.low, chain.middle), (chain.middle, chain.top),
    ]  # fmt: skip
    told = {m.verb: m for m in queries.timeline(matter, audience="public")}
    assert told["escalate"].other == chain.top.name
    assert told["assign"].other == world.other_office.name
    assert told["resolve"].other == f"{world.community_office.name}、{chain.low.name}、{chain.middle.name}"
    assert told["escalate"].words == {"tried": "街道垫不出来。", "basis": "要住建局核定。"}


def test_nothing_is_raised_without_what_was_tried_and_why_it_is_beyond_us(world, chain):
    matter = in_hand(world)
    for given, field in (({"tried": " ", "basis": "超出权限"}, "tried"), ({"tried": "找过物业", "basis": ""}, "basis")):
        with pytest.raises(Unfit) as unfit:
            actions.escalate(matter, world.community_handler, at=MONDAY, **given)
        assert unfit.value.field == field
    assert (matter.state, matter.hops, Escalation.objects.count()) == (State.DISPATCHED, 0, 0)


def test_above_the_top_there_is_nobody(world, chain):
    matter = escalated(world)
    actions.escalate(matter, world.low_desk, at=MONDAY, tried="试过", basis="县里定")
    actions.escalate(matter, world.middle_desk, at=MONDAY, tried="试过", basis="县里定")
    with pytest.raises(Unfit, match="已经是最高一级"):
        actions.escalate(matter, world.top_desk, at=MONDAY, tried="试过", basis="再往上")
    assert matter.office == chain.top


def test_only_the_office_that_has_it_raises_and_only_the_body_or_the_coordinator_gives_down(world, chain):
    matter = in_hand(world)
    with pytest.raises(Refused):
        actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="县里定")
    matter = escalated(world)
    with pytest.raises(Refused):
        actions.assign(matter, world.other_handler, at=MONDAY, office=world.office, basis="归城管")
    for actor in (world.low_desk, world.coordinator, world.organiser):
        assert policy.may_assign(actor, matter) is None
    assert policy.may_escalate(world.organiser, matter) is None
    with pytest.raises(Unfit) as unfit:
        actions.assign(matter, world.low_desk, at=MONDAY, office=world.office, basis=" ")
    assert unfit.value.field == "basis"
    with pytest.raises(Unfit, match="不能交办给本单位自己"):
        actions.assign(matter, world.low_desk, at=MONDAY, office=chain.low, basis="自己办")


def test_a_community_is_given_only_what_is_on_its_list(world, chain):
    matter = world.dispatched()
    actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="县里定")
    with pytest.raises(Unfit, match="职责清单"):
        actions.assign(matter, world.top_desk, at=MONDAY, office=world.community_office, basis="让社区办")
    assert matter.state == State.ESCALATED


def test_a_task_may_not_be_due_earlier_than_the_givers_own_due_minus_the_slack(world, chain):
    matter = escalated(world)  # five working days from Monday the second: Monday the ninth, 18:00
    own = datetime(2026, 3, 9, 18, 0, tzinfo=CHINA)
    assert matter.due_at == own

    def give(due_at):
        actions.assign(matter, world.low_desk, at=MONDAY, office=world.other_office, basis="归住建", due_at=due_at)

    with pytest.raises(Unfit, match="层层加码") as unfit:
        give(datetime(2026, 3, 4, 18, 0, tzinfo=CHINA))
    assert unfit.value.field == "due_at"
    with pytest.raises(Unfit, match="不能晚于"):
        give(own + HOUR)
    give(datetime(2026, 3, 5, 18, 0, tzinfo=CHINA))  # two working days before
    assert matter.due_at == own, "the clock of the matter is not touched"
    with pytest.raises(Unfit, match="上级交办时要求"):
        actions.promise(matter, world.other_handler, at=MONDAY, text="周五前", due_at=own - timedelta(days=3))
    actions.promise(
        matter, world.other_handler, at=MONDAY, text="周四前", due_at=datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)
    )
    assert matter.state == State.IN_PROGRESS


def test_the_slack_is_the_rulebooks_and_dated(world):
    written = read_text('name = "county"\nversion = "1"\nvalid_from = 2026-03-10\ntask_slack = 0\n')
    load_rulebook(None, world.administrator, at=MONDAY, written=written)
    own = datetime(2026, 3, 16, 18, 0, tzinfo=CHINA)
    assert limits.earliest_task(own, date(2026, 3, 9)) == datetime(2026, 3, 12, tzinfo=CHINA)
    assert limits.earliest_task(own, date(2026, 3, 10)) == own
    with pytest.raises(Unfit, match="task_slack"):
        read_text('name = "county"\nversion = "2"\nvalid_from = 2026-04-10\ntask_slack = 99\n')


def test_after_two_refusals_what_is_given_down_cannot_be_refused_again(world, chain):
    matter = world.dispatched()
    actions.refuse(matter, world.handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="归住建。")
    actions.dispatch(matter, world.coordinator, at=MONDAY, office=world.other_office)
    actions.refuse(matter, world.other_handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="归城管。")
    actions.adjudicate(matter, world.county_coordinator, at=MONDAY, office=world.office, text="归城管。")
    actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="资金要县里批")
    actions.assign(matter, world.top_desk, at=MONDAY, office=world.other_office, basis="县里定由住建办")
    with pytest.raises(NotNow, match="不能再退回"):
        actions.refuse(matter, world.other_handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="还是不归。")


def test_what_did_not_hold_is_no_longer_returned(world, chain):
    matter = escalated(world)
    actions.assign(matter, world.low_desk, at=MONDAY, office=world.other_office, basis="归住建")
    actions.promise(matter, world.other_handler, at=MONDAY, text="修", due_at=matter.due_at)
    actions.resolve(matter, world.other_handler, at=MONDAY + HOUR, outcome=Outcome.SOLVED, text="修好了")
    assert matter.escalations.get().returned_at == MONDAY + HOUR
    actions.send_back(matter, world.verifier, at=MONDAY + 2 * HOUR, method="site_check", note="没有修")
    assert matter.escalations.get().returned_at is None


def test_who_raised_it_and_who_gave_it_down_still_see_it_and_others_do_not(world, chain):
    matter = escalated(world)
    assert keys(world.low_desk)["to_assign"] == {matter}
    assert keys(world.coordinator)["to_assign"] == {matter}
    assert keys(world.organiser)["to_assign"] == {matter}
    actions.assign(matter, world.low_desk, at=MONDAY, office=world.other_office, basis="归住建")
    for actor in (world.community_handler, world.low_desk, world.other_handler):
        assert policy.may_see(actor, matter) is None
    assert policy.may_see(world.handler, matter) is not None
    assert policy.may_unmask(world.community_handler, matter) is not None, "it no longer needs the telephone"


def test_sql_shows_what_the_rule_allows_for_every_hop(world, chain):
    escalated(world)
    further = escalated(world)
    actions.escalate(further, world.low_desk, at=MONDAY, tried="试过", basis="县里定")
    given = escalated(world)
    actions.assign(given, world.low_desk, at=MONDAY, office=world.other_office, basis="归住建")
    world.promised()
    crowd = {name: getattr(world, name) for name in (*PEOPLE, "top_desk", "middle_desk", "low_desk", "community_handler")
             if name not in ("raiser", "anyone")}  # fmt: skip
    for who, actor in (crowd | {"anyone": resident(), "house": HOUSE}).items():
        by_sql = set(queries.visible_to(actor).values_list("pk", flat=True))
        by_rule = {matter.pk for matter in Matter.objects.all() if policy.may_see(actor, matter) is None}
        assert by_sql == by_rule, who
        headed = set().union(*keys(actor).values()) if keys(actor) else set()
        assert {matter.pk for matter in headed} <= by_sql, f"{who} has headings of what nobody shows"


def newest(act: str) -> Entry:
    return Entry.objects.filter(act=act).order_by("recorded_at").last()


def test_what_an_absorbed_office_had_is_its_successors_with_every_due(world, chain):
    sanitation = establish(Organisation.objects.get(path="0001"), "县环卫中心", Kind.DEPARTMENT, world.county)
    employ(world, "sweeper", sanitation, "经办人", Role.HANDLER, sanitation)
    plain = world.dispatched(office=sanitation)
    promised = world.dispatched(office=sanitation)
    due_at = datetime(2026, 3, 4, 18, 0, tzinfo=CHINA)
    actions.promise(promised, world.sweeper, at=MONDAY, text="清掉。", due_at=due_at)
    raised = world.dispatched(office=sanitation)
    actions.escalate(raised, world.sweeper, at=MONDAY, tried="清过", basis="要县里定")
    closed = world.closed()
    dues = {one.pk: (one.received_at, one.first_due_at, one.due_at) for one in (plain, promised, raised)}
    employ(world, "office_closer", sanitation, "承办人", Role.HANDLER, sanitation)
    staffing.absorb(world.office, HOUSE, at=MONDAY + HOUR, other=sanitation, document="示例编〔2026〕3号")
    assert react(newest("orgs.absorb").pk) == 1
    for matter in (plain, promised, raised):
        matter.refresh_from_db()
        assert (matter.received_at, matter.first_due_at, matter.due_at) == dues[matter.pk]
        assert matter.first_office == world.office
        assert Entry.objects.filter(subject=f"matter:{matter.pk}", act="matters.inherit").count() == 1
    assert (plain.office, plain.office_path, plain.state) == (world.office, world.office.path, State.DISPATCHED)
    assert promised.promises.get().office == world.office
    assert promised.promises.get().due_at == due_at
    assert (raised.office, raised.escalations.get().from_office) == (chain.top, world.office)
    assert policy.may_see(world.handler, raised) is None
    closed.refresh_from_db()
    assert not Entry.objects.filter(subject=f"matter:{closed.pk}", act="matters.inherit").exists()
    assert react(newest("orgs.absorb").pk) == 0, "a second run changes nothing"


def test_what_was_closed_at_an_office_that_is_gone_is_given_out_anew_when_it_comes_back(world, chain):
    sanitation = establish(Organisation.objects.get(path="0001"), "县环卫中心", Kind.DEPARTMENT, world.county)
    employ(world, "sweeper", sanitation, "经办人", Role.HANDLER, sanitation)
    matter = world.dispatched(office=sanitation)
    actions.answer(matter, world.sweeper, at=MONDAY, text="已经清掉。")
    actions.verify(matter, world.verifier, at=MONDAY, method="site_check", note="看过")
    actions.rate(matter, world.raiser(matter), at=MONDAY, rating="satisfied")
    actions.close(matter, world.coordinator, at=MONDAY)
    staffing.absorb(world.office, HOUSE, at=MONDAY + HOUR, other=sanitation, document="示例编〔2026〕3号")
    actions.rebound(matter, world.verifier, at=MONDAY + timedelta(days=2), method="site_check", note="又堆了")
    assert (matter.state, matter.office) == (State.ACCEPTED, None)


def test_nobody_hands_matters_over_by_hand(world: World):
    matter = world.promised()
    with pytest.raises(Refused):
        actions.inherit(matter, world.administrator, at=MONDAY, office=world.other_office, other=world.office)
    with pytest.raises(NotNow):
        actions.inherit(world.closed(), HOUSE, at=MONDAY, office=world.other_office, other=world.office)
