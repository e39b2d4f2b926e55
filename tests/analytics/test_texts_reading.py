"""Messages are read as exported, whatever the order of columns and the form of dates."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from yinuo.analytics.texts.moments import CHINA, read_moment
from yinuo.analytics.texts.reading import Message, NotMessages, Rejected, looks_like_messages, read_messages

MESSAGES = Path(__file__).parents[3] / "shared/data/messages"
needs_shared = pytest.mark.skipif(not MESSAGES.exists(), reason="../shared is not here")

HEADERS = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间", "一级分类"]
ROW = [
    188006.0,
    "网友甲",
    "路灯不亮",
    "2020/1/4 11:17:46",
    "\n\t\t路灯坏了。\n\n第二段\t",
    "已修好。",
    "2020/1/9",
    "城乡建设",
]


@pytest.fixture
def sheet(tmp_path):
    def written(*rows: list, name: str = "messages.xlsx") -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path)
        page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy/m/d h:mm"})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(at, column, cell, day)
                elif cell is not None:
                    page.write(at, column, cell)
        book.close()
        return path

    return written


def only(path: Path) -> Message | Rejected:
    (found,) = read_messages(path)
    return found


def test_a_message_keeps_its_words_verbatim_and_its_number_as_digits(sheet):
    message = only(sheet(HEADERS, ROW))
    assert message == Message(
        number="188006",
        user="网友甲",
        title="路灯不亮",
        written_at=datetime(2020, 1, 4, 11, 17, 46, tzinfo=CHINA),
        words="路灯坏了。\n\n第二段",
        row=2,
        reply="已修好。",
        replied_at=datetime(2020, 1, 9, tzinfo=CHINA),
        label="城乡建设",
    )


def test_headers_may_stand_below_a_title_and_in_any_order_with_other_columns_between(sheet):
    path = sheet(
        ["某市留言汇总"],
        [],
        ["点赞数", "留言 详情", "留言时间", "留言编号"],
        [3, "井盖松了", "2020-01-04", "0012"],
    )
    message = only(path)
    assert (message.number, message.words, message.row) == ("0012", "井盖松了", 4)
    assert (message.user, message.title, message.reply, message.label) == ("", "", None, None)


def test_row_numbers_are_those_that_excel_shows_and_empty_rows_are_passed_over(sheet):
    found = list(read_messages(sheet([], HEADERS, ROW, [None, " "], [], HEADERS, ROW)))
    assert [message.row for message in found] == [3, 7]


@pytest.mark.parametrize(
    "cell",
    [
        "2019/9/1 15:05:00", "2019-09-01 15:05", "2019.9.1 15:05", "2019年9月1日 15时05分", "2019年9月1日下午3点5分",
        "2019-09-01T15:05:00", "20190901 15:05", "2019/9/1 3:05 PM", datetime(2019, 9, 1, 15, 5), 43709.628472222222,
        "43709.6284722222", "2019-09-01T15:05:00.0",
    ],
)  # fmt: skip
def test_one_moment_is_read_from_all_its_forms(cell):
    assert read_moment(cell) == datetime(2019, 9, 1, 15, 5, tzinfo=CHINA)


@pytest.mark.parametrize("cell", ["2019/13/1", "昨天", "9/1/19", "", None, True, 7, 0.5, 1e9, "2019/2/29", "3019/1/1"])
def test_a_moment_that_cannot_be_read_is_not_guessed(cell):
    assert read_moment(cell) is None


@pytest.mark.parametrize(
    ("noon", "hour"), [("上午12:00", 0), ("下午12:00", 12), ("下午11:30", 23), ("12:00 AM", 0), ("中午12:00", 12)]
)
def test_halves_of_the_day_are_understood(noon, hour):
    assert read_moment(f"2020/1/4 {noon}").hour == hour


def test_dates_of_a_sheet_are_read_as_cells_and_as_serials(sheet):
    cells = [datetime(2019, 8, 1), datetime(2019, 11, 13, 11, 20, 21), 43709.5]
    found = list(read_messages(sheet(HEADERS, *([at, "", "题", cell, "话"] for at, cell in enumerate(cells, 1)))))
    assert [message.written_at.replace(tzinfo=None) for message in found] == [*cells[:2], datetime(2019, 9, 1, 12)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({0: None}, "编号"),
        ({0: 4.1130000010001e17}, "末尾几位已经丢失"),
        ({3: "去年冬天"}, "“去年冬天”看不懂"),
        ({2: None, 4: " \n"}, "都是空的"),
    ],
)
def test_a_row_that_is_no_message_is_rejected_with_its_row_and_what_to_do(sheet, changed, reason):
    row = [changed.get(at, cell) for at, cell in enumerate(ROW)]
    found = only(sheet(HEADERS, row))
    assert isinstance(found, Rejected)
    assert found.row == 2
    assert reason in found.reason


def test_a_reply_before_the_message_is_kept_and_doubted(sheet):
    message = only(sheet(HEADERS, [*ROW[:6], "2019/12/31 8:00", None]))
    assert message.replied_at < message.written_at
    assert "早于" in message.doubts[0]


def test_a_reply_with_an_unreadable_day_is_kept_without_it(sheet):
    message = only(sheet(HEADERS, [*ROW[:6], "上周", None]))
    assert (message.reply, message.replied_at) == ("已修好。", None)
    assert "上周" in message.doubts[0]


def test_a_title_alone_is_the_residents_words(sheet):
    assert only(sheet(HEADERS, [1, "", "什么时候修路？", "2020/1/1", ""])).words == "什么时候修路？"


def test_other_files_are_told_from_messages(sheet, tmp_path):
    other = sheet(["一级分类", "二级分类"], ["城乡建设", "安全生产"], name="tree.xlsx")
    text = tmp_path / "text.xlsx"
    text.write_text("no spreadsheet")
    assert looks_like_messages(sheet(HEADERS, ROW))
    assert not looks_like_messages(other)
    assert not looks_like_messages(text)
    assert not looks_like_messages(tmp_path / "absent.xlsx")
    with pytest.raises(NotMessages, match="没有找到表头"):
        read_messages(other)
    with pytest.raises(NotMessages, match="打不开"):
        read_messages(text)


@needs_shared
@pytest.mark.parametrize(
    ("name", "rows", "replies", "labels"),
    [
        ("labelled_sample.xlsx", 309, 0, 7),
        ("messages_4326.xlsx", 4326, 0, 0),
        ("messages_with_replies_2816.xlsx", 2816, 2816, 0),
    ],
)
def test_every_row_of_the_real_exports_is_read(name, rows, replies, labels):
    found = list(read_messages(MESSAGES / name))
    assert len(found) == rows
    assert not [row for row in found if isinstance(row, Rejected)]
    assert sum(1 for message in found if message.reply and message.replied_at) == replies
    assert len({message.label for message in found} - {None}) == labels
    assert all(2011 <= message.written_at.year <= 2020 for message in found)


@needs_shared
def test_the_tree_of_categories_is_not_messages():
    assert not looks_like_messages(MESSAGES / "category_tree.xlsx")
