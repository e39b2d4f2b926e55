"""A branch's year in the words of those who live it: recorded, marked late, corrected beside, seen from above (M41)."""

from datetime import date, datetime, timedelta

import pytest

from tests.meetings.branch.scene import lived
from tests.world import CHINA, MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.meetings import actions
from yinuo.meetings.models import BranchMeeting
from yinuo.meetings.queries import branches_of, overseen_by, records_of, usual, waiting_of, years_of
from yinuo.meetings.queries.life_figures import branch_life_sentence
from yinuo.meetings.words.life import MeetingKind, Standing

TODAY = MONDAY.date()


def test_a_secretary_records_a_theme_day_by_what_the_branch_usually_does(made):
    actions.settle_custom(made.branch, made.branch_secretary, at=MONDAY, theme_day=2, place="社区党员活动室")
    known = usual(made.branch, MeetingKind.THEME_DAY, TODAY)
    assert (known.entitled, known.place) == (15, "社区党员活动室")
    assert usual(made.branch, MeetingKind.MEMBERS, TODAY).entitled == 14, "probationary members have no vote"
    meeting = made.record()
    assert not meeting.is_late
    assert not meeting.findings
    assert Entry.objects.get(subject=f"branchmeeting:{meeting.pk}").act == "meetings.record_meeting"


def test_a_late_entry_is_marked_with_its_reason_and_its_day(made):
    held = TODAY - timedelta(days=20)
    with pytest.raises(Unfit, match="补录") as told:
        made.record(held_on=held)
    assert told.value.field == "late_reason"
    meeting = made.record(held_on=held, late_reason="书记住院，回来后补记。")
    assert meeting.is_late
    assert meeting.entered_on == TODAY
    assert not made.record(held_on=TODAY - timedelta(days=7)).is_late


def test_nothing_is_changed_afterwards_corrections_stand_beside(made):
    meeting = made.record()
    actions.correct_meeting(
        meeting, made.branch_secretary, at=MONDAY, text="到会应为12人，记的时候多算了一名列席的人。"
    )
    meeting.refresh_from_db()
    assert meeting.present == 13
    assert meeting.corrections.get().text.startswith("到会应为12人")
    with pytest.raises(NotNow, match="已经记过"):
        made.record()


def test_more_present_than_entitled_is_refused(made):
    with pytest.raises(Unfit, match="多于应到"):
        made.record(present=16)


def test_a_meeting_below_its_quorum_is_warned_of_with_the_article(made):
    meeting = made.record(kind=MeetingKind.MEMBERS, entitled=14, present=7)
    [[key, text, article]] = meeting.findings
    assert key == "quorum"
    assert "7人" in text
    assert "半数" in article
    assert made.record(kind=MeetingKind.COMMITTEE, entitled=5, present=3).findings == []
    election = made.record(
        kind=MeetingKind.MEMBERS, entitled=15, present=11, has_election=True, topic="选举出席党代会代表"
    )
    assert election.findings[0][0] == "election"
    fit = made.record(kind=MeetingKind.MEMBERS, entitled=15, present=12, has_election=True, topic="补选委员")
    assert fit.findings == []


def test_a_democratic_review_with_too_many_excellent_asks_for_a_reason(made):
    bands = {"excellent": 5, "qualified": 8, "basic": 1, "probationary": 1}
    with pytest.raises(Unfit, match="三分之一") as told:
        made.record(kind=MeetingKind.REVIEW, **bands)
    assert told.value.field == "reason"
    meeting = made.record(kind=MeetingKind.REVIEW, reason="去年抢险有突出表现的多一名，上级同意。", **bands)
    assert meeting.findings[0][0] == "excellent"
    assert meeting.bands["probationary"] == 1
    assert made.record(kind=MeetingKind.REVIEW, excellent=4, qualified=10, topic="补评").findings == []
    with pytest.raises(Unfit, match="各等次"):
        made.record(kind=MeetingKind.REVIEW, topic="又一次")


def test_a_group_meeting_names_its_group_and_a_leader_is_a_post(made):
    with pytest.raises(Unfit, match="党小组"):
        made.record(kind=MeetingKind.GROUP)
    assert made.record(kind=MeetingKind.GROUP, group=made.group, entitled=6, present=5).group == made.group
    with pytest.raises(Unfit, match="岗位"):
        made.record(kind=MeetingKind.DUAL_LIFE)
    assert made.record(kind=MeetingKind.DUAL_LIFE, post="街道党工委副书记").post == "街道党工委副书记"


@pytest.mark.parametrize("who", ["organiser", "street_organiser", "other_secretary", "community_handler", "teller"])
def test_nobody_writes_a_branchs_record_for_it(made, who):
    with pytest.raises(Refused):
        actions.record_meeting(
            made.branch, getattr(made, who), at=MONDAY, kind=MeetingKind.THEME_DAY, held_on=TODAY, entitled=15, present=12,
            topic="学习", outcome="定下联系名单，月底前报。",
        )  # fmt: skip


def test_the_year_at_a_glance_says_what_is_kept_missing_and_due(made):
    lived(made)
    [mine] = years_of([made.branch], 2025, TODAY)
    lines = {line.kind: line for line in mine.lines}
    theme = lines[MeetingKind.THEME_DAY]
    assert (theme.count(Standing.KEPT), theme.count(Standing.MISSING)) == (11, 1)
    assert sum(cell.late for cell in theme.cells) == 1
    assert lines[MeetingKind.MEMBERS].count(Standing.KEPT) == 2
    assert mine.sum.needs_a_hand
    [now] = years_of([made.branch], 2026, TODAY)
    march = next(line for line in now.lines if line.kind == MeetingKind.THEME_DAY).cells[2]
    assert (march.standing, march.due_on) == (Standing.DUE, date(2026, 3, 5))


def test_a_branch_without_a_committee_is_not_asked_for_committee_meetings(made):
    [small] = years_of([made.other], 2025, TODAY)
    assert MeetingKind.COMMITTEE not in {line.kind for line in small.lines}
    assert MeetingKind.GROUP not in {line.kind for line in small.lines}


def test_years_cost_the_same_with_more_branches(made, django_assert_num_queries):
    with django_assert_num_queries(7):
        years_of([made.branch], 2025, TODAY)
    with django_assert_num_queries(7):
        years_of([made.branch, made.other], 2025, TODAY)


def test_the_superior_sees_all_branches_and_a_secretary_his_own(made):
    assert set(overseen_by(made.street_organiser, TODAY)) == {made.branch, made.other}
    assert set(branches_of(made.branch_secretary, TODAY)) == {made.branch}
    assert set(branches_of(made.teller, TODAY)) == {made.branch}
    assert not overseen_by(made.branch_secretary, TODAY).exists()
    assert not branches_of(made.neighbour, TODAY).exists()


def test_the_home_page_says_what_is_due(made, django_assert_num_queries):
    def counts(who, day=TODAY) -> dict[str, int]:
        return {key: sum(rows.count() for rows in found) for key, found in waiting_of(who, day).items()}

    teller, secretary = made.teller, made.branch_secretary
    with django_assert_num_queries(0):
        assert waiting_of(teller, TODAY) == {}
        assert waiting_of(secretary, TODAY)
    assert counts(made.branch_secretary) == {"due": 3, "reports": 0, "open": 0}
    made.record()
    made.planned()
    found = counts(made.branch_secretary)
    assert (found["due"], found["open"]) == (2, 1)
    assert counts(made.branch_secretary, date(2026, 2, 10))["reports"] == 1


def test_what_reads_like_what_can_be_asked(made, django_assert_num_queries):
    meeting = made.record()
    with django_assert_num_queries(1):
        [(branch, reference, day, text)] = records_of(made.branch.path[:4], TODAY, TODAY)
    assert (branch, reference, day) == (made.branch, f"branchmeeting:{meeting.pk}", TODAY)
    assert "联系一个楼道" in text


def test_the_figure_counts_with_its_denominator(made):
    assert branch_life_sentence("419901", TODAY) == ""
    lived(made)
    said = branch_life_sentence("419901", date(2025, 12, 31))
    assert "主题党日应开11次" in said or "主题党日应开12次" in said
    assert "补录" in said
    assert "全部2个" in said


def test_many_records_by_one_statement(made):
    from yinuo.acts.door import many

    rows = [
        (made.branch, {
            "kind": MeetingKind.THEME_DAY, "held_on": date(2025, month, 5), "entitled": 15, "present": 12, "topic": "学习",
            "outcome": "定下联系名单，月底前报。",
        }, datetime(2025, month, 6, 9, tzinfo=CHINA))
        for month in range(1, 13)
    ]  # fmt: skip
    assert len(many(actions.record_meeting, rows, made.branch_secretary)) == BranchMeeting.objects.count() == 12


def test_one_act_asks_little(made, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        made.record()
