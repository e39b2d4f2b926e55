"""Suggestion boxes at the desk: two keepers on two telephones, letters, the office above, supervisors, a month on paper."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from python_calamine import CalamineWorkbook

from tests.matters.boxes import WEEK, entered, hung, opened
from tests.world import MONDAY
from yinuo.matters import actions
from yinuo.matters.box_words import LetterKind, LetterState, OpeningState
from yinuo.matters.models import Box, BoxMonth, Letter, Matter, Opening


def text(answer) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


def send(client, address: str, **given):
    form = client.get(address).context["form"]
    return client.post(address, {f.html_name: f.value() or "" for f in form.hidden_fields()} | given)


@pytest.fixture
def box(world) -> Box:
    return hung(world, at=MONDAY - WEEK)


def test_a_box_is_hung_up_with_two_keepers(desk, world):
    address = f"/desk/boxes/place/?org={world.community_office.pk}"
    people = world.people
    same = {"first": people["worker"].pk, "second": people["worker"].pk, "weeks": 1, "spot": "大门右侧"}
    refused = send(desk.organiser, address, **same)
    assert refused.status_code == 422
    assert "不能是同一个人" in text(refused)
    assert "大门右侧" in refused.content.decode(), "what was typed stays"
    assert send(desk.organiser, address, **same | {"second": people["community_handler"].pk}).status_code == 302
    assert Box.objects.get().org == world.community_office
    assert send(desk.handler, f"/desk/boxes/place/?org={world.office.pk}", **same).status_code == 422
    assert desk.handler.get(address).status_code == 403


def test_two_keepers_open_it_on_two_telephones(desk, world, box):
    home = text(desk.worker.get("/desk/"))
    assert "该开的意见箱" in home
    assert send(desk.worker, f"/desk/boxes/{box.pk}/open_box/", count=2, note="锁完好").status_code == 302
    opening = Opening.objects.get()
    page = desk.worker.get(f"/desk/boxes/openings/{opening.pk}/")
    assert "请另一位保管人现在确认" in text(page)
    assert "<svg" in page.content.decode()
    assert desk.worker.get(f"/desk/boxes/openings/{opening.pk}/enter_letter/").status_code == 409
    assert desk.worker.get(f"/desk/boxes/openings/{opening.pk}/confirm_opening/").status_code == 403
    assert "等您确认的开箱" in text(desk.community_handler.get("/desk/"))
    assert send(desk.community_handler, f"/desk/boxes/openings/{opening.pk}/confirm_opening/").status_code == 302
    assert "还没登记完的来信" in text(desk.worker.get("/desk/"))
    address = f"/desk/boxes/openings/{opening.pk}/enter_letter/"
    answer = send(desk.worker, address, kind="suggestion", standing="invalid", words="看不清")
    assert "一封信也不能丢" in text(answer)
    assert send(desk.worker, address, kind="suggestion", standing="valid", words="晚上开到九点。").status_code == 302
    photo = io.BytesIO()
    Image.effect_noise((200, 200), 50).convert("RGB").save(photo, "JPEG")
    given = {"kind": "complaint", "standing": "valid", "photo": SimpleUploadedFile("a.jpg", photo.getvalue())}
    assert send(desk.community_handler, address, **given).status_code == 302
    opening.refresh_from_db()
    assert opening.state == OpeningState.ENTERED
    pictured = Letter.objects.exclude(file="").get()
    assert desk.worker.get(f"/desk/boxes/letters/{pictured.pk}/photo/").status_code == 200
    for who in ("coordinator", "leader", "neighbour", "handler"):
        assert getattr(desk, who).get(f"/desk/boxes/letters/{pictured.pk}/photo/").status_code == 404, who


def test_a_letter_about_the_keepers_office_is_out_of_their_sight(desk, world, box):
    opening = opened(world, box, count=1)
    address = f"/desk/boxes/openings/{opening.pk}/enter_letter/"
    words = "居委会的人上班时间找不到"
    assert (
        send(desk.worker, address, kind="complaint", standing="valid", words=words, is_about_us="on").status_code == 302
    )
    matter = Matter.objects.get()
    page = text(desk.worker.get(f"/desk/boxes/openings/{opening.pk}/"))
    assert "已转示例街道办事处" in page
    assert words not in page
    assert matter.number not in page
    assert desk.worker.get(f"/desk/matters/{matter.number}/").status_code == 404
    assert words in text(desk.coordinator.get(f"/desk/matters/{matter.number}/"))
    letter = Letter.objects.get()
    answer = f"/desk/boxes/letters/{letter.pk}/answer_letter/"
    assert desk.worker.get(answer).status_code == 403
    assert send(desk.coordinator, answer, answer="已要求公布值班表。").status_code == 302
    letter.refresh_from_db()
    assert letter.state == LetterState.ANSWERED


def test_a_forgotten_box_is_shown_to_the_supervisor(desk, world, box, monday):
    assert "两期没有开箱记录" not in text(desk.organiser.get("/desk/"))
    monday.shift(timedelta(days=8))
    desk.sign_in()
    assert "两期没有开箱记录的意见箱" in text(desk.organiser.get("/desk/"))
    listed = text(desk.leader.get("/desk/boxes/?show=forgotten"))
    assert "幸福社区居委会" in listed
    assert "两期没有开箱记录" in listed
    assert "没有意见箱" in text(desk.neighbour.get("/desk/boxes/"))


def test_a_month_is_published_printed_and_read_by_everybody(desk, world, client):
    ago = MONDAY - timedelta(weeks=5)
    box = hung(world, at=ago)
    letter = entered(world, opened(world, box, at=ago, count=1), at=ago)
    actions.answer_letter(letter, world.worker, at=ago, answer="从下周一起开到九点。", is_adopted=True)
    month = ago.date().replace(day=1)
    address = f"/desk/boxes/{box.pk}/publish_box_month/"
    assert send(desk.worker, address, month=month.isoformat()).status_code == 302
    refused = send(desk.worker, address, month=month.isoformat())
    assert "写明为什么更正" in text(refused)
    assert send(desk.worker, address, month=month.isoformat(), why="类别更正了一封。").status_code == 302
    first, second = BoxMonth.objects.order_by("number")
    page = text(desk.worker.get(f"/desk/boxes/months/{first.pk}/"))
    assert "1封：有效1，无效或重复0" in page
    assert first.digest in page
    answer = desk.worker.get(f"/desk/boxes/months/{second.pk}/sheet.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "从下周一起开到九点。" in cells
    assert "更正原因：类别更正了一封。" in cells
    assert "开箱的人" in text(desk.worker.get(f"/desk/boxes/{box.pk}/notice/"))
    told = text(client.get(f"/boxes/{box.pk}/"))
    assert "从下周一起开到九点。" in told
    assert "更正原因：类别更正了一封。" in told
    assert first.digest in told
    assert second.digest in told
    assert "社区工作者" not in told, "no keeper by post on the public page"
    assert "幸福社区居委会" in text(client.get(f"/boxes/?place={world.street.code}"))
    assert "还没有意见箱" in text(client.get(f"/boxes/?place={world.other_community.code}"))


def test_pages_ask_no_more_with_more_rows(desk, world, django_assert_max_num_queries):
    for turn in range(6):
        box = hung(world, at=MONDAY - WEEK, spot=f"{turn}号门")
    opening = opened(world, box, count=8)
    for turn in range(8):
        entered(world, opening, f"第{turn}封", kind=LetterKind.INQUIRY)
    with django_assert_max_num_queries(8):
        desk.worker.get("/desk/boxes/")
    with django_assert_max_num_queries(14):
        desk.worker.get(f"/desk/boxes/{box.pk}/")
    with django_assert_max_num_queries(14):
        desk.worker.get(f"/desk/boxes/openings/{opening.pk}/")
    with django_assert_max_num_queries(4):
        desk.worker.get("/boxes/")
