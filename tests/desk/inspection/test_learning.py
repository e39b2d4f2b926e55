"""Notes stay with the unit; changes have three dates; a round is not archived while a unit is silent."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from tests.desk.inspection.conftest import at_desks, said, send, text, url
from tests.world import MONDAY
from yinuo.inspection import actions
from yinuo.inspection.models import Gap, NotePhoto
from yinuo.matters.attachments import Attachment, kept

STAGE = "visiting"


def unit_url(subject, verb: str = "") -> str:
    return f"/desk/rounds/units/{subject.pk}/{verb + '/' if verb else ''}"


def plan(made, number: int = 0, **given):
    subject = made.subject(number)
    fields = {"gap": "议事结果没有反馈", "action": "每件写明告诉谁", "post": "党建办主任", "due_on": "2026-05-01"}
    return send(getattr(made.desk, f"street{number}"), unit_url(subject, "plan_gap"), **(fields | given))


@pytest.fixture
def note(tour):
    """A visitor from the second street saw a site of the first."""
    _judge, actor = tour.judge(1)
    note = actions.take_note(tour.sites(0)[0], actor, at=MONDAY, uid=uuid4(), text="议事台账写到每一件事办到哪天。")
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(buffer, "JPEG")
    file, sha256 = kept(buffer.getvalue(), ".jpg", MONDAY)
    actions.add_photo(note, actor, at=MONDAY, photo=Attachment(file, "image/jpeg", sha256))
    return note


def test_notes_are_read_by_the_own_unit_alone(tour, note):
    photo = NotePhoto.objects.get()
    for who in ("judge1", "street1"):
        client = getattr(tour.desk, who)
        page = text(client.get("/desk/rounds/notes/"))
        assert "议事台账写到每一件事办到哪天。" in page, who
        answer = client.get(f"/desk/rounds/notes/photos/{photo.pk}/")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    for who in ("street0", "street2", "organiser", "leader1", "neighbour"):
        client = getattr(tour.desk, who)
        assert "议事台账写到" not in text(client.get("/desk/rounds/notes/")), who
        assert client.get(f"/desk/rounds/notes/photos/{photo.pk}/").status_code == 404


def test_from_a_note_a_change_is_planned(tour, note):
    page = text(tour.desk.street1.get("/desk/rounds/notes/"))
    address = unit_url(tour.subject(1), "plan_gap") + f"?site={note.site_id}"
    assert address in page
    assert str(note.site_id) in str(tour.desk.street1.get(address).context["form"]["site"].value())
    assert plan(tour, 1, site=note.site_id).status_code == 302
    assert Gap.objects.get().site == note.site
    page = said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=gaps"))
    assert "学的是东关街道" in page
    assert "6个单位里，还有5个既没有提出查改" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"due_on": "2026-01-01"}, "完成的日子不能早于今天"),
        ({"post": " "}, "这个字段是必填项"),
        ({"gap": "长" * 301}, "300"),
        ({"site": "own"}, "没有找到"),
    ],
)
def test_a_change_that_does_not_fit_is_told_why(tour, given, sentence):
    if given.get("site") == "own":
        given = {"site": tour.sites(0)[0].pk}
    answer = plan(tour, 0, **given)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Gap.objects.exists()


def test_a_unit_speaks_for_itself(tour):
    subject = tour.subject(0)
    for who, status in {"street1": 403, "organiser": 403, "neighbour": 404}.items():
        assert getattr(tour.desk, who).get(unit_url(subject, "plan_gap")).status_code == status, who


def test_none_needs_a_reason_and_ends_the_matter(tour):
    subject, client = tour.subject(0), tour.desk.street0
    assert send(client, unit_url(subject, "say_none"), reason="没有").status_code == 422
    assert send(client, unit_url(subject, "say_none"), reason="看过的做法本单位去年已经都在做了。").status_code == 302
    assert client.get(unit_url(subject, "say_none")).status_code == 200
    assert send(client, unit_url(subject, "say_none"), reason="看过的做法本单位去年已经都在做了。").status_code == 409
    assert "去年已经都在做了" in text(client.get(unit_url(subject)))


def test_a_change_is_looked_at_after_thirty_days_and_then_kept(tour, monday):
    assert plan(tour).status_code == 302
    gap = Gap.objects.get()
    address = f"/desk/rounds/gaps/{gap.pk}/"
    early = send(tour.desk.street0, address + "review_gap/", text="写好了")
    assert early.status_code == 409
    assert re.search("下一次回看在[^。]*4月0?1日", text(early))
    assert send(tour.desk.street0, address + "keep_gap/").status_code == 409
    monday.shift(timedelta(days=31))
    at_desks(tour)
    page = said(tour.desk.street0.get(unit_url(tour.subject(0))))
    assert "该回看了" in page
    assert tour.desk.street1.get(address + "review_gap/").status_code == 404
    assert send(tour.desk.street0, address + "review_gap/", text="三个社区都写了反馈人。").status_code == 302
    assert send(tour.desk.street0, address + "keep_gap/").status_code == 302
    page = said(tour.desk.street0.get(unit_url(tour.subject(0))))
    assert "改好了，保持下去" in page
    assert "三个社区都写了反馈人。" in page


def test_a_change_that_is_due_for_a_week_is_late_and_a_dropped_one_says_why(tour, monday):
    plan(tour)
    gap = Gap.objects.get()
    monday.shift(timedelta(days=64))
    at_desks(tour)
    page = said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=gaps"))
    assert "该回看了，已经过了一周" in page
    assert "过了日子" in page
    assert send(tour.desk.street0, f"/desk/rounds/gaps/{gap.pk}/drop_gap/", reason="").status_code == 422
    assert send(tour.desk.street0, f"/desk/rounds/gaps/{gap.pk}/drop_gap/", reason="社区合并了。").status_code == 302
    assert "社区合并了。" in text(tour.desk.street0.get(unit_url(tour.subject(0))))


def test_a_unit_sees_its_own_changes_and_not_those_of_others(tour):
    plan(tour, 0)
    assert "议事结果没有反馈" not in text(tour.desk.street1.get(f"/desk/rounds/{tour.round.pk}/?part=gaps"))
    assert "议事结果没有反馈" not in text(tour.desk.street1.get(unit_url(tour.subject(0))))


def test_a_round_is_not_archived_before_its_time(tour):
    assert tour.desk.organiser.get(url(tour, "archive")).status_code == 409
    assert tour.desk.street0.get(url(tour, "archive")).status_code in (403, 409)
