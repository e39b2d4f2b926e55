"""What may go wrong on the way up the chain: every state it is in, whose hands it left, what was still undecided."""

from datetime import datetime, timedelta

import pytest

from tests.matters.street import employ, escalated, establish, in_hand, lay_chain
from tests.world import CHINA, MONDAY
from yinuo.acts.models import Entry
from yinuo.acts.reactions import react
from yinuo.kernel.actor import HOUSE, Role
from yinuo.kernel.codes.checks import check_11_2
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions, policy, queries
from yinuo.matters.flow import ENDS
from yinuo.matters.models import Extension, LimitRule, Matter
from yinuo.matters.words import Method, Outcome, Rating, Refusal, State
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation
from yinuo.places import actions as mapping

HOUR = timedelta(hours=1)
DUE = datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)


@pytest.fixture
def chain(world):
    return lay_chain(world)


def given_down(world, matter, office=None, **given) -> Matter:
    """By the lowest body, to an office."""
    actions.assign(
        matter, world.low_desk, at=MONDAY + HOUR, office=office or world.other_office, basis="归住建", **given
    )
    return matter


def done(world, matter, by) -> Matter:
    actions.promise(matter, by, at=MONDAY + 2 * HOUR, text="周四前办好。", due_at=DUE)
    actions.resolve(matter, by, at=MONDAY + 3 * HOUR, outcome=Outcome.SOLVED, text="办好了。")
    return matter


def test_an_extension_that_waits_is_decided_before_the_matter_goes_up(world, chain):
    """Else the next office would find a day in question that it never asked for, and could not ask itself."""
    matter = world.promised()
    late = datetime(2026, 3, 6, 18, 0, tzinfo=CHINA)
    actions.ask_extension(matter, world.handler, at=MONDAY, due_at=late, reason="缺灯头")
    with pytest.raises(NotNow, match="延期"):
        actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="县里定")
    actions.decide_extension(matter, world.coordinator, at=MONDAY, is_approved=False, text="照原来的期限办。")
    actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="县里定")
    assert not Extension.objects.filter(is_approved=None).exists()


def test_what_was_adjudicated_to_an_office_stays_its_own_when_it_comes_back_down(world, chain):
    """Raising it and getting it back is no way to refuse what was decided."""
    matter = world.dispatched()
    actions.refuse(matter, world.handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="不归我们")
    actions.adjudicate(matter, world.county_coordinator, at=MONDAY, office=world.office, text="归城管")
    assert matter.is_binding
    actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="县里定")
    actions.assign(matter, world.county_coordinator, at=MONDAY, office=world.office, basis="还是归城管")
    assert matter.is_binding
    with pytest.raises(NotNow):
        actions.refuse(matter, world.handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="还是不归")
    actions.escalate(matter, world.handler, at=MONDAY, tried="试过", basis="县里定")
    actions.assign(matter, world.county_coordinator, at=MONDAY, office=world.other_office, basis="归住建")
    assert not matter.is_binding, "another office has not been heard yet"


def test_an_office_of_another_county_is_given_nothing(world, chain):
    far = mapping.enter(None, HOUSE, at=MONDAY, code="419902", name="邻县")
    office = staffing.establish(far, HOUSE, at=MONDAY, name="邻县某局", kind=Kind.DEPARTMENT, place=far)
    with pytest.raises(Unfit) as unfit:
        actions.dispatch(world.accepted(), world.coordinator, at=MONDAY, office=office)
    assert unfit.value.field == "office"
    with pytest.raises(Unfit):
        given_down(world, escalated(world), office)


def test_whoever_raised_it_neither_checks_nor_closes_it(world, chain):
    """It had a part in the work: the check is somebody's who had none (REFERENCE §1.1 invariant 1)."""
    matter = done(world, given_down(world, escalated(world)), world.other_handler)
    for name, org in (("local_checker", world.community_office), ("body_checker", chain.middle)):
        employ(world, name, org, "核查员", Role.HANDLER, org)
        staffing.entrust(world.people[name], HOUSE, at=MONDAY, role=Role.VERIFIER, place=world.county)
    with pytest.raises(Refused, match="上报过"):
        actions.verify(matter, world.local_checker, at=MONDAY + 4 * HOUR, method=Method.SITE_CHECK, note="看过")
    actions.verify(matter, world.verifier, at=MONDAY + 4 * HOUR, method=Method.SITE_CHECK, note="看过")
    actions.rate(matter, world.raiser(matter), at=MONDAY + 5 * HOUR, rating=Rating.SATISFIED)
    with pytest.raises(Refused, match="上报过"):
        actions.close(matter, world.local_checker, at=MONDAY + 6 * HOUR)
    assert policy.may_close(world.body_checker, matter) is None, "who had no part in it may"
    assert policy.may_see(world.local_checker, matter) is None


def test_a_task_that_was_returned_binds_no_later_promise(world, chain):
    """Done, closed, and open again: the day that was once asked for is over, whether it has come or not."""
    task = datetime(2026, 3, 6, 18, 0, tzinfo=CHINA)
    matter = done(world, given_down(world, escalated(world), due_at=task), world.other_handler)
    actions.verify(matter, world.verifier, at=MONDAY + 4 * HOUR, method=Method.SITE_CHECK, note="看过")
    actions.ask_reopen(matter, world.raiser(matter), at=MONDAY + 5 * HOUR, reason="又坏了")
    actions.reopen(matter, world.coordinator, at=MONDAY + 6 * HOUR, text="再办")
    later = datetime(2026, 3, 9, 12, 0, tzinfo=CHINA)
    actions.promise(matter, world.other_handler, at=MONDAY + 7 * HOUR, text="下周一前办好。", due_at=later)
    assert matter.due_at == later


def test_a_matter_without_a_limit_is_given_down_in_words_and_not_by_accident(world, chain):
    LimitRule.objects.all().delete()
    matter = world.accepted()
    actions.answer(matter, world.worker, at=MONDAY, text="已答复。")
    actions.send_back(matter, world.verifier, at=MONDAY, method=Method.SITE_CHECK, note="不是这样")
    actions.escalate(matter, world.community_handler, at=MONDAY, tried="试过", basis="县里定")
    assert matter.due_at is None
    with pytest.raises(Unfit, match="时限表"):
        given_down(world, matter, due_at=DUE)


@pytest.mark.parametrize("step", ["withdraw", "urge", "forget", "publish", "attach"])
def test_while_it_waits_above_the_raiser_is_not_without_rights(world, chain, step):
    matter = escalated(world, phone="19900001234", has_consented=True)
    raiser = world.raiser(matter)
    if step == "withdraw":
        actions.withdraw(matter, raiser, at=MONDAY + HOUR)
        assert matter.state == State.WITHDRAWN
        assert not any(
            matter in Matter.objects.filter(g.condition) for g in queries.desk_groups(world.low_desk, MONDAY)
        )
    elif step == "urge":
        actions.urge(matter, raiser, at=MONDAY + HOUR, text="快一点")
    elif step == "forget":
        actions.forget(matter, raiser, at=MONDAY + HOUR)
    elif step == "publish":
        actions.publish(matter, world.worker, at=MONDAY + HOUR, public_words="楼道灯坏了。", title="楼道灯")
    else:
        actions.attach(matter, raiser, at=MONDAY + HOUR, kind=Method.WITNESS, note="邻居也看见了")


@pytest.mark.parametrize(
    "verb", ["merge", "split", "pause", "transfer", "refuse", "promise", "resolve", "close", "dispatch"]
)
def test_while_it_waits_above_nobody_works_on_it(world, chain, verb):
    matter = escalated(world)
    assert verb not in {one for who in world.people for one in queries.steps_for(getattr(world, who), matter)}


def in_every_state(world, chain, office) -> dict[State, Matter]:
    """A matter of this office in each state in which it may have one."""
    found = {State.DISPATCHED: world.dispatched(office=office)}
    refused = world.dispatched(office=office)
    actions.refuse(refused, world.gone_handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="不归我们")
    disputed = world.dispatched(office=world.other_office)
    actions.refuse(disputed, world.other_handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="不归我们")
    actions.dispatch(disputed, world.coordinator, at=MONDAY, office=office)
    actions.refuse(disputed, world.gone_handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="不归我们")
    found |= {State.REFUSED: refused, State.ADJUDICATING: disputed}
    for state in (
        State.IN_PROGRESS,
        State.WAITING,
        State.RESOLVED,
        State.VERIFIED,
        State.FEEDBACK_GIVEN,
        State.REOPEN_ASKED,
    ):
        matter = found[state] = world.dispatched(office=office)
        actions.promise(matter, world.gone_handler, at=MONDAY, text="办好。", due_at=DUE)
        if state == State.WAITING:
            actions.pause(matter, world.gone_handler, at=MONDAY, asked="哪一盏灯？")
        elif state != State.IN_PROGRESS:
            actions.resolve(matter, world.gone_handler, at=MONDAY, outcome=Outcome.SOLVED, text="好了")
        if state in (State.VERIFIED, State.FEEDBACK_GIVEN, State.REOPEN_ASKED):
            actions.verify(matter, world.verifier, at=MONDAY, method=Method.SITE_CHECK, note="看过")
        if state == State.FEEDBACK_GIVEN:
            actions.rate(matter, world.raiser(matter), at=MONDAY, rating=Rating.UNSATISFIED)
        if state == State.REOPEN_ASKED:
            actions.ask_reopen(matter, world.raiser(matter), at=MONDAY, reason="又坏了")
    raised = found[State.ESCALATED] = world.dispatched(office=office)
    actions.escalate(raised, world.gone_handler, at=MONDAY, tried="试过", basis="县里定")
    return found


def test_a_merged_office_hands_on_what_it_has_in_every_state(world, chain):
    gone = establish(Organisation.objects.get(path="0001"), "县路灯所", Kind.DEPARTMENT, world.county)
    employ(world, "gone_handler", gone, "经办人", Role.HANDLER, gone)
    found = in_every_state(world, chain, gone)
    for state, matter in found.items():
        assert matter.state == state
    dues = {matter.pk: (matter.first_due_at, matter.due_at) for matter in found.values()}
    staffing.absorb(world.office, HOUSE, at=MONDAY + HOUR, other=gone, document="示例编〔2026〕3号")
    react(Entry.objects.filter(act="orgs.absorb").latest("recorded_at").pk)
    for state, matter in found.items():
        matter.refresh_from_db()
        assert (matter.state, (matter.first_due_at, matter.due_at)) == (state, dues[matter.pk])
        assert matter.office != gone, state
        assert policy.may_see(world.handler, matter) is None, state
        assert matter.office_path == matter.office.path
    assert not Matter.objects.exclude(state__in=ENDS).filter(office=gone).exists()
    assert policy.may_verify(world.own_verifier, found[State.RESOLVED]) is not None, "the successor checks not itself"


def test_a_body_that_is_closed_leaves_what_waits_there_to_the_office_above(world, chain):
    matter = escalated(world)
    staffing.dismiss(world.people["low_desk"], HOUSE, at=MONDAY + HOUR)
    staffing.close_down(chain.low, HOUSE, at=MONDAY + HOUR, document="示例编〔2026〕4号")
    react(Entry.objects.filter(act="orgs.close_down").latest("recorded_at").pk)
    matter.refresh_from_db()
    assert (matter.state, matter.office) == (State.ESCALATED, chain.middle), "not back to who raised it"
    assert policy.may_assign(world.middle_desk, matter) is None
    assert matter.escalations.get().to_office == chain.middle


def test_the_public_reads_no_telephone_that_a_clerk_wrote_into_what_was_tried(world, chain):
    from yinuo.channels.portal.history import lines
    from yinuo.channels.portal.showing import without_personal

    number = "99999919000101001" + check_11_2("99999919000101001")
    given = {"tried": "给张三19900001234打过电话。", "basis": f"身份证{number}不符"}
    matter = in_hand(world)
    actions.escalate(matter, world.community_handler, at=MONDAY, **given)
    shown = str(lines(queries.timeline(matter, audience="public"), without_personal))
    assert "打过电话" in shown
    assert "19900001234" not in shown
    assert number not in shown
