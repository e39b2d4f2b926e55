"""A letter of responsibility: two sides, two lists, what was there last year already, and no drawer to put it in (M38)."""

import pytest

from tests.duties.works.scene import TARGETS, days, year_end
from tests.world import MONDAY
from yinuo.duties import actions
from yinuo.duties.models import DutyTask, LetterSignature, Responsibility, ResponsibilityLetter
from yinuo.duties.queries.letters import letters_of, letters_sentence, likeness_of
from yinuo.duties.rules.letters import likeness, plain
from yinuo.duties.words.letters import DutyState, Layer, LetterState
from yinuo.kernel.errors import NotNow, Refused, Unfit

S = LetterState
DUTY = {
    "text": "二季度讲一次“怎么办实事”的党课",
    "due_on": year_end(),
    "shows": "讲稿和党员的三条意见",
    "plan_item": "重点工作第4项",
}


def signed(made):
    actions.set_duty(made.duty_of, made.handler, at=MONDAY, **DUTY)
    actions.sign_letter(made.letter, made.organiser, at=days(1), post="县委组织部分管负责人")
    actions.sign_letter(made.letter, made.handler, at=days(2), post="局党组书记")
    return made.letter


def test_both_sides_sign_as_posts_and_one_side_is_half(made):
    letter = made.letter
    actions.sign_letter(letter, made.organiser, at=days(1), post="县委组织部分管负责人")
    assert letter.state == S.HALF_SIGNED
    with pytest.raises(NotNow, match="已经签过"):
        actions.sign_letter(letter, made.organiser, at=days(2), post="同一个人")
    with pytest.raises(Refused, match="双方单位"):
        actions.sign_letter(letter, made.other_handler, at=days(2), post="别的局")
    actions.sign_letter(letter, made.handler, at=days(2), post="局党组书记")
    assert letter.state == S.SIGNED
    assert set(letter.signatures.values_list("side", flat=True)) == {"above", "below"}


def test_a_letter_has_two_different_sides_and_one_year_has_one(made):
    given = {"year": 2026, "targets": TARGETS}
    with pytest.raises(Unfit, match="两个不同的单位"):
        actions.draft_letter(made.root, made.organiser, at=MONDAY, unit=made.root, **given)
    with pytest.raises(Unfit, match="已经有了"):
        actions.draft_letter(made.root, made.organiser, at=MONDAY, unit=made.world.office, **given)
    actions.cancel_letter(made.letter, made.organiser, at=MONDAY, reason="单位合并，重新起草。")
    assert (
        actions.draft_letter(made.root, made.organiser, at=MONDAY, unit=made.world.office, **given).state == S.DRAFTED
    )


def test_an_item_without_a_living_task_keeps_the_letter_from_being_checked(made):
    idle = actions.add_responsibility(
        made.letter, made.organiser, at=MONDAY, layer=Layer.ORGANISATION, post="机关党委", text="按期换届"
    )
    letter = signed(made)
    with pytest.raises(NotNow, match=r"1条责任没有对应的任务.*按期换届"):
        actions.check_letter(letter, made.organiser, at=days(3), note="逐条核对。")
    duty = actions.set_duty(idle, made.handler, at=days(3), **DUTY)
    actions.cancel_duty(duty, made.handler, at=days(4), reason="今年不到期。")
    with pytest.raises(NotNow):
        actions.check_letter(letter, made.organiser, at=days(5), note="逐条核对。")
    actions.strike_responsibility(idle, made.handler, at=days(5), reason="换届在明年。")
    actions.check_letter(letter, made.organiser, at=days(6), note="逐条核对，一条划去。")
    assert letter.state == S.CHECKED


def test_an_empty_list_is_not_signed_and_signed_lists_stand_still(made):
    empty = actions.draft_letter(
        made.root, made.organiser, at=MONDAY, unit=made.world.other_office, year=2026, targets=TARGETS
    )
    with pytest.raises(NotNow, match="责任清单还是空的"):
        actions.sign_letter(empty, made.organiser, at=MONDAY, post="负责人")
    actions.sign_letter(made.letter, made.organiser, at=days(1), post="负责人")
    for change in (
        lambda: actions.rewrite_letter(made.letter, made.organiser, at=days(2), targets="别的"),
        lambda: actions.add_responsibility(
            made.letter, made.handler, at=days(2), layer=Layer.MEMBER, post="副局长", text="分管支部"
        ),
        lambda: actions.set_duty(made.duty_of, made.handler, at=days(2), **DUTY),
        lambda: actions.strike_responsibility(made.duty_of, made.handler, at=days(2), reason="不要了"),
    ):
        made.duty_of.refresh_from_db()
        with pytest.raises(NotNow):
            change()


def test_tasks_are_done_by_the_unit_and_looked_at_by_the_other_side(made):
    letter = signed(made)
    duty = DutyTask.objects.get()
    with pytest.raises(Refused):
        actions.report_duty(duty, made.organiser, at=days(50), outcome="讲了。")
    actions.report_duty(duty, made.handler, at=days(50), outcome="讲了，党员提了三条意见，采纳两条。")
    with pytest.raises(Refused, match="不能核对自己"):
        actions.confirm_duty(duty, made.colleague, at=days(51), note="属实。")
    actions.return_duty(duty, made.organiser, at=days(51), note="意见没有附上。")
    actions.report_duty(duty, made.handler, at=days(52), outcome="补上了意见。")
    actions.confirm_duty(duty, made.organiser, at=days(53), note="看了讲稿和意见。")
    assert duty.state == DutyState.CHECKED
    actions.check_letter(letter, made.organiser, at=days(54), note="逐条核对。")
    actions.assess_letter(letter, made.organiser, at=days(300), assessment="党课和第4项重点工作一起完成。")
    assert letter.state == S.ASSESSED


def test_no_assessment_while_tasks_are_open(made):
    letter = signed(made)
    actions.check_letter(letter, made.organiser, at=days(3), note="逐条核对。")
    with pytest.raises(NotNow, match="1项任务没有核对完"):
        actions.assess_letter(letter, made.organiser, at=days(300), assessment="都好。")


@pytest.mark.parametrize(
    ("new", "old", "percent"),
    [
        ("2026年每季度讲一次党课。", "2025年，每季度讲一次党课", 100),
        ("二〇二六年每季度讲一次党课", "二〇二五年每季度讲一次党课", 100),
        ("每季度讲一次党课，先听党员想听什么", "夜里巡查路灯，坏了当天修", 0),
    ],
)
def test_years_and_marks_do_not_make_another_text(new, old, percent):
    found = likeness([new], [old])
    assert found.percents[0] >= percent
    assert (found.percents[0] >= 90) is (percent == 100)
    assert plain("第１季度，讲党课！") == "第1季度讲党课"


def test_what_was_copied_is_shown_to_the_signer_and_kept_but_not_forbidden(made):
    last = ResponsibilityLetter.objects.create(
        org=made.root, unit=made.world.office, year=2025, targets="去年", state=S.ASSESSED, drafted_at=days(-300)
    )
    Responsibility.objects.create(
        letter=last, layer=Layer.SECRETARY, post="党支部书记", text="每季度讲一次党课，先听党员想听什么。"
    )
    fresh = "每月到两个科室听意见，当月答复"
    actions.add_responsibility(made.letter, made.handler, at=MONDAY, layer=Layer.MEMBER, post="副局长", text=fresh)
    found = likeness_of(made.letter)
    assert found.percents[0] == 100
    assert found.percents[1] < 50
    assert found.alike == 1
    assert 50 < found.overall < 90
    signature = actions.sign_letter(made.letter, made.handler, at=days(1), post="局党组书记")
    assert signature.likeness == found.overall
    assert LetterSignature.objects.count() == 1


def test_a_first_letter_has_nothing_to_be_compared_with(made):
    assert likeness_of(made.letter) is None
    assert signed(made).signatures.first().likeness is None


def test_the_sentence_counts_three_layers_of_signed_letters(made):
    assert letters_sentence("419901", days(1).date()) == ""
    signed(made)
    assert letters_sentence("419901", days(3).date()) == (
        "与1个单位签订目标责任书，责任清单1条（党组织0条、党组织书记1条、班子成员0条）。"
    )


def test_who_sees_a_letter(made):
    assert letters_of(made.handler).get() == made.letter
    assert letters_of(made.leader).exists()
    assert not letters_of(made.other_handler).exists()
    assert not letters_of(made.neighbour).exists()


def test_a_due_day_lies_in_the_year_of_the_letter(made):
    with pytest.raises(Unfit, match="年度里"):
        actions.set_duty(made.duty_of, made.handler, at=MONDAY, **DUTY | {"due_on": year_end(2027)})


def test_signing_costs_few_queries(made, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        actions.sign_letter(made.letter, made.organiser, at=days(1), post="负责人")
