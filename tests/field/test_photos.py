"""Photos of a site: after their note, also days later, once; without place and device."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.field.conftest import HOUR, phone_of
from yinuo.acts.models import Entry
from yinuo.inspection.models import NotePhoto

KEY = "018f2f6e-6c1e-4b8e-9d5a-2f6b7c8d9e01"


def picture(colour=(90, 120, 60), name="photo.jpg"):
    """A photo as the phone has pressed it, with a place that must not survive."""
    image, exif = Image.new("RGB", (320, 240), colour), Image.Exif()
    for x in range(0, 320, 16):
        image.paste((x % 256, 80, 200), (x, x % 200, x + 9, x % 200 + 30))
    exif[0x010F] = "Phone of the judge"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def note(phone, site) -> str:
    item = phone.item("note", site=site.pk, text="网格驿站的服务清单贴在门口。")
    assert phone.send(item)[0] == 200
    return item["id"]


def test_a_photo_arrives_once_however_often_it_is_sent(phone, note, morning):
    key = str(uuid4())
    assert phone.photo(picture(), note, key) == (200, {"id": key, "state": "done", "sentence": ""})
    morning.shift(HOUR)
    assert phone.photo(picture(), note, key)[0] == 200
    assert phone.photo(picture(), note)[0] == 200, "the same photo chosen twice"
    assert NotePhoto.objects.count() == 1


def test_photos_attach_days_later(phone, note, morning):
    phone.photo(picture(), note)
    morning.shift(5 * 24 * HOUR)
    assert phone.photo(picture((10, 200, 30)), note)[0] == 200
    assert NotePhoto.objects.count() == 2


def test_nothing_of_the_phone_is_kept_with_the_picture(phone, note, media):
    phone.photo(picture(), note)
    kept = media.root / NotePhoto.objects.get().file
    assert b"Phone of the judge" not in kept.read_bytes()


def test_a_photo_before_its_note_waits_on_the_phone(phone, site):
    status, told = phone.photo(picture(), str(uuid4()))
    assert (status, told["state"]) == (409, "later")
    assert "笔记到了以后" in told["sentence"]


def test_nobody_adds_photos_to_the_notes_of_others(made, note, media):
    other = phone_of(made, made.judges[2].member)
    status, told = other.photo(picture(), note)
    assert (status, told["state"]) == (403, "refused")
    assert not NotePhoto.objects.exists()
    assert not list(media.root.rglob("*.jpg"))


def test_the_same_id_with_another_photo_is_a_conflict(phone, note):
    key = str(uuid4())
    phone.photo(picture(), note, key)
    status, told = phone.photo(picture((1, 2, 3)), note, key)
    assert (status, told["state"]) == (409, "conflict")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.jpg", b"no picture"), "不是照片"),
        (SimpleUploadedFile("a.jpg", b""), "没有收到照片|空的"),
        (None, "没有收到照片"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(phone, note, file, words):
    status, told = phone.photo(file, note)
    assert (status, told["state"]) == (422, "unfit")
    assert any(word in told["sentence"] for word in words.split("|"))


@pytest.mark.parametrize(("key", "uid"), [("x", KEY), ("", ""), (KEY, "nothing")])
def test_ids_that_are_none_are_told(phone, key, uid):
    answer = phone.client.post("/field/photos/", {"id": key, "note": uid, "file": picture()}, headers=phone.bearer())
    assert answer.status_code == 422
    assert "更新到最新版" in answer.json()["sentence"]


def test_a_body_that_is_no_form_is_told(phone):
    answer = phone.client.post(
        "/field/photos/", b"--x\r\nbroken", content_type="multipart/form-data; boundary=", headers=phone.bearer()
    )
    assert answer.status_code in (413, 422)
    assert answer.json()["sentence"]


def test_a_photo_that_is_too_large_is_refused(phone, note):
    file = SimpleUploadedFile("a.jpg", b"\xff\xd8" + b"0" * (13 * 1024 * 1024))
    status, told = phone.photo(file, note)
    assert (status, "12MB" in told["sentence"]) == (413, True)


def test_thirteen_photos_are_too_many(phone, note):
    for number in range(12):
        assert phone.photo(picture((number * 20, 10, 10)), note)[0] == 200
    status, told = phone.photo(picture((250, 250, 5)), note)
    assert (status, "最多12张" in told["sentence"]) == (422, True)


def test_a_photo_costs_few_queries_and_one_entry(phone, note, django_assert_max_num_queries):
    phone.photo(picture(), note)
    with django_assert_max_num_queries(20):
        phone.photo(picture((200, 10, 10)), note)
    assert Entry.objects.filter(act="inspection.add_photo").count() == 2
