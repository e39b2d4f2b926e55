"""Photos lose everything but their pixels; what is no photo is refused in words; reuse is noticed, not accused."""

import io
import random
import struct
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import numpy
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageCms, ImageDraw, ImageEnhance

from tests.matters.heic import HEIC
from tests.world import CHINA, MONDAY
from yinuo.acts.models import Entry
from yinuo.kernel.errors import Unfit
from yinuo.matters import actions, photos
from yinuo.matters.models import Evidence
from yinuo.matters.words import Method

pytestmark = pytest.mark.django_db


def scene(seed: int, size=(1200, 900)) -> Image.Image:
    """Shapes on two grounds, with the noise of a camera."""
    draw_from = random.Random(seed)
    width, height = size
    image = Image.new("RGB", size, tuple(draw_from.randrange(60, 220) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    pen.rectangle(
        (0, 0, width, draw_from.randrange(height // 6, height // 2)), fill=(180, 200, draw_from.randrange(255))
    )
    for _ in range(draw_from.randrange(5, 14)):
        x, y = draw_from.randrange(width), draw_from.randrange(height)
        box = (x, y, x + draw_from.randrange(60, 400), y + draw_from.randrange(60, 400))
        shape = pen.rectangle if draw_from.random() < 0.5 else pen.ellipse
        shape(box, fill=tuple(draw_from.randrange(256) for _ in range(3)))
    noise = numpy.random.default_rng(seed).normal(0, 8, (height, width, 3))
    return Image.fromarray(numpy.clip(numpy.asarray(image) + noise, 0, 255).astype("uint8"))


def encoded(image: Image.Image, kind: str = "JPEG", **given) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **given)
    return file.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def taken(image: Image.Image, kind: str = "JPEG", **given) -> photos.Photo:
    return photos.take(upload(encoded(image, kind, **given)), MONDAY)


def opened(photo: photos.Photo) -> Image.Image:
    return Image.open(photo.path)


def with_place(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "FICTIONALMAKER", orientation
    exif[0x8769] = {0x9003: "2026:03:01 20:31:05", 0xA431: "SERIAL-12345"}
    exif[0x8825] = {1: "N", 2: (33.0, 0.0, 0.0), 3: "E", 4: (112.0, 30.0, 0.0)}
    return exif.tobytes()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "b.png"), ("WEBP", "c.webp"), ("GIF", "d.gif")])
def test_every_common_kind_becomes_a_plain_jpeg(kind, name):
    photo = photos.take(upload(encoded(scene(1, (400, 300)), kind), name), MONDAY)
    assert opened(photo).format == "JPEG"
    assert (photo.media_type, photo.file) == ("image/jpeg", f"evidence/2026/03/{photo.sha256[:2]}/{photo.sha256}.jpg")
    assert photo.reference == {"sha256": photo.sha256}


def test_a_photo_of_a_phone_in_heic_is_taken_and_its_day_read():
    photo = photos.take(upload(HEIC, "IMG_0001.HEIC"), MONDAY)
    assert photo.captured_at == datetime(2019, 12, 16, 20, 31, 5, tzinfo=CHINA)
    kept = opened(photo)
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (64, 48), {})
    assert b"FICTIONAL" in HEIC
    assert b"FICTIONAL" not in photo.path.read_bytes()


def test_place_maker_and_serial_vanish_and_the_moment_is_read():
    extra = {
        "exif": with_place(),
        "comment": b"left behind",
        "xmp": b"<x:xmpmeta>place</x:xmpmeta>",
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    content = encoded(scene(2), **extra)
    for trace in (b"FICTIONALMAKER", b"SERIAL-12345", b"left behind", b"xmpmeta", b"ICC_PROFILE"):
        assert trace in content
    photo = photos.take(upload(content), MONDAY)
    assert photo.captured_at == datetime(2026, 3, 1, 20, 31, 5, tzinfo=CHINA)
    kept = photo.path.read_bytes()
    for trace in (b"FICTIONALMAKER", b"SERIAL-12345", b"left behind", b"xmpmeta", b"ICC_PROFILE", b"Exif"):
        assert trace not in kept
    assert set(opened(photo).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stands_upright(orientation):
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(upright).rectangle((0, 0, 150, 100), fill="red")
    raw = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    kept = opened(taken(raw, exif=with_place(orientation)))
    red, white = kept.getpixel((40, 30)), kept.getpixel((360, 270))
    assert kept.size == (400, 300)
    assert red[0] > 200 > 100 > red[1]
    assert min(white) > 230


@pytest.mark.parametrize(
    "spelled", ["0000:00:00 00:00:00", "1980:01:01 00:00:00", "2031:01:01 00:00:00", "gestern", ""]
)
def test_a_camera_without_a_true_clock_says_nothing(spelled):
    exif = Image.Exif()
    exif[0x8769] = {0x9003: spelled}
    assert taken(scene(3, (300, 200)), exif=exif.tobytes()).captured_at is None


@pytest.mark.slow
def test_large_photos_become_no_longer_than_2000_and_small_ones_stay():
    assert opened(taken(scene(4, (4000, 3000)))).size == (2000, 1500)
    assert opened(taken(scene(4, (900, 2600)), "PNG")).size == (692, 2000)
    assert opened(taken(scene(4, (320, 200)))).size == (320, 200)


def test_transparent_sixteen_bit_and_cmyk_pictures_keep_their_look():
    seen = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert min(opened(taken(seen, "PNG")).getpixel((50, 50))) > 250
    grey = Image.fromarray(numpy.full((60, 60), 32_896, dtype="uint16"))
    assert abs(opened(taken(grey, "PNG")).getpixel((30, 30))[0] - 128) <= 2
    assert opened(taken(Image.new("CMYK", (60, 60), (0, 255, 255, 0)))).getpixel((30, 30))[0] > 180


def test_the_same_content_is_kept_once_even_months_later(world):
    first, again = taken(scene(5)), taken(scene(5))
    assert first == again
    matter = world.dispatched()
    actions.attach(matter, world.handler, at=MONDAY, kind=Method.PHOTO, note="换灯前", photo=first)
    later = photos.take(upload(encoded(scene(5))), MONDAY + timedelta(days=90))
    assert later.file == first.file
    assert [path.name for path in Path(first.path).parents[3].rglob("*") if path.is_file()] == [first.path.name]


def test_a_damaged_copy_on_disk_is_written_anew():
    photo = taken(scene(5))
    whole = photo.path.read_bytes()
    photo.path.write_bytes(whole[:100])
    assert taken(scene(5)).path.read_bytes() == whole


def test_what_follows_the_pixels_is_gone():
    script = b"<script>alert(1)</script>"
    for content in (
        encoded(scene(6, (300, 200)), "GIF") + script,
        encoded(scene(6, (300, 200)), "PNG") + b"PK\x03\x04" + script,
    ):
        assert script not in photos.take(upload(content), MONDAY).path.read_bytes()


def test_a_script_inside_a_gif_comment_is_gone():
    script = b"*/=1;alert(document.cookie)//"
    content = encoded(scene(6, (300, 200)), "GIF", comment=script)
    assert script in content
    assert script not in photos.take(upload(content, "x.gif"), MONDAY).path.read_bytes()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_header(width: int, height: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def many_scans() -> bytes:
    content = encoded(scene(7, (64, 64)), progressive=True)
    start = content.rindex(b"\xff\xda")
    return content[:start] + content[start:-2] * 200 + content[-2:]


REFUSED = {
    "an empty file": (lambda: b"", "空的"),
    "a file of 12 MB and one byte": (lambda: b"\xff\xd8\xff" + b"0" * (12 * 1024 * 1024 - 2), "12MB"),
    "a PNG of 30,000 by 30,000": (lambda: png_header(30_000, 30_000), "5000万像素"),
    "a PNG of 10,000 by 6,000": (lambda: png_header(10_000, 6_000), "5000万像素"),
    "a truncated JPEG": (lambda: encoded(scene(8))[:20_000], "打不开"),
    "a truncated PNG": (lambda: encoded(scene(8), "PNG")[:20_000], "打不开"),
    "a truncated HEIC": (lambda: HEIC[:700], "已经损坏"),
    "a JPEG of empty scans": (many_scans, "打不开"),
    "a GIF that is a script": (lambda: b"GIF89a/*" + b"\0" * 8 + b"*/=1;alert(1)//", "已经损坏"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "不是照片"),
    "a PDF called photo.jpg": (lambda: b"%PDF-1.7\n1 0 obj\n%%EOF", "不是照片"),
    "a PDF before a JPEG": (lambda: b"%PDF-1.7\n" + encoded(scene(8, (64, 64))), "不是照片"),
    "a page of HTML": (lambda: b"<html><body>hello</body></html>", "不是照片"),
    "a TIFF": (lambda: encoded(scene(8, (64, 64)), "TIFF"), "不是照片"),
    "a BMP": (lambda: encoded(scene(8, (64, 64)), "BMP"), "不是照片"),
    "a film": (lambda: b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + b"\0" * 400, "不是照片"),
    "noise": (lambda: random.Random(1).randbytes(5_000), "不是照片"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(what, media):
    content, why = REFUSED[what]
    with pytest.raises(Unfit, match=why) as refused:
        photos.take(upload(content()), MONDAY)
    assert refused.value.field == "photo"
    assert not media.root.exists()


def test_the_name_of_a_file_does_not_matter():
    photo = photos.take(upload(encoded(scene(9, (300, 200)), "PNG"), "../../etc/passwd.exe"), MONDAY)
    assert photo.path.read_bytes().startswith(b"\xff\xd8\xff")
    assert ".." not in photo.file


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_spoilt_exif_does_not_cost_the_photo():
    content = encoded(scene(9, (300, 200)), exif=b"Exif\0\0MM\0\x2a\xff\xff\xff\xff" + b"\xff" * 40)
    assert photos.take(upload(content), MONDAY).captured_at is None


# Reuse


def attached(world, image: Image.Image, at=MONDAY, **given) -> Evidence:
    matter = world.dispatched(at=at, **given)
    return actions.attach(matter, world.handler, at=at, kind=Method.PHOTO, note="现场", photo=taken(image))


def altered(image: Image.Image) -> dict[str, Image.Image]:
    width, height = image.size
    side, top = width // 50, height // 50
    return {
        "half the size": image.resize((width // 2, height // 2)),
        "recompressed": Image.open(io.BytesIO(encoded(image, quality=20))).convert("RGB"),
        "cut by 2 %": image.crop((side, top, width - side, height - top)),
        "brighter": ImageEnhance.Brightness(image).enhance(1.15),
    }


def test_an_altered_photo_of_another_matter_is_found(world):
    known = {seed: attached(world, scene(seed)) for seed in range(20, 26)}
    matter = world.dispatched()
    for seed, evidence in known.items():
        for how, image in altered(scene(seed)).items():
            assert photos.nearest(taken(image), matter, MONDAY) == evidence, (seed, how)


@pytest.mark.slow
def test_different_photos_are_not_found(world):
    for seed in range(40, 60):
        attached(world, scene(seed))
    matter = world.dispatched()
    for seed in range(60, 90):
        assert photos.nearest(taken(scene(seed)), matter, MONDAY) is None, seed


def test_attaching_a_reused_photo_remembers_which_one_to_ask_about(world):
    earlier = attached(world, scene(20))
    again = attached(world, scene(20).resize((800, 600)), at=MONDAY + timedelta(hours=1))
    assert again.resembles == earlier
    entry = Entry.objects.filter(act="matters.attach").latest("at")
    assert entry.given["photo"] == {"sha256": again.sha256}


def test_the_own_matter_is_not_another(world):
    earlier = attached(world, scene(20))
    assert photos.nearest(taken(scene(20)), earlier.matter, MONDAY) is None


def test_matters_merged_or_split_count_as_one(world):
    earlier = attached(world, scene(20))
    matter = world.accepted()
    photo = taken(scene(20))
    assert photos.nearest(photo, matter, MONDAY) == earlier
    actions.merge(matter, world.coordinator, at=MONDAY, into=earlier.matter)
    assert photos.nearest(photo, matter, MONDAY) is None
    part = actions.split(
        earlier.matter, world.coordinator, at=MONDAY, words="另外半边也要修。", office=world.other_office
    )
    part.refresh_from_db()
    assert photos.nearest(photo, part, MONDAY) is None


@pytest.mark.parametrize("image", [
    Image.new("RGB", (600, 400), (90, 120, 90)),
    Image.new("RGB", (600, 400), "black"),
    Image.fromarray(numpy.tile(numpy.linspace(20, 230, 600), (400, 1)).astype("uint8")),
    Image.fromarray(numpy.random.default_rng(1).normal(120, 25, (400, 600, 3)).clip(0, 255).astype("uint8")),
])  # fmt: skip
def test_walls_nights_and_skies_resemble_nothing(world, image):
    attached(world, image)
    photo = taken(image)
    assert photo.look == ""
    assert photos.nearest(photo, world.dispatched(), MONDAY) is None


def test_later_photos_and_those_of_long_ago_or_far_away_are_not_asked_about_but_the_same_file_is(world):
    attached(world, scene(20))
    matter = world.dispatched()
    same, similar = taken(scene(20)), taken(scene(20).resize((600, 450)))
    assert photos.nearest(same, matter, MONDAY - timedelta(days=1)) is None
    assert photos.nearest(similar, matter, MONDAY + timedelta(days=366)) is None
    assert photos.nearest(same, matter, MONDAY + timedelta(days=366)) is not None
    matter.place_code = "419902901901"
    assert photos.nearest(similar, matter, MONDAY) is None
    assert photos.nearest(same, matter, MONDAY) is not None


def test_looking_for_it_costs_one_query_and_of_two_the_nearer_is_told(world):
    attached(world, altered(scene(20))["cut by 2 %"])
    nearer = attached(world, scene(20))
    photo, matter = taken(scene(20).resize((800, 600))), world.dispatched()
    with CaptureQueriesContext(connection) as queries:
        assert photos.nearest(photo, matter, MONDAY) == nearer
    assert len(queries) == 1
