"""A suggestion box at the gate of a community office (M34): two keepers, every letter counted, none thrown away."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.matters.boxes import WEEK, entered, hung, opened
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters import actions, box_rules, boxes, photos, policy, queries
from yinuo.matters.actions.boxes import seal
from yinuo.matters.box_words import LetterKind, LetterState, OpeningState, Standing
from yinuo.matters.models import BoxMonth, Matter
from yinuo.matters.words import Intake, Kind
from yinuo.orgs import actions as staffing
from yinuo.places.queries import calendar

APRIL = MONDAY + timedelta(days=31)


def test_two_keepers_open_the_box_and_every_letter_becomes_a_matter(world):
    box = hung(world)
    opening = actions.open_box(box, world.worker, at=MONDAY, count=2)
    with pytest.raises(NotNow, match="等另一位保管人确认"):
        entered(world, opening)
    actions.confirm_opening(opening, world.community_handler, at=MONDAY)
    first = entered(world, opening)
    assert first.matter.intake == Intake.SUGGESTION_BOX
    assert first.matter.words == "活动中心能不能晚上开到九点？"
    assert first.words == "", "what it says stands in one place"
    assert Entry.objects.get(subject=f"matter:{first.matter.pk}").actor == "resident", "no keeper stands at it"
    assert opening.state == OpeningState.CONFIRMED
    entered(world, opening, "请把楼前的灯修一修。", kind=LetterKind.HELP_REQUEST)
    assert opening.state == OpeningState.ENTERED
    with pytest.raises(NotNow):
        entered(world, opening, "第三封。")
    assert opening.first_post == "幸福社区居委会 社区工作者"
    box.refresh_from_db()
    assert box.next_on == (MONDAY + WEEK).date()


def test_one_keeper_alone_opens_nothing(world):
    box = hung(world)
    opening = actions.open_box(box, world.worker, at=MONDAY, count=0)
    with pytest.raises(Refused, match="不能自己确认自己"):
        actions.confirm_opening(opening, world.worker, at=MONDAY)
    with pytest.raises(Refused, match="不是这个箱子的保管人"):
        actions.open_box(box, world.organiser, at=MONDAY, count=0)
    box.refresh_from_db()
    assert box.opened_on is None, "it does not count as opened"


def test_the_other_keeper_may_say_that_he_was_not_there(world):
    box = hung(world)
    opening = actions.open_box(box, world.worker, at=MONDAY, count=3)
    with pytest.raises(Unfit, match="写明为什么"):
        actions.deny_opening(opening, world.community_handler, at=MONDAY, reason="没")
    actions.deny_opening(opening, world.community_handler, at=MONDAY, reason="我没有到场。")
    assert opening.state == OpeningState.DENIED
    again = opened(world, box, count=3)
    assert again.state == OpeningState.CONFIRMED


def test_an_empty_box_is_a_log_too(world):
    box = hung(world)
    assert opened(world, box).state == OpeningState.ENTERED
    with pytest.raises(NotNow, match="今天已经开过"):
        actions.open_box(box, world.worker, at=MONDAY, count=0)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"second": "worker"}, "不能是同一个人"),
        ({"first": "coordinator", "second": "county_coordinator"}, "至少要有一位"),
        ({"spot": " "}, "挂在哪里"),
        ({"spot": "电话19912345678"}, "不写个人"),
        ({"weeks": 9}, "一到四周"),
    ],
)
def test_keepers_and_place_of_a_box_are_checked(world, given, sentence):
    given = {key: world.people.get(value, value) if isinstance(value, str) else value for key, value in given.items()}
    with pytest.raises(Unfit, match=sentence):
        hung(world, **given)


def test_two_keepers_of_the_same_post_cannot_be_told_apart(world):
    twin = staffing.appoint(world.community_office, HOUSE, at=MONDAY, post="社区工作者", valid_from=date(2020, 1, 1))
    with pytest.raises(Unfit, match="分不清是谁"):
        hung(world, second=twin)


def test_no_letter_is_thrown_away(world):
    opening = opened(world, hung(world), count=2)
    with pytest.raises(Unfit, match="一封信也不能丢"):
        entered(world, opening, "看不清的字。", standing=Standing.INVALID)
    earlier = world.raised()
    invalid = entered(world, opening, "看不清的字。", standing=Standing.INVALID, reason="字迹无法辨认，两人都看过。")
    repeated = entered(
        world, opening, "灯坏了。", standing=Standing.DUPLICATE, reason="和上周的来信相同。", repeats=earlier
    )
    assert {invalid.state, repeated.state} == {LetterState.KEPT}
    assert (invalid.matter, invalid.words) == (None, "看不清的字。")
    assert repeated.repeats == earlier


def test_a_letter_may_be_a_photograph(world, tmp_path):
    path = tmp_path / "letter.jpg"
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    Image.effect_noise((300, 400), 80).convert("RGB").save(path, exif=exif)
    photo = photos.take(SimpleUploadedFile("letter.jpg", path.read_bytes()), MONDAY)
    assert b"PhoneMaker" not in photo.path.read_bytes()
    opening = opened(world, hung(world), count=1)
    letter = actions.enter_letter(opening, world.worker, at=MONDAY, kind=LetterKind.COMPLAINT, photo=photo)
    assert letter.matter.words == "（手写信，内容见照片）"
    assert letter.matter.evidences.get().sha256 == letter.sha256 == photo.sha256
    with pytest.raises(Unfit, match="打上，或者拍一张"):
        entered(world, opened(world, hung(world, spot="后门"), count=1), " ")


def test_a_letter_about_the_keepers_office_goes_to_the_office_above_and_they_see_only_that(world):
    opening = opened(world, hung(world), count=1)
    letter = entered(world, opening, "居委会的人上班时间找不到。", kind=LetterKind.COMPLAINT, is_about_us=True)
    matter = letter.matter
    assert (letter.state, letter.passed_to, letter.words) == (LetterState.PASSED, "示例街道办事处", "")
    assert matter.place == world.street
    for keeper in (world.worker, world.community_handler):
        assert policy.may_see(keeper, matter) is not None
        assert not queries.visible_to(keeper).filter(pk=matter.pk).exists()
    assert policy.may_see(world.coordinator, matter) is None
    with pytest.raises(Refused, match="由收信的单位答复"):
        actions.answer_letter(letter, world.worker, at=MONDAY, answer="知道了。")
    actions.register(
        matter, world.coordinator, at=MONDAY, category=world.category, kind=Kind.COMPLAINT, urgency="normal"
    )
    actions.answer_letter(letter, world.coordinator, at=MONDAY, answer="已经要求居委会公布值班表。")
    assert letter.state == LetterState.ANSWERED


def test_a_matter_about_an_office_is_never_given_to_that_office(world):
    keepers = {"first": world.people["handler"], "second": world.people["own_verifier"]}
    box = hung(world, org=world.office, **keepers)
    opening = actions.open_box(box, world.handler, at=MONDAY, count=1)
    actions.confirm_opening(opening, world.own_verifier, at=MONDAY)
    given = {"kind": LetterKind.COMPLAINT, "words": "报修电话没有人接。", "is_about_us": True}
    matter = actions.enter_letter(opening, world.handler, at=MONDAY, **given).matter
    registered = {"category": world.category, "kind": Kind.COMPLAINT, "urgency": "normal"}
    actions.register(matter, world.county_coordinator, at=MONDAY, **registered)
    actions.accept(matter, world.county_coordinator, at=MONDAY)
    with pytest.raises(Unfit, match="反映的就是"):
        actions.dispatch(matter, world.county_coordinator, at=MONDAY, office=world.office)
    actions.dispatch(matter, world.county_coordinator, at=MONDAY, office=world.other_office)


def test_the_top_office_hands_a_letter_about_itself_over_on_paper(world):
    root = world.office.__class__.objects.get(path="0001")
    box = hung(world, org=root, first=world.people["leader"], second=world.people["county_coordinator"])
    opening = actions.open_box(box, world.leader, at=MONDAY, count=1)
    actions.confirm_opening(opening, world.county_coordinator, at=MONDAY)
    about = {"at": MONDAY, "kind": LetterKind.REPORT_TIP, "words": "中心的人收了礼。", "is_about_us": True}
    with pytest.raises(Unfit, match="交给上级或者纪检监察机关"):
        actions.enter_letter(opening, world.leader, **about)
    letter = actions.enter_letter(opening, world.leader, **about, handed_to="市纪委监委信访室")
    assert (letter.matter, letter.words, letter.passed_to) == (None, "", "市纪委监委信访室")


def test_what_the_office_answers_stands_on_the_board_without_anybody_in_it(world):
    letter = entered(world, opened(world, hung(world), count=1))
    for words in ("请打19912345678。", "已经和三号楼的王大姐说好。"):
        with pytest.raises(Unfit, match="个人信息"):
            actions.answer_letter(letter, world.worker, at=MONDAY, answer=words)
    actions.answer_letter(letter, world.worker, at=MONDAY, answer="从下周起开到九点。", is_adopted=True)
    assert list(boxes.answered(letter.opening.box)) == [letter]
    tip = entered(world, opened(world, hung(world, spot="后门"), count=1), kind=LetterKind.REPORT_TIP)
    with pytest.raises(Unfit, match="举报信不公开"):
        actions.answer_letter(tip, world.worker, at=MONDAY, answer="查过了。")


def test_a_month_is_sealed_and_a_correction_stands_beside_it(world):
    box = hung(world)
    opening = opened(world, box, count=3)
    adopted = entered(world, opening)
    entered(world, opening, "灯坏了。", kind=LetterKind.HELP_REQUEST)
    entered(world, opening, "。", standing=Standing.INVALID, reason="只有一个句号。")
    actions.answer_letter(adopted, world.worker, at=MONDAY, answer="从下周起开到九点。", is_adopted=True)
    month = MONDAY.date().replace(day=1)
    with pytest.raises(Unfit, match="还没有过完"):
        actions.publish_box_month(box, world.worker, at=MONDAY, month=month)
    first = actions.publish_box_month(box, world.worker, at=APRIL, month=month)
    assert (
        first.counts | {"letters": 3, "valid": 2, "not_valid": 1, "closed": 1, "open": 1, "adopted": 1, "openings": 1}
        == first.counts
    )
    assert first.counts["kinds"] == [["suggestion", 1, "50.00"], ["help_request", 1, "50.00"]]
    with pytest.raises(Unfit, match="写明为什么更正"):
        actions.publish_box_month(box, world.worker, at=APRIL, month=month)
    second = actions.publish_box_month(box, world.worker, at=APRIL, month=month, why="一封信的分类写错了。")
    assert [one.number for one in boxes.months_of(box)] == [1, 2]
    assert (second.number, seal(BoxMonth.objects.get(pk=first.pk))) == (2, first.digest)
    changed = BoxMonth.objects.get(pk=first.pk)
    changed.counts["letters"] = 2
    assert seal(changed) != first.digest


def test_a_month_with_letters_not_yet_entered_is_not_published(world):
    box = hung(world)
    opened(world, box, count=1)
    with pytest.raises(NotNow, match="还有开箱没有办完"):
        actions.publish_box_month(box, world.worker, at=APRIL, month=MONDAY.date())
    with pytest.raises(NotNow, match="信件登记完以后"):
        actions.take_down_box(box, world.organiser, at=APRIL, reason="大门改建。")


def test_a_box_without_a_log_for_two_periods_is_shown_to_its_supervisor(world):
    box = hung(world)
    assert box.forgotten_on == (MONDAY + 2 * WEEK).date() + timedelta(days=1)
    wanted = boxes.supervised(world.organiser)
    assert boxes.supervised(world.worker) is None
    late = box.forgotten_on
    assert list(boxes.visible_boxes(world.organiser).filter(wanted, forgotten_on__lte=late)) == [box]
    opened(world, box, at=MONDAY + 2 * WEEK)
    assert not boxes.visible_boxes(world.organiser).filter(wanted, forgotten_on__lte=late).exists()


def test_a_due_day_on_which_offices_are_closed_moves_to_the_next_working_day(world):
    table = calendar()
    assert box_rules.next_due(date(2026, 9, 24), 1, table) == date(2026, 10, 8), "1 October and the days after are off"
    assert box_rules.next_due(date(2031, 3, 3), 1, table) == date(2031, 3, 10), "nobody knows the holidays of that year"


def test_keepers_change_and_boxes_stay(world):
    box = hung(world)
    actions.change_keepers(
        box,
        world.organiser,
        at=MONDAY + WEEK,
        first=world.people["worker"],
        second=world.people["coordinator"],
        weeks=2,
    )
    assert [(one.weeks, one.valid_to) for one in box.keepings.all()] == [(2, None), (1, (MONDAY + WEEK).date())]
    assert box.next_on == (MONDAY + 2 * WEEK).date()
    with pytest.raises(Refused, match="保管人不能撤下"):
        actions.take_down_box(box, world.worker, at=MONDAY + WEEK, reason="没有人写信。")
    actions.take_down_box(box, world.organiser, at=MONDAY + WEEK, reason="单位搬走，新址另挂。")
    with pytest.raises(NotNow):
        actions.open_box(box, world.worker, at=MONDAY + WEEK, count=0)


def test_an_act_costs_few_queries(world, django_assert_max_num_queries):
    box = hung(world)
    with django_assert_max_num_queries(14):
        opening = actions.open_box(box, world.worker, at=MONDAY, count=2)
    with django_assert_max_num_queries(12):
        actions.confirm_opening(opening, world.community_handler, at=MONDAY)
    with django_assert_max_num_queries(22):
        entered(world, opening, is_about_us=True)
    assert Matter.objects.count() == 1
