"""Stories of single acts, and the invariants of REFERENCE §1.1; a failure leaves nothing behind."""

from datetime import datetime, timedelta

import pytest

from tests.world import CHINA, MONDAY
from yinuo.acts import reactions
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions, queries
from yinuo.matters.models import Matter
from yinuo.matters.words import Denial, Emergency, LegalChannel, Method, Outcome, Rating, Refusal, State

DAY = timedelta(days=1)
THURSDAY = datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)


def react_to(matter, verb):
    """What the worker would do after this act."""
    entry = Entry.objects.filter(subject=f"matter:{matter.pk}", act=f"matters.{verb}").latest("sequence")
    return reactions.react(entry.pk)


# 1: closing


def test_closing_needs_a_check_and_the_raisers_word_or_two_failed_calls(world):
    matter = world.verified()
    with pytest.raises(NotNow, match="回访"):
        actions.close(matter, world.coordinator, at=MONDAY)
    actions.call_back(matter, world.verifier, at=MONDAY, has_reached=False, words="无人接听")
    with pytest.raises(NotNow):
        actions.close(matter, world.coordinator, at=MONDAY)
    actions.call_back(matter, world.verifier, at=MONDAY + DAY, has_reached=False, words="关机")
    actions.close(matter, world.coordinator, at=MONDAY + DAY)
    assert (matter.state, matter.rating) == (State.CLOSED, Rating.NOT_RATED)


def test_a_good_word_closes_a_checked_matter_by_itself_once(world):
    matter = world.rated(at=datetime(2026, 3, 2, 9, tzinfo=CHINA))
    assert react_to(matter, "rate") == 1
    assert react_to(matter, "rate") == 0
    matter.refresh_from_db()
    assert matter.state == State.CLOSED


def test_a_bad_word_leaves_it_open(world):
    matter = world.rated(rating=Rating.UNSATISFIED)
    react_to(matter, "rate")
    matter.refresh_from_db()
    assert matter.state == State.FEEDBACK_GIVEN


def test_a_word_given_before_the_check_counts_once_the_check_is_done(world):
    matter = world.resolved()
    actions.rate(matter, world.raiser(matter), at=MONDAY, rating=Rating.SATISFIED)
    assert matter.state == State.RESOLVED
    actions.verify(matter, world.verifier, at=MONDAY, method=Method.SITE_CHECK, note="亮")
    assert matter.state == State.FEEDBACK_GIVEN


# 2: explained, not agreed


def test_closing_against_an_unsatisfied_raiser_needs_a_reason_and_is_not_solved(world):
    matter = world.rated(rating=Rating.UNSATISFIED)
    with pytest.raises(Unfit, match="理由"):
        actions.close(matter, world.coordinator, at=MONDAY)
    actions.close(matter, world.coordinator, at=MONDAY, text="依规定只能这样。")
    assert matter.closed_reason == Outcome.EXPLAINED_NOT_AGREED


# 3: reopening


def test_reopening_is_asked_for_and_decided_elsewhere_and_keeps_the_first_day(world):
    matter = world.closed()
    first = matter.first_due_at
    actions.ask_reopen(matter, world.raiser(matter), at=MONDAY + DAY, reason="又不亮了")
    with pytest.raises(Refused):
        actions.reopen(matter, world.handler, at=MONDAY + DAY, text="同意")
    actions.reopen(matter, world.coordinator, at=MONDAY + DAY, text="属实")
    assert (matter.state, matter.received_at, matter.first_due_at) == (State.IN_PROGRESS, MONDAY, first)
    assert matter.due_at > first


def test_a_request_to_reopen_that_is_not_granted_is_answered_with_a_reason(world):
    matter = world.closed()
    actions.ask_reopen(matter, world.raiser(matter), at=MONDAY + DAY, reason="想换更亮的")
    actions.keep_closed(matter, world.coordinator, at=MONDAY + DAY, text="照度已达标。")
    assert (matter.state, matter.reopenrequests.get().decision) == (State.CLOSED, "照度已达标。")


# 4: merging


def test_a_duplicate_is_merged_keeps_its_words_and_its_raiser_still_gives_a_word(world):
    first, second = world.promised(), world.accepted(words="还是那几盏路灯")
    actions.merge(second, world.worker, at=MONDAY, into=first)
    assert (second.state, second.words) == (State.MERGED, "还是那几盏路灯")
    with pytest.raises(NotNow, match="并入的事项"):
        actions.close(second, world.coordinator, at=MONDAY)
    actions.resolve(first, world.handler, at=MONDAY, outcome=Outcome.SOLVED, text="好了")
    actions.verify(first, world.verifier, at=MONDAY, method=Method.SITE_CHECK, note="亮")
    actions.rate(second, world.raiser(second), at=MONDAY, rating=Rating.SATISFIED)
    actions.rate(first, world.raiser(first), at=MONDAY, rating=Rating.SATISFIED)
    actions.close(first, world.coordinator, at=MONDAY)
    react_to(first, "close")
    second.refresh_from_db()
    assert (second.state, second.closed_reason) == (State.CLOSED, Outcome.MERGED)


def test_nothing_is_merged_into_itself_or_in_a_circle(world):
    one, two = world.accepted(), world.accepted()
    with pytest.raises(Unfit):
        actions.merge(one, world.worker, at=MONDAY, into=one)
    actions.merge(two, world.worker, at=MONDAY, into=one)
    with pytest.raises((Unfit, NotNow)):
        actions.merge(one, world.worker, at=MONDAY, into=two)


# 5: first receiver


def test_the_first_office_keeps_the_duty_to_coordinate_until_another_takes_it(world):
    matter = world.dispatched()
    actions.refuse(matter, world.handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="归住建")
    assert matter.first_office == world.office
    actions.dispatch(matter, world.coordinator, at=MONDAY, office=world.other_office)
    assert (matter.first_office, matter.office) == (world.office, world.other_office)


def test_the_clock_is_not_set_back_by_refusals(world):
    matter = world.dispatched()
    due = matter.due_at
    actions.refuse(matter, world.handler, at=MONDAY + DAY, basis=Refusal.NOT_OUR_DUTY, text="归住建")
    actions.dispatch(matter, world.coordinator, at=MONDAY + 2 * DAY, office=world.other_office)
    assert matter.due_at == due


def test_a_community_is_given_only_what_is_on_its_list(world):
    matter = world.accepted()
    with pytest.raises(Unfit, match="职责清单"):
        actions.dispatch(matter, world.coordinator, at=MONDAY, office=world.community_office)


def test_a_community_answers_on_the_spot_whatever_it_is_about(world):
    matter = world.registered()
    actions.answer(matter, world.worker, at=MONDAY, text="高龄津贴带身份证到窗口办，跑一趟就行。")
    assert (matter.state, matter.office) == (State.RESOLVED, world.community_office)


# intake


def test_an_emergency_is_told_at_once_and_nothing_else_waits(world):
    matter = world.raised(words="楼道里有煤气味")
    actions.transfer(matter, world.worker, at=MONDAY, service=Emergency.FIRE, text="已拨119")
    assert (matter.state, matter.urgency) == (State.TRANSFERRED, "emergency")
    assert "answer" in queries.steps_for(world.worker, matter)


def test_a_legal_way_is_told_in_words_and_closed_by_another_hand(world):
    matter = world.registered()
    told = actions.redirect(matter, world.worker, at=MONDAY, channel=LegalChannel.ARBITRATION)
    assert "劳动人事争议仲裁委员会" in told.text
    actions.close(matter, world.coordinator, at=MONDAY)
    assert matter.closed_reason == Outcome.LEGAL_CHANNEL


def test_what_is_declined_has_a_reason_and_can_be_objected_to(world):
    matter = world.registered()
    actions.decline(matter, world.worker, at=MONDAY, reason=Denial.NO_FACTS, text="请补充时间和地点。")
    actions.ask_reopen(matter, world.raiser(matter), at=MONDAY, reason="补充：东侧第二盏")
    actions.reopen(matter, world.county_coordinator, at=MONDAY, text="受理")
    assert matter.state == State.ACCEPTED


def test_words_are_kept_to_the_letter(world):
    words = "  俺楼前那个井盖\t翻了一半😡\n晚上黑灯瞎火的…"
    assert world.raised(words=words).words == words.strip()


@pytest.mark.parametrize("words", ["", "   \n ", "x" * 20_001])
def test_words_that_say_nothing_or_too_much_are_refused_in_words(world, words):
    with pytest.raises(Unfit) as problem:
        world.raised(words=words)
    assert problem.value.field == "words"
    assert Matter.objects.count() == 0


def test_speaking_for_somebody_needs_his_consent(world):
    with pytest.raises(Unfit, match="同意"):
        world.raised(is_proxy=True, proxy_relation="邻居")


def test_nothing_with_a_telephone_number_is_published(world):
    matter = world.raised(words="请打 13800138000 联系我")
    with pytest.raises(Unfit, match="电话"):
        actions.register(
            matter, world.worker, at=MONDAY, category=world.category, kind="complaint", urgency="normal", is_public=True
        )


# doing


def test_a_later_promise_cannot_push_an_earlier_one_away(world):
    matter = world.promised()
    with pytest.raises(Unfit, match="延期"):
        actions.promise(matter, world.handler, at=MONDAY, text="再晚一天", due_at=THURSDAY + DAY)


def test_after_a_missed_limit_a_new_day_can_still_be_told_and_the_missed_one_stays(world):
    late = world.dispatched()
    limit, after = late.due_at, late.due_at + DAY
    actions.promise(late, world.handler, at=after, text="明天一定修好。", due_at=after + DAY)
    assert (late.first_due_at, late.due_at) == (limit, limit), "it is overdue and stays so"
    actions.resolve(late, world.handler, at=after, outcome=Outcome.SOLVED, text="修好了。")


def test_after_a_failed_check_the_office_may_tell_a_new_day(world):
    matter = world.resolved()
    actions.send_back(matter, world.verifier, at=THURSDAY + DAY, method=Method.SITE_CHECK, note="没修")
    made = actions.promise(matter, world.handler, at=THURSDAY + DAY, text="下周一前修好。", due_at=THURSDAY + 4 * DAY)
    assert matter.promises.count() == 2
    assert matter.due_at == THURSDAY < made.due_at


def test_an_extension_after_the_day_is_too_late_to_ask_and_to_grant(world):
    late = world.promised()
    with pytest.raises(NotNow, match="期限已经过了"):
        actions.ask_extension(late, world.handler, at=THURSDAY + DAY, due_at=THURSDAY + 5 * DAY, reason="忙")
    matter = world.promised()
    actions.ask_extension(matter, world.handler, at=THURSDAY - DAY, due_at=THURSDAY + DAY, reason="缺货")
    with pytest.raises(NotNow, match="不能再批准"):
        actions.decide_extension(matter, world.coordinator, at=THURSDAY + DAY, is_approved=True, text="同意")


def test_waiting_for_the_raiser_stops_the_clock_and_says_what_is_asked(world):
    matter = world.promised()
    actions.pause(matter, world.handler, at=MONDAY + DAY, asked="哪一盏不亮？")
    actions.resume(matter, world.raiser(matter), at=MONDAY + 2 * DAY, text="东边第二盏")
    assert matter.due_at == THURSDAY + DAY
    assert matter.first_due_at == THURSDAY
    assert matter.promises.get().first_due_at == THURSDAY


def test_stages_have_days_of_their_own_and_all_must_be_done(world):
    matter = world.dispatched(category=world.staged)
    noon = MONDAY + timedelta(hours=3)
    actions.promise(matter, world.handler, at=MONDAY, text="先围起来", due_at=noon, stage="围护")
    with pytest.raises(Unfit, match="阶段"):
        actions.promise(matter, world.handler, at=MONDAY, text="?", due_at=noon, stage="绿化")
    with pytest.raises(NotNow, match="阶段"):
        actions.resolve(matter, world.handler, at=MONDAY, outcome=Outcome.SOLVED, text="好了")
    actions.finish_stage(matter, world.handler, at=MONDAY, stage="围护", text="已围挡")
    actions.resolve(matter, world.handler, at=MONDAY, outcome=Outcome.SOLVED, text="好了")


def test_the_lead_waits_for_its_parts(world):
    matter = world.promised()
    part = actions.split(matter, world.coordinator, at=MONDAY, words="查噪声扰民", office=world.other_office)
    with pytest.raises(NotNow, match="协办"):
        actions.resolve(matter, world.handler, at=MONDAY, outcome=Outcome.SOLVED, text="好了")
    part.refresh_from_db()
    assert (part.lead, part.received_at) == (matter, matter.received_at)


def test_a_failed_check_takes_the_kept_promise_back(world):
    matter = world.resolved()
    actions.send_back(matter, world.verifier, at=MONDAY + DAY, method=Method.SITE_CHECK, note="没修")
    assert matter.state == State.IN_PROGRESS
    assert matter.promises.get().kept_at is None


def test_a_rebound_opens_the_same_number_again(world):
    matter = world.closed()
    number = matter.number
    actions.rebound(matter, world.verifier, at=MONDAY + 60 * DAY, method=Method.SITE_CHECK, note="又灭了")
    assert (matter.number, matter.state, matter.reopened) == (number, State.IN_PROGRESS, 1)


def test_nobody_looks_at_a_number_without_a_reason_and_unseen(world):
    matter = world.promised(phone="19900001234")
    with pytest.raises(Unfit):
        actions.unmask(matter, world.handler, at=MONDAY, reason=" ")
    actions.unmask(matter, world.handler, at=MONDAY, reason="约上门时间")
    assert matter.phone == "19900001234"
    assert Entry.objects.filter(act="matters.unmask", subject=f"matter:{matter.pk}").count() == 1


def test_a_new_slip_ends_the_old_one(world):
    matter = world.raised()
    old = matter.slip
    actions.reissue(matter, world.worker, at=MONDAY)
    assert queries.by_slip(old) is None
    assert queries.by_slip(matter.slip) == matter


def test_the_public_history_says_who_promised_what_and_never_the_raisers_words(world):
    matter = world.rated(rating=Rating.UNSATISFIED)
    public = queries.timeline(matter, audience="public")
    said = {m.verb: m.words for m in public}
    assert said["promise"] == {"text": "三天内换好灯头。"}
    assert "words" not in said["raise"]
    assert [m.office for m in public if m.verb == "promise"] == ["县城市管理局"]


def test_suggestions_come_from_the_house_alone(world):
    with pytest.raises(Refused):
        actions.suggest(world.raised(), world.worker, at=MONDAY, about="category", suggestions=[])
    actions.suggest(world.raised(), HOUSE, at=MONDAY, about="category", suggestions=[])


def test_a_repeated_complaint_is_suggested_for_merging_and_a_distant_one_is_not(world):
    first = world.raised(words="前街四盏路灯坏了好几天，晚上黑得看不见路。")
    again = world.raised(at=MONDAY + DAY, words="前街四盏路灯坏了好几天了，晚上黑得看不见路，快修。")
    elsewhere = world.raised(at=MONDAY + DAY, place=world.other_community, words="前街四盏路灯坏了好几天，晚上黑。")
    react_to(again, "raise")
    react_to(elsewhere, "raise")
    assert [s.other for s in again.suggestions.filter(about="duplicate")] == [first]
    assert not elsewhere.suggestions.filter(about="duplicate").exists()
