"""A campaign that is visited from outside: a list, owners, checks by others, the look-back, residents who see it come back (M13)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.duties.works.scene import days
from tests.world import MONDAY
from yinuo.duties import actions
from yinuo.duties.queries.campaigns import items_of, progress, recheck_sentence
from yinuo.duties.rules.rechecks import is_cleared, read, score, total
from yinuo.duties.words.campaigns import ChecklistState, Grade, RecheckState
from yinuo.kernel.actor import resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters.words import Method

C = ChecklistState
LOOK = {"kind": Method.SITE_CHECK, "note": "随机走了两条街，属实。"}


@pytest.mark.parametrize(("grade", "got"), [("A", "4.50"), ("B", "2.97"), ("C", "1.49"), ("C#", "0.00")])
def test_a_b_c_and_c_sharp_are_100_66_33_and_0_percent(grade, got):
    assert score(Decimal("4.5"), grade) == Decimal(got)


def test_what_does_not_apply_is_weighed_in_nowhere():
    rows = [
        (Decimal(2), "A", "held"),
        (Decimal(2), "C#", "rebounded"),
        (Decimal(6), "", "exempt"),
        (Decimal(5), "", "listed"),
    ]
    found = total(rows)
    assert (found.got, found.possible, found.graded, found.all, found.percent) == (2, 4, 2, 3, Decimal("50.00"))
    assert total([]).percent is None


@pytest.mark.parametrize(
    ("states", "cleared"),
    [(["checked", "held"], True), (["held", "exempt"], True), (["reported", "held"], False), (["rebounded"], False), ([], False), (["exempt"], False)],
)  # fmt: skip
def test_cleared_is_only_what_others_have_found(states, cleared):
    assert is_cleared(states) is cleared


def test_a_list_is_read_as_it_is_pasted_from_a_sheet():
    rows, wrong = read("责任单位\t编号\t测评内容\t分值\n住建局\t1.1\t没有积水\t2\n\n城管局\t1.2\t有公平秤\t1.5\n")
    assert not wrong
    assert [(one.number, one.code, one.text, one.points, one.owner) for one in rows] == [
        (2, "1.1", "没有积水", 2, "住建局"), (4, "1.2", "有公平秤", Decimal("1.5"), "城管局"),
    ]  # fmt: skip
    rows, wrong = read("1.1｜没有积水｜2｜住建局")
    assert rows[0].owner == "住建局"


def test_each_bad_row_of_a_pasted_list_has_a_sentence_of_its_own():
    pasted = "1.1\t没有积水\t2\t\n1.2\t有公平秤\t两分\t城管局\n只有一列\n1.3\t停水停电促签约\t1\t城管局\n1.4\t干净\t1\t城管局\n1.4\t整齐\t1\t城管局"
    rows, wrong = read(pasted)
    assert [one.code for one in rows] == ["1.4"]
    assert len(wrong) == 5
    assert "第1行（1.1）：没有责任单位" in wrong[0]
    assert "两分" in wrong[1]
    assert "第3行" in wrong[2]
    assert "第二十七条" in wrong[3]
    assert "第6行：编号“1.4”和第5行重复" in wrong[4]
    assert read("  \n")[1] == ["还没有粘贴内容。"]


def test_an_item_goes_from_its_owner_through_others_to_the_look_back(made):
    item = made.checked(made.items[0])
    assert (item.state, item.grade) == (C.CHECKED, Grade.A)
    with pytest.raises(NotNow, match="复验还没有来过"):
        actions.confirm_held(item, made.verifier, at=days(1), grade=Grade.A, **LOOK)
    actions.tell_visit(
        made.recheck, made.organiser, at=days(30), visited_on=days(30).date(), result="没有发现大的问题。"
    )
    item.recheck.refresh_from_db()
    with pytest.raises(NotNow, match="60天"):
        actions.confirm_held(item, made.verifier, at=days(89), grade=Grade.A, **LOOK)
    actions.confirm_held(item, made.verifier, at=days(90), grade=Grade.B, **LOOK)
    assert item.state == C.HELD
    assert [one.is_second for one in item.checks.all()] == [False, True]


def test_the_doing_office_checks_nothing_of_its_own_neither_first_nor_second(made):
    item = made.items[0]
    actions.own_item(item, made.handler, at=MONDAY, plan="修", due_on=days(5).date())
    actions.add_item_evidence(item, made.handler, at=MONDAY, kind=Method.WITNESS, text="巷口商户看着修的。")
    actions.report_item(item, made.handler, at=MONDAY)
    with pytest.raises(Refused, match="不能核查自己"):
        actions.pass_item(item, made.colleague, at=MONDAY, grade=Grade.A, **LOOK)
    actions.pass_item(item, made.verifier, at=MONDAY, grade=Grade.A, **LOOK)
    actions.tell_visit(made.recheck, made.organiser, at=days(1), visited_on=days(1).date(), result="好。")
    with pytest.raises(Refused, match="不能核查自己"):
        actions.confirm_held(item, made.colleague, at=days(70), grade=Grade.A, **LOOK)


def test_an_item_is_not_done_by_a_claim_without_anything_that_shows_it(made):
    item = made.items[0]
    actions.own_item(item, made.handler, at=MONDAY, plan="修", due_on=days(5).date())
    with pytest.raises(NotNow, match="照片可有可无"):
        actions.report_item(item, made.handler, at=MONDAY)
    actions.add_item_evidence(item, made.handler, at=MONDAY, kind=Method.DOCUMENT, text="验收单第3号。")
    actions.report_item(item, made.handler, at=MONDAY)
    actions.return_item(item, made.verifier, at=days(1), kind=Method.SITE_CHECK, note="还有两处积水。")
    assert (item.state, item.grade) == (C.OWNED, Grade.NOT)
    with pytest.raises(NotNow, match="新的佐证"):
        actions.report_item(item, made.handler, at=days(2))


def test_a_resident_says_it_is_back_and_somebody_looks(made):
    item = made.checked(made.items[0])
    link = actions.tell_rebound(item, resident(), at=days(40), words="下雨又积水了，电动车过不去。")
    assert link.matter.title.startswith("反弹：1.1")
    assert item.state == C.CHECKED, "a word alone moves nothing"
    actions.note_rebound(item, made.verifier, at=days(41), kind=Method.SITE_CHECK, note="去看了，属实。")
    assert (item.state, item.rebounds, item.grade) == (C.REBOUNDED, 1, Grade.NOT)
    assert not progress(made.recheck).is_cleared
    actions.own_item(item, made.handler, at=days(42), plan="换大管", due_on=days(60).date())
    with pytest.raises(NotNow):
        actions.report_item(item, made.handler, at=days(43))


def test_the_campaign_is_over_when_everything_held(made):
    for item in made.items[:2]:
        made.checked(item)
    assert progress(made.recheck).cleared == 2
    assert not progress(made.recheck).is_cleared
    actions.exempt_item(made.items[2], made.organiser, at=MONDAY, reason="县城没有这类公共厕所。")
    assert progress(made.recheck).is_cleared
    actions.tell_visit(made.recheck, made.organiser, at=days(30), visited_on=days(30).date(), result="通过。")
    with pytest.raises(NotNow, match="还有2项"):
        actions.settle_recheck(made.recheck, made.organiser, at=days(31))
    for item in made.items[:2]:
        item.recheck.refresh_from_db()
        actions.confirm_held(item, made.verifier, at=days(95), grade=Grade.A, **LOOK)
    actions.settle_recheck(made.recheck, made.organiser, at=days(96))
    assert made.recheck.state == RecheckState.SETTLED
    sentence = recheck_sentence("419901", days(96).date())
    assert sentence == "创建复验：全国文明县城复验2项，核查属实2项，其中回头看保持住2项。"


def test_whoever_owns_an_item_sees_its_campaign(made):
    assert {one.code for one in items_of(made.other_handler)} == {"1.1", "1.2", "2.1"}
    assert not items_of(made.neighbour).exists()
    assert not items_of(resident()).exists()


def test_the_same_number_twice_and_a_wait_of_nothing_are_refused(made):
    given = {"codes": ["1.1"], "texts": ["再来一次"], "points": [Decimal(1)], "owners": [made.world.office]}
    with pytest.raises(Unfit, match=r"编号重复：1\.1"):
        actions.list_items(made.recheck, made.organiser, at=MONDAY, **given)
    with pytest.raises(Unfit, match="1到365天"):
        actions.open_recheck(
            made.root, made.organiser, at=MONDAY, name="复验", system="体系", place=made.world.county,
            visit_on=days(9).date(), look_back_days=0,
        )  # fmt: skip


def test_another_owner_takes_it_on_anew(made):
    item = made.items[0]
    actions.reassign_item(item, made.organiser, at=MONDAY, owner=made.world.other_office)
    with pytest.raises(Refused):
        actions.own_item(item, made.handler, at=MONDAY, plan="修", due_on=days(5).date())
    actions.own_item(item, made.other_handler, at=MONDAY, plan="修", due_on=days(5).date())
    assert item.state == C.OWNED


def test_a_list_of_two_hundred_rows_costs_no_more_than_a_short_one(made, django_assert_max_num_queries):
    many = range(200)
    with django_assert_max_num_queries(10):
        actions.list_items(
            made.recheck, made.organiser, at=MONDAY + timedelta(hours=1), codes=[f"9.{n}" for n in many],
            texts=["路面干净"] * 200, points=[Decimal(1)] * 200, owners=[made.world.office] * 200,
        )  # fmt: skip
