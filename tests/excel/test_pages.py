"""The pages: upload, look, confirm, watch, read the result; and export. Each refusal in words and with its status."""

import os
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from tests.excel.files import ledger, messy
from tests.excel.test_ledger_in import GOOD, changed
from tests.excel.test_messages import ONE, messages
from yinuo.acts.models import Entry
from yinuo.channels.excel import holding, running
from yinuo.matters.models import Matter
from yinuo.matters.words import State


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def choices(client: Client, url: str, **given) -> dict:
    """What a browser sends when nothing is changed but these fields."""
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return sent | {"place": "419901"} | given


def confirmed(client: Client, url: str, **given):
    return client.post(url + "confirm/", choices(client, url, **given), follow=True)


def test_a_ledger_goes_from_the_file_to_the_result(world, coordinator, send, tmp_path):
    sent = send(coordinator, messy(tmp_path / "a.xlsx"))
    page = coordinator.get(sent.url)
    assert page.status_code == 200
    assert "广场路灯不亮" in text(page)
    assert page.context["form"]["column_problem"].value() == "1"
    result = confirmed(coordinator, sent.url)
    assert [upload := result.context["upload"], upload.imported, upload.known][1:] == [4, 1]
    assert Matter.objects.count() == 4
    assert Entry.objects.filter(act="matters.raise").first().actor == world.county_coordinator.reference


def test_the_preview_marks_what_is_bad_and_what_is_known(world, coordinator, send, tmp_path):
    path = ledger(tmp_path / "a.xlsx", GOOD, changed(问题表现="坏行", 责任单位="不存在的局"))
    confirmed(coordinator, send(coordinator, path).url)
    page = text(coordinator.get(send(coordinator, path).url))
    assert "已导入过，不再重复" in page
    assert "没有叫“不存在的局”的单位" in page


def test_columns_can_be_chosen_otherwise_and_looked_at_again(world, coordinator, send, tmp_path):
    url = send(coordinator, ledger(tmp_path / "a.xlsx", GOOD)).url
    page = coordinator.get(url, choices(coordinator, url, column_problem="3", column_measure="1"))
    line = page.context["lines"][0][0]
    assert (line.row["problem"], line.row["measure"]) == ("更换灯头", "路灯不亮")


def test_one_column_for_two_things_is_unfit(world, coordinator, send, tmp_path):
    url = send(coordinator, ledger(tmp_path / "a.xlsx", GOOD)).url
    answer = coordinator.post(url + "confirm/", choices(coordinator, url, column_measure="1"))
    assert answer.status_code == 422
    assert "有一列被选了两次" in text(answer)
    assert not Matter.objects.exists()


def test_without_the_column_of_the_problem_nothing_is_imported(world, coordinator, send, tmp_path):
    url = send(coordinator, ledger(tmp_path / "a.xlsx", GOOD)).url
    answer = coordinator.post(url + "confirm/", choices(coordinator, url, column_problem=""))
    assert answer.status_code == 422
    assert "请选择哪一列是问题表现" in text(answer)


def test_bad_rows_are_named_and_can_be_downloaded_with_their_reason(world, coordinator, send, tmp_path):
    path = ledger(tmp_path / "a.xlsx", GOOD, changed(问题表现="=坏行", 责任单位="不存在的局"))
    result = confirmed(coordinator, send(coordinator, path).url)
    assert "第4行：系统里没有叫“不存在的局”的单位" in text(result)
    key = result.context["upload"].id
    sheet = coordinator.get(reverse("excel:rejected", args=[key]))
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(sheet))).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["原行号", "没有导入的原因", "序号", "问题表现"]
    assert rows[1][0] == 4
    assert "不存在的局" in rows[1][1]


def test_all_or_nothing_says_why_and_keeps_what_was_chosen(world, coordinator, send, tmp_path):
    path = ledger(tmp_path / "a.xlsx", GOOD, changed(问题表现="坏行", 责任单位="不存在的局"))
    url = send(coordinator, path).url
    answer = confirmed(coordinator, url, bad_rows="nothing")
    assert answer.status_code == 422
    assert "一行也没有导入" in text(answer)
    assert answer.context["form"]["bad_rows"].value() == "nothing"
    assert not Matter.objects.exists()
    assert confirmed(coordinator, url, bad_rows="skip").context["upload"].imported == 1


def test_messages_are_recognised_and_imported(world, coordinator, send, tmp_path):
    sent = send(coordinator, messages(tmp_path / "a.xlsx", ONE))
    page = coordinator.get(sent.url)
    assert "这是一份群众留言" in text(page)
    assert "A00011" not in text(page)
    result = confirmed(coordinator, sent.url, office=world.office.path)
    assert result.context["upload"].imported == 1
    assert (Matter.objects.get().state, Matter.objects.get().office) == (State.RESOLVED, world.office)


def test_a_long_file_becomes_a_job_and_the_page_tells_how_far_it_is(
    world, coordinator, send, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(running, "AT_ONCE", 1)
    url = send(coordinator, messy(tmp_path / "a.xlsx")).url
    waiting = confirmed(coordinator, url)
    assert "马上开始" in text(waiting)
    assert waiting["Refresh"] == "2"
    job = ProcrastinateJob.objects.get(task_name="import_upload")
    running.import_upload(**job.args)
    result = coordinator.get(url + "progress/", follow=True)
    assert result.context["upload"].imported == 4


def test_a_second_press_of_the_button_imports_nothing_more(world, coordinator, send, tmp_path):
    url = send(coordinator, messy(tmp_path / "a.xlsx")).url
    given = choices(coordinator, url)
    coordinator.post(url + "confirm/", given)
    again = coordinator.post(url + "confirm/", given, follow=True)
    assert again.context["upload"].imported == 4
    assert Matter.objects.count() == 4


def test_a_job_whose_person_lost_the_grant_imports_nothing(world, coordinator, send, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "AT_ONCE", 1)
    url = send(coordinator, messy(tmp_path / "a.xlsx")).url
    confirmed(coordinator, url)
    world.people["county_coordinator"].trusts.update(valid_to=timezone.localdate() - timedelta(days=1))
    running.import_upload(**ProcrastinateJob.objects.get(task_name="import_upload").args)
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("甲,乙\n1,2\n".encode(), "这不是 Excel 文件"),
        (b"PK\x03\x04 nothing", "已经损坏"),
        (b"", "这个文件是空的"),
    ],
)
def test_a_bad_file_is_answered_by_a_sentence(world, coordinator, send, content, sentence):
    answer = send(coordinator, content)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not list(Path(holding._root()).glob("*"))


def test_a_workbook_that_is_no_ledger_is_answered_by_a_sentence(world, coordinator, send, tmp_path):
    from tests.excel.files import workbook

    answer = send(coordinator, workbook(tmp_path / "a.xlsx", [["甲", "乙"], [1, 2]]))
    assert answer.status_code == 422
    assert "没有找到表头" in text(answer)


def test_no_file_at_all_is_answered_by_a_sentence(world, coordinator):
    answer = coordinator.post(reverse("excel:upload"), {})
    assert answer.status_code == 422
    assert "请选择一个文件" in text(answer)


def test_a_file_that_is_too_large_is_not_kept(world, coordinator):
    answer = coordinator.post(
        reverse("excel:upload"), {"file": SimpleUploadedFile("a.xlsx", b"PK" + b"0" * 21_000_000)}
    )
    assert answer.status_code == 422
    assert "超过了20MB" in text(answer)


@pytest.mark.parametrize("name", ["worker", "handler", "verifier", "leader", "auditor", "neighbour"])
def test_others_may_not_enter(world, signed_in, name):
    for page in ("excel:upload", "excel:export"):
        assert signed_in(name).get(reverse(page)).status_code == 403


def test_nobody_sees_the_upload_of_somebody_else(world, coordinator, signed_in, send, tmp_path):
    url = send(coordinator, messy(tmp_path / "a.xlsx")).url
    answer = signed_in("coordinator").get(url)
    assert answer.status_code == 422
    assert "广场路灯" not in text(answer)


def test_an_upload_is_forgotten_after_an_hour(world, coordinator, send, tmp_path):
    url = send(coordinator, messy(tmp_path / "a.xlsx")).url
    folder = next(Path(holding._root()).iterdir())
    old = folder.stat().st_mtime - 2 * holding.KEPT_FOR
    os.utime(folder / "state.json", (old, old))
    assert holding.forget() == 1
    answer = coordinator.get(url)
    assert answer.status_code == 422
    assert "已经过期" in text(answer)


def test_a_coordinator_of_a_street_cannot_choose_the_county(world, signed_in, send, tmp_path):
    street = signed_in("coordinator")
    url = send(street, ledger(tmp_path / "a.xlsx", GOOD)).url
    answer = street.post(url + "confirm/", choices(street, url, place="419901"))
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_the_export_has_what_is_ones_work_and_what_was_asked_for(world, coordinator, signed_in):
    closed, _open = world.closed(), world.promised()
    page = coordinator.get(reverse("excel:export"), {"state": "closed"})
    assert page.context["count"] == 1
    answer = coordinator.get(reverse("excel:export"), {"state": "closed", "file": "1"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [closed.number]
    assert signed_in("administrator").get(reverse("excel:export")).context["count"] == 0


def test_a_filter_that_is_none_says_so(world, coordinator):
    answer = coordinator.get(reverse("excel:export"), {"since": "昨天"})
    assert answer.status_code == 422
    assert "2026-03-02 的样子" in text(answer)


def test_too_many_rows_for_one_export_are_answered_by_a_sentence(world, coordinator, monkeypatch):
    from yinuo.channels.excel.ledger import writing

    world.raised()
    monkeypatch.setattr(writing, "MOST", 0)
    answer = coordinator.get(reverse("excel:export"), {"file": "1"})
    assert answer.status_code == 422
    assert "请缩小范围" in text(answer)


def test_the_pages_take_few_queries_whatever_the_rows(
    world, coordinator, send, tmp_path, django_assert_max_num_queries
):
    many = ledger(tmp_path / "a.xlsx", *(changed(问题表现=f"问题{n}") for n in range(50)))
    url = send(coordinator, many).url
    with django_assert_max_num_queries(20):
        coordinator.get(url)
    with django_assert_max_num_queries(10):
        coordinator.get(reverse("excel:export"))
