"""The secretary's two reports: written, heard twice, counted by two tellers, told as a distribution, followed up (M30)."""

from datetime import timedelta

import pytest

from tests.meetings.branch.scene import COUNT, PARTY
from tests.world import MONDAY
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.meetings import actions
from yinuo.meetings.rules import reports as rules
from yinuo.meetings.words.reports import Audience

LATER = MONDAY.date() + timedelta(days=30)


def test_from_the_report_to_what_was_changed(made):
    report = made.report()
    hearings = [made.heard(report, audience) for audience in Audience]
    with pytest.raises(NotNow, match="还没有由两名计票人数完"):
        actions.settle_report(report, made.organiser, at=MONDAY)
    for hearing in hearings:
        made.counted(hearing)
    actions.settle_report(report, made.organiser, at=MONDAY)
    assert rules.distribution(hearings[0].count.counted) == [("好", 9), ("较好", 3), ("一般", 1), ("差", 0)]
    with pytest.raises(NotNow, match="没有列整改"):
        actions.close_report(report, made.organiser, at=MONDAY)
    item = actions.plan_report_item(
        report, made.branch_secretary, at=MONDAY, text="每季度逐一联系流动党员", post="组织委员", due_on=LATER
    )
    with pytest.raises(NotNow, match="1件"):
        actions.close_report(report, made.organiser, at=MONDAY)
    actions.finish_report_item(
        item, made.branch_secretary, at=MONDAY, done="四名流动党员都联系上了，两名视频参加了组织生活。"
    )
    actions.close_report(report, made.organiser, at=MONDAY)
    report.refresh_from_db()
    assert report.state == "report_followed"


@pytest.mark.parametrize(
    ("party", "business", "field"),
    [
        ("", "业务做得多", "party_text"), ("支部开了会。", "", "party_text"), (PARTY, PARTY + "还有业务。", "business_text"),
    ],
)  # fmt: skip
def test_a_report_without_party_work_is_refused(made, party, business, field):
    with pytest.raises(Unfit) as told:
        actions.write_report(
            made.branch, made.branch_secretary, at=MONDAY, year=2025, party_text=party, business_text=business
        )
    assert told.value.field == field


def test_one_report_a_year(made):
    made.report()
    with pytest.raises(NotNow):
        made.report()


def test_two_tellers_count_and_neither_of_them_wrote_the_report(made):
    hearing = made.heard(made.report(), Audience.MEMBERS)
    with pytest.raises(Refused, match="述职的人"):
        actions.enter_count(hearing, made.branch_secretary, at=MONDAY, **COUNT)
    count = actions.enter_count(hearing, made.teller, at=MONDAY, **COUNT)
    with pytest.raises(Refused, match="两个人"):
        actions.confirm_count(count, made.teller, at=MONDAY, **COUNT)
    with pytest.raises(Unfit, match="不一致"):
        actions.confirm_count(count, made.other_teller, at=MONDAY, **(COUNT | {"good": 8, "fairly": 4}))
    actions.recount(count, made.teller, at=MONDAY, **(COUNT | {"good": 8, "fairly": 4}))
    actions.confirm_count(count, made.other_teller, at=MONDAY, **(COUNT | {"good": 8, "fairly": 4}))
    with pytest.raises(NotNow):
        actions.recount(count, made.teller, at=MONDAY, **COUNT)


def test_more_ballots_than_people_are_refused(made):
    hearing = made.heard(made.report(), Audience.MEMBERS)
    with pytest.raises(Unfit, match="到会只有14人"):
        actions.enter_count(hearing, made.teller, at=MONDAY, **(COUNT | {"handed_out": 15}))
    with pytest.raises(Unfit, match="多于发出"):
        actions.enter_count(hearing, made.teller, at=MONDAY, **(COUNT | {"good": 12}))


def test_fewer_than_five_ballots_only_tell_their_number(made):
    hearing = made.heard(made.report(), Audience.MEMBERS, entitled=4, present=4)
    count = made.counted(hearing, handed_out=4, good=4, fairly=0, average=0, invalid=0)
    assert rules.distribution(count.counted) is None
    assert rules.distribution(rules.Count(5, 4, 0, 0, 1)) == [("好", 4), ("较好", 0), ("一般", 0), ("差", 1)]


def test_each_meeting_is_recorded_by_whose_it_is(made):
    report = made.report()
    given = {"held_on": MONDAY.date(), "entitled": 9, "present": 9}
    with pytest.raises(Refused):
        actions.hold_hearing(report, made.branch_secretary, at=MONDAY, audience=Audience.SUPERIOR, **given)
    with pytest.raises(Refused):
        actions.hold_hearing(report, made.organiser, at=MONDAY, audience=Audience.MEMBERS, **given)
    made.heard(report, Audience.MEMBERS)
    with pytest.raises(NotNow, match="已经登记"):
        made.heard(report, Audience.MEMBERS)


def test_nobody_settles_the_report_of_his_own_branch(made):
    report = made.report()
    for audience in Audience:
        made.counted(made.heard(report, audience))
    with pytest.raises(Refused, match="上级"):
        actions.settle_report(report, made.branch_secretary, at=MONDAY)


def test_the_ballot_paper_is_a_rubric_whose_fingerprint_is_kept(made):
    hearing = made.heard(made.report(), Audience.SUPERIOR)
    assert hearing.paper == rules.paper_digest()
    assert len(hearing.paper) == 64
    assert [level.name for level in rules.ballot_paper().items[0].levels] == ["好", "较好", "一般", "差"]
