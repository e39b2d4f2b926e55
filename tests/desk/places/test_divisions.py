"""Official divisions through the page: looked at, confirmed, twice is once; rows that do not fit are named."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yinuo.places.models import Place

ADDRESS = "/desk/divisions/"
GOOD = "code,name\n419901903,新镇\n419901903201,新村\n"
SHARED = Path(__file__).resolve().parents[4] / "shared/data/divisions"


def text(answer) -> str:
    return answer.content.decode()


def sent(client, content: str | bytes, **given):
    content = content.encode() if isinstance(content, str) else content
    return client.post(ADDRESS, given | {"file": SimpleUploadedFile("区划.csv", content)})


@pytest.fixture
def administrator(client, world):
    client.force_login(world.people["administrator"].user)
    return client


def test_a_file_is_looked_at_before_anything_is_entered(administrator):
    page = sent(administrator, GOOD)
    assert page.context["looked"]["fresh"] == 2
    assert not Place.objects.filter(name="新村").exists()
    done = administrator.post(ADDRESS, {"text": page.context["text"], "confirm": "1"}, follow=True)
    assert "新增 2 个" in text(done)
    assert Place.objects.get(name="新村").code == "419901903201"
    assert sent(administrator, GOOD).context["looked"] == {"fresh": 0, "known": 2, "rejected": [], "wrong": 0}


def test_a_row_that_does_not_fit_is_named_and_the_others_are_taken(administrator):
    page = sent(administrator, GOOD + "12345,不对\n")
    assert page.context["looked"]["wrong"] == 1
    assert "第4行" in text(page)


@pytest.mark.parametrize("content", ["编码,名称\n1,2\n", "", b"\xff\xfe\x00"])
def test_what_is_no_such_file_is_told_at_the_field(administrator, content):
    answer = sent(administrator, content)
    assert answer.status_code == 422
    assert not Place.objects.filter(name="2").exists()


@pytest.mark.skipif(not SHARED.exists(), reason="the real divisions are not part of the project")
def test_the_real_divisions_go_through_the_page(administrator):
    page = sent(administrator, (SHARED / "streets_4113.csv").read_bytes())
    assert page.context["looked"] == {"fresh": 256, "known": 0, "rejected": [], "wrong": 0}
    administrator.post(ADDRESS, {"text": page.context["text"], "confirm": "1"})
    assert Place.objects.filter(code__startswith="4113", level="town").count() == 256
