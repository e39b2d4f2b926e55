"""A ledger in Excel is taken in at an official's window: chosen, understood, confirmed, its bad row given back."""

import pytest
import xlsxwriter

from yinuo.matters.models import Matter

pytestmark = [pytest.mark.slow, pytest.mark.browser]
ROWS = (
    ("序号", "存在问题", "责任单位", "完成时限", "进展情况"),
    (1, "示例街道北口路灯不亮", "县城市管理局", "2026-03-20", "已派人查看"),
    (2, "幸福社区活动室屋顶漏水", "县住房和城乡建设局", "2026年4月1日", ""),
    (3, "", "县城市管理局", "2026-03-20", "这一行没有写问题"),
)


def workbook(path):
    """A small ledger as an office would keep it: a title above, then the headings."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range("A1:E1", "突出问题整改台账")
        for number, row in enumerate(ROWS):
            sheet.write_row(number + 1, 0, row)
    return path


@pytest.mark.parametrize("screen", ["phone", "pc"])
def test_a_ledger_is_taken_in_and_its_bad_row_given_back(town, tmp_path, screen):
    window = town.at_desk("county_coordinator", screen).go("/excel/")
    window.press("上传，看看对不对")
    assert "请选择一个文件" in window.text
    window.pick("file", workbook(tmp_path / "台账.xlsx")).press("上传，看看对不对")
    assert "存在问题" in window.page.locator("select[name=column_problem] option:checked").inner_text()
    window.fill(place="幸福社区", category="路灯").press("按这样再看一遍")
    assert "示例街道北口路灯不亮" in window.page.locator("table").inner_text()
    window.page.locator("main form button.btn-primary").click()
    window.page.wait_for_url("**/result/")
    window.look()
    assert sorted(one.words.partition("\n")[0] for one in Matter.objects.all()) == sorted(row[1] for row in ROWS[1:3])
    with window.page.expect_download() as given_back:
        window.page.get_by_role("link", name="下载这些行").click()
    assert given_back.value.suggested_filename.endswith(".xlsx")
    window.go("/desk/matters/")
    assert window.page.locator("a.ledger-title").count() == 2
