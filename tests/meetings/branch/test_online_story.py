"""An online branch: told, talked over, put away; what needs a meeting is refused with its article (M17)."""

from datetime import timedelta

import pytest

from tests.world import MONDAY
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.meetings import actions
from yinuo.meetings.models import BranchDiscussion, BranchNotice
from yinuo.meetings.rules.online import formal_in
from yinuo.meetings.words.online import Formal

LATER = MONDAY.date() + timedelta(days=10)


def begin(made, **given):
    said = {"title": "主题党日怎么办得更实", "text": "大家说说4月想办什么、在哪儿办。", "ends_on": LATER} | given
    return actions.begin_discussion(made.branch, made.branch_secretary, at=MONDAY, **said)


def test_a_topic_is_talked_over_summed_up_and_put_away(made):
    topic = begin(made)
    actions.say_remark(topic, made.teller, at=MONDAY, text="去二号楼帮老人收拾楼道。")
    actions.archive_discussion(
        topic, made.branch_secretary, at=MONDAY, summary="多数想收拾楼道，4月5日办，组织委员牵头。"
    )
    topic.refresh_from_db()
    assert topic.state == "put_away"
    with pytest.raises(NotNow):
        actions.say_remark(topic, made.other_teller, at=MONDAY, text="我也去。")


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("请在群里接龙同意接收小区两名同志为预备党员", Formal.ADMISSION), ("讨论某岗位党员警告处分", Formal.DISCIPLINE),
        ("网上选举支部委员", Formal.ELECTION), ("民主测评请在线打分", Formal.REVIEW), ("这件事请大家投票", Formal.VOTE),
        ("预备党员按期转正，同意的回复1", Formal.ADMISSION), ("选出一名出席代表", Formal.ELECTION),
    ],
)  # fmt: skip
def test_what_has_to_be_decided_in_a_meeting_is_refused_online(made, text, formal):
    assert formal_in(text) == formal
    with pytest.raises(Unfit, match="依据") as told:
        begin(made, text=text)
    assert told.value.field == "text"
    assert not BranchDiscussion.objects.exists()


@pytest.mark.parametrize("text", ["大家学学选举工作条例", "说说民主评议会上想提什么", "预备党员怎么带", "定个时间"])
def test_talk_about_such_things_is_free(text):
    assert formal_in(text) is None


def test_a_notice_may_announce_the_meeting_that_votes(made):
    notice = actions.post_branch_notice(
        made.branch,
        made.branch_secretary,
        at=MONDAY,
        title="党员大会通知",
        text="5日晚七点在活动室开会，选举出席代表，请都到场。",
    )
    assert notice.kind == "plain"


def test_dues_are_reminded_of_without_amounts(made):
    with pytest.raises(Unfit, match="金额"):
        actions.remind_dues(
            made.branch, made.branch_secretary, at=MONDAY, text="每人每月20元，交给组织委员。", until=LATER
        )
    actions.remind_dues(made.branch, made.branch_secretary, at=MONDAY, text="请在12日以前交给组织委员。", until=LATER)
    fields = {field.name for field in BranchNotice._meta.fields}
    assert fields == {"id", "branch", "kind", "title", "text", "until", "at", "by"}, (
        "nobody's reading or paying is kept"
    )


def test_somebody_who_works_elsewhere_writes_to_the_branch_and_no_telephone_is_shown(made):
    with pytest.raises(Unfit, match="电话"):
        actions.write_to_branch(made.branch, made.teller, at=MONDAY, text="有事打19900001234。")
    letter = actions.write_to_branch(
        made.branch, made.teller, at=MONDAY, text="在外地务工，今年的组织生活会能不能视频参加？", where="苏州"
    )
    with pytest.raises(Refused):
        actions.answer_letter(letter, made.other_teller, at=MONDAY, answer="可以。")
    actions.answer_letter(
        letter, made.branch_secretary, at=MONDAY, answer="可以视频参加讨论，表决要到会；春节回来再补学。"
    )
    letter.refresh_from_db()
    assert letter.state == "answered_by_branch"


def test_other_branches_neither_read_nor_write(made):
    for actor in (made.other_secretary, made.neighbour):
        with pytest.raises(Refused):
            actions.write_to_branch(made.branch, actor, at=MONDAY, text="你好。")
