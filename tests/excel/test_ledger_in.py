"""Ledgers as people keep them, taken in: what is read, what is refused and in which words."""

from datetime import datetime

import pytest

from tests.excel.files import PLAIN, ledger, messy, workbook
from tests.world import CHINA
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.channels.excel.ledger import import_ledger
from yinuo.kernel.errors import Refused, Unfit
from yinuo.matters.models import Action, Matter, Promise
from yinuo.matters.words import Intake, State

GOOD = [1, "路灯不亮", "来访", "更换灯头", "县城市管理局", "2026-03-06", "已到货", "2026-03-02", "路灯"]


def changed(**cells) -> list:
    row = list(GOOD)
    for heading, cell in cells.items():
        row[PLAIN.index(heading)] = cell
    return row


def reasons(outcome) -> str:
    return "\n".join(str(one) for one in outcome.rejected)


def test_a_messy_ledger_is_read_as_a_person_reads_it(world, tmp_path):
    outcome = import_ledger(messy(tmp_path / "台账.xlsx"), place=world.county)
    assert (outcome.imported, outcome.known, outcome.rejected) == (4, 1, [])
    matters = list(Matter.objects.order_by("pk"))
    assert [m.words for m in matters] == ["广场路灯不亮", "东门路灯不亮", "西门路灯不亮", "南门路灯不亮"]
    assert {m.office for m in matters} == {world.office}
    assert {m.category for m in matters} == {world.category}
    assert matters[0].intake == Intake.VISIT
    assert {m.received_at for m in matters} == {datetime(2026, 3, 2, tzinfo=CHINA)}
    days = [p.due_at.astimezone(CHINA) for p in Promise.objects.order_by("matter_id")]
    assert [(d.month, d.day, d.hour) for d in days] == [(3, 5, 18), (3, 6, 18), (3, 6, 18), (3, 6, 18)]


def test_a_whole_row_is_raised_dispatched_promised_and_its_words_kept(world, tmp_path):
    outcome = import_ledger(ledger(tmp_path / "a.xlsx", GOOD), place=world.county)
    matter = Matter.objects.get()
    assert outcome.noted == []
    assert (matter.state, matter.office) == (State.IN_PROGRESS, world.office)
    assert Promise.objects.get().text == "更换灯头"
    assert Action.objects.get().text == "问题来源：来访\n进展：已到货"
    acts = Entry.objects.filter(subject=f"matter:{matter.pk}").order_by("sequence")
    assert [entry.verb for entry in acts] == ["raise", "register", "accept", "dispatch", "promise", "work"]
    assert all(entry.is_late for entry in acts)
    assert acts.last().org == world.office.path
    assert verify_ledger().is_true


def test_twice_is_once(world, tmp_path):
    path = messy(tmp_path / "a.xlsx")
    import_ledger(path, place=world.county)
    again = import_ledger(path, place=world.county)
    assert (again.imported, again.known, again.rejected) == (0, 5, [])
    assert Matter.objects.count() == 4


def test_a_bad_row_is_left_out_and_named_with_its_reason(world, tmp_path):
    path = ledger(
        tmp_path / "a.xlsx",
        GOOD,
        changed(问题表现="不知哪个单位", 责任单位="不存在的局"),
        changed(问题表现="日期看不懂", 承诺时限="下周"),
        changed(问题表现=None),
        changed(问题表现="分类不对", 类别="没有的类"),
        changed(问题表现="在将来", 提出日期="2099-01-01"),
    )
    outcome = import_ledger(path, place=world.county)
    assert outcome.imported == 1
    assert [one.row for one in outcome.rejected] == [4, 5, 6, 7, 8]
    told = reasons(outcome)
    for sentence in ("没有叫“不存在的局”的单位", "“下周”看不懂", "“问题表现”是空的", "没有叫“没有的类”", "在将来"):
        assert sentence in told


def test_a_number_that_has_lost_its_digits_is_refused_by_its_cell(world, tmp_path):
    rows = [["事项编号", "问题表现", "责任单位"], [411303199001011234, "编号丢了末尾", "县城市管理局"]]
    outcome = import_ledger(workbook(tmp_path / "a.xlsx", rows), place=world.county)
    assert outcome.imported == 0
    assert "（A2）是超过15位的数字" in reasons(outcome)


def test_a_number_of_the_file_makes_a_row_the_same_one(world, tmp_path):
    first = [["编号", "问题表现"], ["整2026-7", "路灯不亮"], ["整2026-8", "路灯不亮"]]
    assert import_ledger(workbook(tmp_path / "a.xlsx", first), place=world.county).imported == 2
    second = [["编号", "问题表现"], ["整2026-7", "路灯还是不亮"]]
    assert import_ledger(workbook(tmp_path / "b.xlsx", second), place=world.county).known == 1


def test_a_limit_later_than_the_rulebook_is_no_promise_and_is_said(world, tmp_path):
    outcome = import_ledger(ledger(tmp_path / "a.xlsx", changed(承诺时限="2026-06-30")), place=world.county)
    assert outcome.imported == 1
    assert "不能晚于规定时限" in outcome.noted[0].reason
    assert not Promise.objects.exists()
    assert "承诺时限：2026-06-30（原台账所记）" in Action.objects.get().text


def test_a_row_without_a_category_waits_to_be_registered(world, tmp_path):
    outcome = import_ledger(ledger(tmp_path / "a.xlsx", changed(类别=None)), place=world.county)
    assert Matter.objects.get().state == State.RECEIVED
    assert "停在“待登记”" in outcome.noted[0].reason


def test_what_rows_leave_open_is_taken_from_the_choices(world, tmp_path):
    path = ledger(tmp_path / "a.xlsx", changed(类别=None, 责任单位=None))
    import_ledger(path, place=world.county, category="0102", office=world.office.path)
    assert Matter.objects.get().office == world.office


def test_all_or_nothing_imports_nothing_when_a_row_is_bad(world, tmp_path):
    path = ledger(tmp_path / "a.xlsx", GOOD, changed(问题表现="坏行", 责任单位="不存在的局"))
    with pytest.raises(Unfit, match="一行也没有导入。第4行"):
        import_ledger(path, place=world.county, all_or_nothing=True)
    assert not Matter.objects.exists()


def test_nobody_imports_outside_his_own_place(world, tmp_path):
    path = ledger(tmp_path / "a.xlsx", GOOD)
    with pytest.raises(Refused):
        import_ledger(path, place=world.county, actor=world.coordinator)
    with pytest.raises(Refused):
        import_ledger(path, place=world.county, actor=world.handler)
    assert import_ledger(path, place=world.county, actor=world.county_coordinator).imported == 1
    assert set(Entry.objects.filter(act__startswith="matters.").values_list("actor", flat=True)) == {
        world.county_coordinator.reference
    }


def test_an_office_outside_ones_own_place_is_named(world, tmp_path):
    outcome = import_ledger(ledger(tmp_path / "a.xlsx", GOOD), place=world.street, actor=world.coordinator)
    assert "不在您的辖区" in reasons(outcome)


def test_formulas_come_as_their_values_and_never_run(world, tmp_path):
    path = ledger(tmp_path / "a.xlsx", changed(问题表现='=CONCATENATE("路","灯")', 进展情况="'=1+1"))
    outcome = import_ledger(path, place=world.county)
    assert outcome.imported + len(outcome.rejected) == 1
    assert not Matter.objects.filter(words__startswith="=").exists()


def test_a_ledger_without_headings_says_what_is_missing(world, tmp_path):
    with pytest.raises(Unfit, match="没有找到表头"):
        import_ledger(workbook(tmp_path / "a.xlsx", [["随便", "什么"], [1, 2]]), place=world.county)


def test_more_than_twenty_thousand_rows_is_too_many(world, tmp_path):
    rows = [["问题表现", "责任单位"], *([f"问题{n}", "县城市管理局"] for n in range(20_101))]
    with pytest.raises(Unfit, match="一次最多导入20000行"):
        import_ledger(workbook(tmp_path / "a.xlsx", rows, constant_memory=True), place=world.county)


def test_progress_is_told_to_the_end(world, tmp_path):
    told = []
    path = ledger(tmp_path / "a.xlsx", *(changed(问题表现=f"问题{n}") for n in range(7)))
    import_ledger(path, place=world.county, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (7, 7)


def test_rows_that_are_only_numbered_are_no_rows(world, tmp_path):
    outcome = import_ledger(ledger(tmp_path / "a.xlsx", GOOD, [2], [3]), place=world.county)
    assert (outcome.imported, outcome.rejected) == (1, [])
