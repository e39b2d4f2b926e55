"""A rectification notice as a document: serial, facts, basis, measures, day, how to report back; and its receipt."""

import io
from zipfile import ZipFile

import pytest

from tests.supervision.scene import FACT, FOUND, scene
from tests.world import MONDAY
from yinuo.bulletins import gongwen, supervision
from yinuo.supervision import actions


@pytest.fixture
def notice(world):
    made = scene(world)
    one, other = made.upheld(), made.upheld(fact="支部委员会连续两个月没有召开会议。", severity="grave")
    notice = made.noticed(one, other)
    actions.receipt_notice(notice, world.handler, at=MONDAY, post="党支部书记")
    return notice


def words(paper) -> str:
    return "\n".join(line.text for page in paper.pages for line in (*page.before, *page.after))


def test_a_notice_says_what_the_unit_must_know(notice):
    paper = supervision.notice(notice, MONDAY)
    said = words(paper)
    assert paper.title == "整改通知书〔2026〕1号"
    for wanted in (
        "编号：〔2026〕1号", "县城市管理局：", "核定下列2个问题", "问题1（较重；整改清单第1项）", f"事实：{FACT}", f"依据：{FOUND['basis']}",
        f"措施要求：{FOUND['measures']}", "问题2（严重；整改清单第2项）", "请于2026年3月22日前整改到位", "整改情况由党支部书面报督查组。", "30天内申请复核",
    ):  # fmt: skip
        assert wanted in said, wanted
    assert (paper.organ, paper.at.date()) == ("示例县政务服务中心", MONDAY.date())


def test_its_receipt_is_filled_as_far_as_the_unit_has_signed(notice):
    paper = supervision.receipt(notice, MONDAY)
    cells = dict(paper.pages[0].grid.rows)
    assert (cells["通知书"], cells["签收岗位"], cells["签收时间"], cells["整改情况"]) == (
        "〔2026〕1号",
        "党支部书记",
        "2026年3月2日 09:00",
        "",
    )


@pytest.mark.parametrize("make", [supervision.notice, supervision.receipt])
def test_both_are_word_files(notice, make):
    content = io.BytesIO()
    gongwen.write(content, make(notice, MONDAY))
    assert "word/document.xml" in ZipFile(content).namelist()
    assert "〔2026〕1号" in ZipFile(content).read("word/document.xml").decode()
