"""Four tracks of a street's joint committee, told as its people would (M05, M07, M08, REFERENCE §1.3)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.meetings.topics.scene import at, day
from tests.world import OPENED
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions as handling
from yinuo.matters.words import Method, Outcome
from yinuo.meetings import actions
from yinuo.meetings.models import Sitting, Topic
from yinuo.meetings.queries.topics import standings, topics_of, unit_records
from yinuo.meetings.words.topics import Assembly, Decision, Stance, Theme, Track
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind

SAID = {"text": "按会上说的办。", "due_on": day(60)}


def handled(world, matter, when):
    """The office promises, does it, and somebody else looks."""
    handling.promise(matter, world.handler, at=when, text="本周办好。", due_at=matter.due_at)
    handling.resolve(matter, world.handler, at=when, outcome=Outcome.SOLVED, text="办好了。")
    handling.verify(matter, world.verifier, at=when, method=Method.SITE_CHECK, note="去看过。")


# ---- 大事共议 ----


def test_a_major_matter_is_talked_over_decided_given_out_done_and_told_back(made):
    topic = made.circulated(proposer_org=made.world.community_office)
    first, second = made.answered(topic), made.answered(topic, 1, stance=Stance.AGAINST)
    later = at(7, 2)
    actions.hold_sitting(topic.sitting, made.organiser, at=later, present=made.seats(6))
    actions.hear_topic(topic, made.organiser, at=later, said="一中愿意，医院说夜间要留急救通道。")
    with pytest.raises(NotNow, match="2条意见没有写明采纳"):
        actions.conclude_topic(topic, made.organiser, at=later, decision=Decision.AGREE, **SAID)
    for one, is_adopted in ((first, True), (second, False)):
        actions.weigh_answer(
            topic, made.organiser, at=later, answer=one, is_adopted=is_adopted, why="留出急救通道就可以。"
        )
    actions.conclude_topic(topic, made.organiser, at=later, decision=Decision.AGREE, **SAID)
    given = actions.assign_topic(
        topic, made.world.coordinator, at=at(8), office=made.world.office, task="给开放的车位划线。", due_on=day(60),
        category=made.world.category,
    )  # fmt: skip
    assert given.matter.office == made.world.office
    assert given.matter.source_number == f"{topic.number}-1"
    with pytest.raises(NotNow, match="还有1件没有办完"):
        actions.note_execution(topic, HOUSE, at=at(8))
    handled(made.world, given.matter, at(9))
    actions.note_execution(topic, HOUSE, at=at(10))
    with pytest.raises(NotNow, match="纪要还没有写"):
        actions.report_back(topic, made.organiser, at=at(10), text="车位开了。", told_how="当面")
    actions.write_minutes(topic.sitting, made.organiser, at=at(10), minutes="议定夜间开放车位。")
    actions.report_back(topic, made.organiser, at=at(10), text="162个车位夜间开放。", told_how="居民代表会上当面说")
    with pytest.raises(Refused, match="两个人"):
        actions.close_topic(topic, made.organiser, at=at(10))
    actions.close_topic(topic, made.world.community_handler, at=at(11))
    assert topic.state == "closed"


def test_a_circulation_that_is_too_short_is_refused_with_the_first_day_that_will_do(made):
    topic, friday = made.screened(), made.called(3)
    with pytest.raises(Unfit, match=r"至少3个工作日.*2026年3月5日") as refused:
        actions.circulate_topic(topic, made.organiser, at=at(0), sitting=made.called(3, when=at(-1)))
    assert refused.value.field == "sitting"
    actions.circulate_topic(topic, made.organiser, at=at(0), sitting=friday)


def test_an_agenda_goes_out_as_many_days_ahead_as_the_body_says(made):
    with pytest.raises(Unfit, match="提前3天"):
        made.called(2)
    actions.set_rhythm(
        made.body, made.organiser, at=at(0), months=6, agenda_days=15, source="联席会议制度第五条", valid_from=day(0)
    )
    with pytest.raises(Unfit, match=r"提前15天.*联席会议制度第五条"):
        made.called(7)


def test_a_unit_speaks_for_itself_and_others_need_its_paper(made):
    topic = made.circulated()
    with pytest.raises(Refused):
        actions.answer_topic(topic, made.world.handler, at=at(1), unit=made.units[0], stance=Stance.FOR, reason="好")
    with pytest.raises(Unfit, match="只能代表本单位"):
        actions.answer_topic(topic, made.unit(1), at=at(1), unit=made.units[0], stance=Stance.FOR, reason="好")
    with pytest.raises(Unfit, match="书面答复的文号"):
        actions.answer_topic(topic, made.organiser, at=at(1), unit=made.units[0], stance=Stance.FOR, reason="好")
    made.answered(topic)
    made.answered(topic, stance=Stance.AMEND, when=at(2))
    assert [one.stance for one in topic.answers.all()] == ["amend"]


def test_a_topic_that_is_put_off_is_counted_and_waits_again(made):
    topic = made.met()
    actions.postpone_topic(topic, made.organiser, at=at(8), reason="先摸清各单位的车位。")
    assert (topic.state, topic.postponed, topic.sitting) == ("screened", 1, None)
    [standing] = standings([made.body], day(8))
    assert (standing.undecided, standing.undone) == (1, 0)
    assert standing.next_on == day(7).replace(month=4)


# ---- 实事共办 ----


def test_a_practical_matter_is_decided_when_the_claims_cover_it_and_confirmed_by_others(made):
    topic = made.met(Track.PRACTICAL)
    claim = actions.claim_need(
        topic, made.unit(0), at=at(8), unit=made.units[0], what="操场夜间开放", amount=Decimal(100), due_on=day(20)
    )
    with pytest.raises(Unfit, match="还差50个"):
        actions.conclude_topic(topic, made.organiser, at=at(8), decision=Decision.AGREE, **SAID)
    other = actions.claim_need(
        topic, made.organiser, at=at(8), unit=made.units[1], what="门诊楼后院", amount=Decimal(62), due_on=day(20), reply="复函3号"
    )  # fmt: skip
    actions.conclude_topic(topic, made.organiser, at=at(9), decision=Decision.AGREE, **SAID)
    assert topic.state == "assigned"
    actions.deliver_claim(claim, made.unit(0), at=at(10), text="100个车位开了。", delivered_on=day(10))
    with pytest.raises(Refused, match="不能给自己确认"):
        actions.confirm_claim(claim, made.unit(0), at=at(10), text="好")
    actions.confirm_claim(claim, made.world.worker, at=at(11), text="三号楼居民说晚上停得下了。")
    actions.give_up_claim(other, made.unit(1), at=at(11), reason="后院要施工。")
    actions.note_execution(topic, made.organiser, at=at(12))
    assert topic.state == "executed"


# ---- 要事共决 ----


def test_an_important_matter_is_not_voted_on_without_a_quorum(made):
    topic = made.met(Track.IMPORTANT, present=4)
    votes = {"votes_for": 4, "votes_against": 0, "abstained": 0}
    with pytest.raises(Unfit, match=r"到会4席，在任8席.*至少5席"):
        actions.vote_topic(topic, made.organiser, at=at(8), **votes, **SAID)
    actions.hold_sitting(topic.sitting, made.organiser, at=at(8), present=made.seats(5))
    with pytest.raises(Unfit, match="合计4票，和到会的5席对不上"):
        actions.vote_topic(topic, made.organiser, at=at(8), **votes, **SAID)
    with pytest.raises(Unfit, match="不同意见"):
        actions.vote_topic(topic, made.organiser, at=at(8), votes_for=4, votes_against=1, abstained=0, **SAID)
    actions.vote_topic(topic, made.organiser, at=at(8), **votes | {"abstained": 1}, **SAID)
    assert topic.decision == Decision.AGREE


def test_half_of_those_present_is_not_more_than_half(made):
    topic = made.met(Track.IMPORTANT, present=6)
    actions.vote_topic(
        topic, made.organiser, at=at(8), votes_for=3, votes_against=1, abstained=2, dissent="汽车站建议改址。", **SAID
    )
    assert (topic.decision, topic.due_on) == (Decision.REJECT, None)
    with pytest.raises(NotNow, match="没有同意"):
        actions.assign_topic(
            topic, made.world.coordinator, at=at(8), office=made.world.office, task="办", due_on=day(60),
            category=made.world.category,
        )  # fmt: skip
    actions.write_minutes(topic.sitting, made.organiser, at=at(8), minutes="没有通过。")
    actions.report_back(topic, made.organiser, at=at(9), text="没有过半，这次不办。", told_how="电话")
    assert topic.state == "reported_back"


# ---- 急事共商 ----


def test_something_urgent_is_met_first_and_minuted_within_two_working_days(made):
    topic = made.consulted()
    actions.decide_urgent(topic, made.unit(2), at=at(0, 1), text="先设3个暖屋，次日18时前恢复。", due_on=day(1))
    assert topic.circulated_at is None
    assert topic.sitting.minutes_due_on == day(2)
    actions.write_minutes(topic.sitting, made.organiser, at=at(2), minutes="已通报各委员。")
    topic.refresh_from_db()
    assert topic.circulated_at == at(2)
    assert not topic.sitting.is_late


def test_late_minutes_need_a_reason_and_carry_it(made):
    topic = made.consulted()
    with pytest.raises(Unfit, match=r"2026-03-04.*逾期") as refused:
        actions.write_minutes(topic.sitting, made.organiser, at=at(3), minutes="通报。")
    assert refused.value.field == "late_why"
    actions.write_minutes(topic.sitting, made.organiser, at=at(3), minutes="通报。", late_why="一直在现场抢修。")
    assert topic.sitting.is_late


def test_an_urgent_matter_needs_three_members_and_no_more(made):
    topic = made.proposed(Track.URGENT)
    given = {"lead": made.units[2], "met_at": at(0), "how": "电话", "said": "先抢修。"}
    with pytest.raises(Unfit, match="至少3名委员，现在只有2名"):
        actions.consult_urgent(topic, made.organiser, at=at(0), present=made.seats(2), **given)
    actions.screen_topic(topic, made.organiser, at=at(0))
    sitting = made.called()
    with pytest.raises(NotNow, match="没有“会前通报”"):
        actions.circulate_topic(topic, made.organiser, at=at(0), sitting=sitting)
    actions.consult_urgent(topic, made.organiser, at=at(0), present=made.seats(3), **given)


# ---- 以党代居 ----


def test_what_belongs_to_the_residents_is_not_decided_here(made):
    topic = made.met(Track.IMPORTANT, touches_all=True, touches_why="公共收益怎么用，关系每一户。")
    with pytest.raises(Unfit, match=r"居民会议讨论决定.*第九条"):
        actions.vote_topic(topic, made.organiser, at=at(8), votes_for=6, votes_against=0, abstained=0, **SAID)
    actions.route_to_residents(
        topic, made.organiser, at=at(8), community=made.world.community, advice="建议先修楼道灯。"
    )
    result = {
        "assembly": Assembly.RESIDENTS, "held_on": day(20), "votes_for": 400, "votes_against": 100, "abstained": 20, **SAID,
    }  # fmt: skip
    with pytest.raises(Refused):
        actions.enter_residents_result(topic, made.organiser, at=at(21), entitled=1000, present=520, **result)
    with pytest.raises(Unfit, match="至少要501"):
        actions.enter_residents_result(topic, made.world.worker, at=at(21), entitled=1000, present=500, **result)
    with pytest.raises(Unfit, match="对不上"):
        actions.enter_residents_result(topic, made.world.worker, at=at(21), entitled=1000, present=521, **result)
    actions.enter_residents_result(topic, made.world.worker, at=at(21), entitled=1000, present=520, **result)
    assert (topic.state, topic.decision, topic.decided_on) == ("decided", "agree", day(20))


def test_anybody_of_the_committee_may_say_that_it_is_the_residents_matter(made):
    topic = made.met()
    actions.flag_residents(topic, made.unit(3), at=at(8), reason="要动全体业主的公共收益。")
    with pytest.raises(Unfit, match="涉及全体居民"):
        actions.conclude_topic(topic, made.organiser, at=at(8), decision=Decision.AGREE, **SAID)


# ---- after the decision ----


def test_a_task_is_not_due_much_earlier_than_the_body_wants_it(made):
    topic = made.decided()
    given = {"office": made.world.office, "task": "划线。", "category": made.world.category}
    with pytest.raises(Unfit, match="层层加码"):
        actions.assign_topic(topic, made.world.coordinator, at=at(8), due_on=day(12), **given)
    with pytest.raises(Unfit, match="议定的期限"):
        actions.assign_topic(topic, made.world.coordinator, at=at(8), due_on=day(90), **given)
    with pytest.raises(Refused):
        actions.assign_topic(topic, made.organiser, at=at(8), due_on=topic.due_on, **given)


def test_a_topic_is_open_again_with_its_matter(made):
    topic = made.decided()
    given = actions.assign_topic(
        topic, made.world.coordinator, at=at(8), office=made.world.office, task="划线。", due_on=topic.due_on,
        category=made.world.category,
    )  # fmt: skip
    handled(made.world, given.matter, at(9))
    actions.note_execution(topic, HOUSE, at=at(9))
    with pytest.raises(NotNow, match="都办完了"):
        actions.note_reopened(topic, HOUSE, at=at(10))
    handling.call_back(given.matter, made.world.verifier, at=at(10), has_reached=True, rating="unsatisfied")
    matter = given.matter
    handling.close(matter, made.world.coordinator, at=at(10), text="划的线不够宽，另行重划。")
    handling.rebound(matter, made.world.verifier, at=at(40), method=Method.SITE_CHECK, note="线磨掉了。")
    actions.note_reopened(topic, HOUSE, at=at(40))
    assert (topic.state, topic.executed_at) == ("assigned", None)


def test_units_are_shown_by_what_they_did_and_nobody_else(made):
    topic = made.decided()
    records = {one.unit.name: one for one in unit_records(made.body, day(10))}
    assert set(records) == {made.body.name, *(unit.name for unit in made.units)}
    assert (records["示例一中"].sittings, records["示例一中"].attended) == (1, 1)
    assert records["供电公司"].attended == 0
    own = topic.sitting.presences.get(unit=made.body)
    assert (own.present, own.seats) == (4, 4)


def test_a_matter_that_was_raised_up_becomes_a_topic_and_goes_down_again(made):
    world = made.world
    matter = world.dispatched(words="两条街的路灯分属两家单位，谁也不修。")
    party = staffing.establish(
        world.office, HOUSE, at=at(0), name="县党建工作领导小组", kind=Kind.LEADING_GROUP, place=world.county, valid_from=OPENED
    )  # fmt: skip
    matter.office, matter.office_path, matter.state = made.body, made.body.path, "dispatched"
    matter.save()
    with pytest.raises(Unfit, match="上报到本机构"):
        made.proposed(matter=matter)
    matter.state = "escalated"
    matter.hops = 1
    matter.save()
    matter.escalations.create(
        at=at(0), from_office=world.office, from_path=world.office.path, to_office=made.body, to_path=made.body.path,
        tried="协调过两次", basis="分属两家",
    )  # fmt: skip
    topic = made.met(Track.IMPORTANT, matter=matter)
    actions.vote_topic(topic, made.organiser, at=at(8), votes_for=6, votes_against=0, abstained=0, **SAID)
    given = actions.assign_topic(
        topic, world.coordinator, at=at(8), office=world.other_office, task="统一维护。", due_on=day(60), category=world.category
    )  # fmt: skip
    matter.refresh_from_db()
    assert (given.matter, matter.office, matter.state) == (matter, world.other_office, "dispatched")
    assert party.kind == Kind.LEADING_GROUP


def test_who_sees_a_topic(made):
    topic = made.decided(proposer_org=made.world.community_office)
    people = {
        "organiser": 1, "coordinator": 1, "county_coordinator": 1, "worker": 0, "unit0": 1, "community_handler": 1, "handler": 0,
        "leader": 1, "neighbour": 0,
    }  # fmt: skip
    assert {who: topics_of(getattr(made.world, who)).count() for who in people} == people
    actions.assign_topic(
        topic, made.world.coordinator, at=at(8), office=made.world.office, task="划线。", due_on=topic.due_on,
        category=made.world.category,
    )  # fmt: skip
    assert topics_of(made.world.handler).count() == 1


# ---- bad input ----


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"proposer": ""}, "proposer"), ({"text": " "}, "text"), ({"title": "一" * 81}, "title"),
        ({"text": "请打13800138000"}, "text"), ({"touches_all": True}, "touches_why"),
    ],
)  # fmt: skip
def test_a_topic_that_says_too_little_or_names_somebody(made, given, field):
    with pytest.raises(Unfit) as refused:
        made.proposed(**given)
    assert refused.value.field == field
    assert not Topic.objects.exists()


def test_a_practical_matter_says_how_much_it_needs(made):
    with pytest.raises(Unfit, match="需要什么、多少"):
        made.proposed(Track.PRACTICAL, need_amount=None)


def test_only_bodies_have_topics_and_sittings(made):
    office = made.world.office
    with pytest.raises(Unfit, match="不是议事机构"):
        actions.propose_topic(
            office,
            made.organiser,
            at=at(0),
            track=Track.MAJOR,
            theme=Theme.LIVELIHOOD,
            title="题",
            text="文",
            proposer="居民",
        )
    with pytest.raises(Unfit, match="不是议事机构"):
        actions.call_sitting(office, made.organiser, at=at(0), meets_at=at(30), place="会议室")


def test_a_sitting_with_topics_is_not_called_off_and_none_is_held_before_its_time(made):
    topic = made.circulated()
    with pytest.raises(Unfit, match="会还没有开"):
        actions.hold_sitting(topic.sitting, made.organiser, at=at(1), present=made.seats(6))
    with pytest.raises(NotNow, match="已通报的议题"):
        actions.cancel_sitting(topic.sitting, made.organiser, at=at(1), reason="撞期")
    actions.withdraw_topic(topic, made.organiser, at=at(1), reason="单位另有安排，撤回。")
    actions.cancel_sitting(topic.sitting, made.organiser, at=at(1), reason="没有议题")
    assert Sitting.objects.get().state == "called_off"


def test_an_act_asks_ten_things_at_most(made, django_assert_max_num_queries):
    topic = made.met(Track.IMPORTANT)
    topic = Topic.objects.select_related("body__place", "sitting").get(pk=topic.pk)
    with django_assert_max_num_queries(12):
        actions.vote_topic(
            topic, made.organiser, at=at(8), votes_for=6, votes_against=0, abstained=0, text="同意。",
            due_on=at(8).date() + timedelta(days=20),
        )  # fmt: skip
