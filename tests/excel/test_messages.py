"""Messages exported from elsewhere: real dates, real answers, nothing lost, nothing twice."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db.models import F
from django.utils import timezone

from tests.excel.files import workbook
from tests.world import CHINA
from yinuo.acts import reactions
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.channels.excel.messages import import_messages
from yinuo.kernel.errors import Refused, Unfit
from yinuo.matters.models import Action, Matter, Raiser
from yinuo.matters.words import Intake, State
from yinuo.orgs.models import Organisation
from yinuo.places.models import CalendarYear, Place

HEAD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
SHARED = Path(__file__).parents[3] / "shared" / "data" / "messages"
ONE = [
    101,
    "A00011",
    "路灯不亮",
    "2019/4/25 9:32:09",
    "\n\t\t路灯坏了三盏。\n第二段。\n",
    "已换好。",
    "2019/4/28 10:00:00",
]
TWO = [102, "A00012", "井盖松动", "2019/4/26 9:00:00", "井盖响了一夜。", "已加固。", "2019/8/1 10:00:00"]


def messages(path: Path, *rows: list) -> Path:
    return workbook(path, [HEAD, *rows])


def taken(world, tmp_path, *rows, **given):
    return import_messages(messages(tmp_path / "留言.xlsx", *rows), place=world.county, **given)


def test_a_message_becomes_a_matter_in_its_own_words_with_its_real_dates(world, tmp_path):
    outcome = taken(world, tmp_path, ONE)
    matter = Matter.objects.get()
    assert (outcome.imported, outcome.known, outcome.rejected, outcome.noted) == (1, 0, [], [])
    assert (matter.title, matter.words) == ("路灯不亮", "路灯坏了三盏。\n第二段。")
    assert matter.received_at == datetime(2019, 4, 25, 9, 32, 9, tzinfo=CHINA)
    assert (matter.intake, matter.source, matter.source_number) == (Intake.MAILBOX, "messages", "101")
    assert matter.number.startswith("2019-")
    assert (matter.state, matter.resolved_at) == (State.RESOLVED, datetime(2019, 4, 28, 10, tzinfo=CHINA))
    assert Action.objects.get().text == "已换好。"


def test_the_ledger_has_the_real_date_and_says_that_it_was_entered_late(world, tmp_path):
    taken(world, tmp_path, ONE)
    raised, answered = Entry.objects.filter(act__startswith="matters.").order_by("sequence")
    assert (raised.act, answered.act) == ("matters.raise", "matters.answer")
    assert answered.at == datetime(2019, 4, 28, 10, tzinfo=CHINA)
    assert raised.is_late
    assert answered.is_late
    assert verify_ledger().is_true


def test_deadlines_of_the_past_are_kept_and_missed_by_our_clocks(world, tmp_path):
    taken(world, tmp_path, ONE, TWO)
    kept, missed = Matter.objects.order_by("source_number")
    assert timezone.localtime(kept.due_at) == datetime(2019, 5, 5, 18, tzinfo=CHINA)  # 五一 2019: 5月5日补班
    assert kept.resolved_at < kept.due_at
    assert missed.resolved_at > missed.due_at
    assert CalendarYear.objects.filter(year=2019, is_plain=False).exists()


def test_twice_is_once_within_a_file_and_across_files(world, tmp_path):
    first = taken(world, tmp_path, ONE, TWO, ONE)
    again = taken(world, tmp_path, ONE, TWO)
    assert (first.imported, first.known, again.imported, again.known) == (2, 1, 0, 2)
    assert Matter.objects.count() == 2


def test_one_number_with_two_contents_is_told(world, tmp_path):
    outcome = taken(world, tmp_path, ONE, [101, "A1", "别的", "2019/5/1 9:00:00", "别的事", "", ""])
    assert "出现两次，内容不同" in str(outcome.rejected[0])


def test_an_answer_that_comes_with_a_later_file_is_added(world, tmp_path):
    taken(world, tmp_path, [*ONE[:5], "", ""])
    assert Matter.objects.get().state == State.RECEIVED
    again = taken(world, tmp_path, ONE)
    assert (again.imported, again.known) == (0, 1)
    assert Matter.objects.get().state == State.RESOLVED


def test_the_account_name_of_the_source_is_not_taken_over(world, tmp_path):
    taken(world, tmp_path, ONE)
    assert not Raiser.objects.exists()
    assert "A00011" not in str(list(Matter.objects.values())) + str(list(Entry.objects.values()))


def test_an_answer_dated_before_its_message_is_kept_with_a_remark(world, tmp_path):
    outcome = taken(world, tmp_path, [*ONE[:6], "2019/4/20 8:00:00"])
    matter = Matter.objects.get()
    assert matter.resolved_at == matter.received_at
    assert "2019-04-20 08:00早于留言时间" in Action.objects.get().text
    assert len(outcome.noted) == 1


def test_an_answer_without_a_date_is_kept_with_a_remark(world, tmp_path):
    outcome = taken(world, tmp_path, [*ONE[:6], None])
    assert Action.objects.get().text.startswith("已换好。\n（导入说明")
    assert len(outcome.noted) == 1


def test_bad_rows_are_named_and_the_rest_comes_in(world, tmp_path):
    outcome = taken(
        world, tmp_path, ONE, [103, "A", "题", "昨天", "事", "", ""], [104, "A", "题", "2099/1/1 0:00:00", "事", "", ""],
        [105, "A", "题", "2019/4/4 9:00:00", "长" * 20_001, "", ""],
    )  # fmt: skip
    assert outcome.imported == 1
    assert [one.row for one in outcome.rejected] == [3, 4, 5]
    assert "内容太长" in outcome.rejected[2].reason


def test_a_long_title_goes_in_front_of_the_words(world, tmp_path):
    taken(world, tmp_path, [106, "A", "长题" * 100, "2019/4/4 9:00:00", "事", "", ""])
    assert Matter.objects.get().words == "长题" * 100 + "\n事"


def test_a_database_without_places_gets_neutral_ones(db, tmp_path):
    assert import_messages(messages(tmp_path / "a.xlsx", ONE)).imported == 1
    matter = Matter.objects.get()
    assert (Place.objects.get().name, matter.office.name) == ("导入地区（未注明）", "原平台承办单位（未注明）")
    assert matter.due_at is not None
    assert import_messages(messages(tmp_path / "a.xlsx", ONE)).known == 1
    assert Organisation.objects.count() == 1


def test_who_oversees_the_place_may_import_and_nobody_else(world, tmp_path):
    for actor in (world.handler, world.worker, world.neighbour, world.coordinator):
        with pytest.raises(Refused):
            taken(world, tmp_path, ONE, actor=actor)
    assert taken(world, tmp_path, ONE, actor=world.county_coordinator).imported == 1
    entry = Entry.objects.get(act="matters.answer")
    assert entry.actor == world.county_coordinator.reference
    assert entry.org == Matter.objects.get().office_path


def test_a_file_without_messages_says_so(world, tmp_path):
    with pytest.raises(Unfit, match="留言编号"):
        import_messages(workbook(tmp_path / "a.xlsx", [["甲"], ["乙"]]), place=world.county)


def test_an_import_asks_for_one_job_for_a_hundred_reactions(world, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(reactions, "ENQUEUE", [asked.append])
    taken(world, tmp_path, *([n, "A", "题", "2019/4/4 9:00:00", f"事{n}", "", ""] for n in range(1, 31)))
    assert [len(entries) for entries in asked] == [30]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_the_real_files_come_in_whole_and_only_once(world):
    path = SHARED / "messages_with_replies_2816.xlsx"
    outcome = import_messages(path, place=world.county)
    assert (outcome.imported, outcome.known, outcome.rejected) == (2816, 0, [])
    assert Matter.objects.filter(state=State.RESOLVED).count() == 2816
    assert Matter.objects.filter(resolved_at__gt=F("due_at")).exists()
    again = import_messages(path, place=world.county)
    assert (again.imported, again.known, again.rejected) == (0, 2816, [])
    assert verify_ledger().is_true
