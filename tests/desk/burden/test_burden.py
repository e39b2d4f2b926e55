"""The burden register at the desk: where a figure is held, what may be asked of my unit, complaints, minutes of entry."""

import re
from datetime import timedelta

from tests.duties.test_burden_story import _relief, asked, complained
from tests.world import MONDAY
from yinuo.channels.desk.burden.views import address_of
from yinuo.duties.models import BurdenComplaint, CollectionRequest
from yinuo.duties.rules.burden import CATALOGUE
from yinuo.duties.words.burden import RequestState


def text(answer) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


def send(client, address: str, **given):
    form = client.get(address).context["form"]
    return client.post(address, {f.html_name: f.value() or "" for f in form.hidden_fields()} | given)


FORM = {
    "title": "党建月报", "basis": "示组〔2026〕3号", "why": "领导要看最新的。", "frequency": "monthly", "until": "2026-06-30",
    "levels": ["community"],
}  # fmt: skip


def test_a_form_whose_figures_are_held_comes_back_with_the_pages_that_hold_them(desk, world):
    address = "/desk/burden/request/"
    refused = send(desk.handler, address, **FORM | {"lines": "党员人数", "basis": ""})
    assert refused.status_code == 422
    assert "党建月报" in refused.content.decode(), "what was typed stays"
    answer = send(desk.handler, address, **FORM, lines="党员人数\n网格数\n")
    request = CollectionRequest.objects.get()
    assert answer["Location"] == f"/desk/burden/requests/{request.pk}/"
    page = desk.handler.get(answer["Location"])
    assert "不再向基层要" in text(page)
    assert 'href="/desk/figures/"' in page.content.decode()
    assert desk.worker.get(address).status_code == 403
    send(desk.handler, f"/desk/burden/requests/{request.pk}/contest_request/", reason="名册里没有维修队这一栏。")
    request.refresh_from_db()
    assert request.state == RequestState.REVIEWING


def test_the_relief_office_reviews_and_units_see_what_they_may_be_asked(desk, world):
    _relief(world)
    desk.sign_in()
    request = asked(world)
    assert "等您审核的要表" in text(desk.relief.get("/desk/"))
    assert "市政设施月报" in text(desk.relief.get("/desk/burden/?show=review"))
    assert "现在没有要报的表。" in text(desk.worker.get("/desk/burden/"))
    send(desk.relief, f"/desk/burden/requests/{request.pk}/approve_request/", expires_on="2026-05-31")
    mine = desk.worker.get("/desk/burden/")
    assert "现在可以向幸福社区居委会要的市政设施月报" not in text(mine)
    assert "市政设施月报" in text(mine)
    assert f"/burden/?request={request.pk}" in mine.content.decode()
    assert desk.handler.get(f"/desk/burden/requests/{request.pk}/refuse_request/").status_code == 409


def test_a_worker_complains_in_a_minute_and_the_office_complained_about_sees_nothing(desk, world):
    _relief(world)
    desk.sign_in()
    request = asked(world)
    page = desk.worker.get(f"/burden/?request={request.pk}")
    assert "市政设施月报" in text(page)
    form = page.context["form"]
    given = {
        "words": "说好一月一次，一周来催三回。",
        "cause": "duplicate",
        "place": world.county.code,
        "request": request.pk,
    }
    given |= {"about_words": world.office.name, "key": form["key"].value()}
    answer = desk.worker.post("/burden/", given, follow=True)
    assert "谁投诉的，系统里没有记" in text(answer)
    complaint = BurdenComplaint.objects.get()
    assert (complaint.about, complaint.request) == (world.office, request)
    assert "等您答复的减负投诉" in text(desk.relief.get("/desk/"))
    assert "没有投诉" in text(desk.handler.get("/desk/burden/complaints/"))
    step = f"/desk/burden/complaints/{complaint.pk}/answer_complaint/"
    assert desk.handler.get(step).status_code == 404
    assert send(desk.relief, step, finding="upheld", answer="查了，改为一月一次。").status_code == 302
    assert "查了，改为一月一次。" in text(desk.worker.get(f"/b/{answer.context['slip']}/"))
    assert "2026年3月1111" in text(desk.worker.get("/burden/"))


def test_leaders_read_what_entry_costs_and_nobody_is_named(desk, world):
    for turn in range(4):
        world.accepted(at=MONDAY + timedelta(minutes=turn))
    page = text(desk.leader.get("/desk/burden/minutes/"))
    assert "不是任何人、任何单位的业绩" in page
    assert "人少的单位（合在一起）" in page
    assert "估计" in page
    assert desk.worker.get("/desk/burden/minutes/").status_code == 403
    assert desk.coordinator.get("/desk/burden/minutes/?unit=0001").status_code == 200
    assert "示例街道办事处" in text(desk.coordinator.get("/desk/burden/minutes/?unit=0001")), "not above his own office"


def test_every_source_of_the_catalogue_has_an_address():
    assert not [one.key for one in CATALOGUE if not address_of(one.address)]


def test_pages_ask_no_more_with_more_rows(desk, world, django_assert_max_num_queries):
    _relief(world)
    desk.sign_in()
    for turn in range(6):
        request = asked(world, lines=[f"第{turn}类设施{n}号处数" for n in range(8)], title=f"{turn}月报")
        complained(world, words=f"{turn}号表太多。", about=world.office)
    with django_assert_max_num_queries(12):
        desk.worker.get("/desk/burden/")
    with django_assert_max_num_queries(14):
        desk.worker.get(f"/desk/burden/requests/{request.pk}/")
    with django_assert_max_num_queries(10):
        desk.relief.get("/desk/burden/complaints/")
    with django_assert_max_num_queries(10):
        desk.leader.get("/desk/burden/minutes/")
