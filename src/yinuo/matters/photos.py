"""Photos as evidence: made anew from their pixels, without place or device, and compared with earlier ones.

Nothing of the bytes that came in is kept, so what else a file may be besides a photo does not matter.
"""

import contextlib
import io
from datetime import datetime, timedelta

import imagehash
import numpy
import pi_heif
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from PIL import ExifTags, Image, ImageCms

from ..kernel.clock import CHINA
from ..kernel.errors import Unfit
from ..kernel.words import _
from .attachments import MEGABYTE, Attachment, kept, received
from .documents import Document, take_document
from .models import Evidence, Matter

__all__ = ["Document", "Photo", "nearest", "take", "take_document"]

FIELD = "photo"
LARGEST = 12 * MEGABYTE
MOST_PIXELS = 50_000_000
MOST_SCANS = 100
"""Scans of a JPEG; real ones have about ten, while thousands of empty ones cost minutes each time they are drawn."""

LONGEST_SIDE = 2000
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=CHINA)
"""Cameras whose clock was never set say 1970 or 1980."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to what sets it upright (EXIF 2.3, tag 0x0112)."""

pi_heif.register_heif_opener(thumbnails=False)


class Photo(Attachment):
    """A photo made anew as JPEG."""

    __slots__ = ()


def take(upload: UploadedFile, at: datetime | None = None) -> Photo:
    """A JPEG, PNG, WebP, GIF (first frame) or HEIC, re-encoded and kept; Unfit says what to do about any other."""
    content = received(upload, LARGEST, FIELD)
    image = _opened(content)
    try:
        drawn, captured_at = _drawn(image), _captured_at(image, timezone.localtime(at))
        upright = _upright(drawn, image)
    except Exception:  # whatever a decoder raises, it is the file that is wrong
        raise _broken() from None
    encoded = io.BytesIO()
    upright.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    file, sha256 = kept(encoded.getvalue(), ".jpg", at)
    return Photo(file, "image/jpeg", sha256, look(upright), captured_at)


def _broken() -> Unfit:
    return Unfit(_("这张照片打不开，可能没有传完整或者已经损坏。请重新拍一张，或者重新选择。"), FIELD)


def _too_large() -> Unfit:
    return Unfit(
        _("照片的尺寸太大了，不能超过{n}万像素。请把相机的分辨率调低，或者截图后再传。").format(
            n=MOST_PIXELS // 10_000
        ),
        FIELD,
    )


def _opened(content: bytes) -> Image.Image:
    """The image with only its header read."""
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Image.UnidentifiedImageError:
        raise Unfit(
            _(
                "这个文件不是照片，或者已经损坏。请上传JPG、PNG、WebP、GIF或者手机拍的HEIC照片；PDF、Word、Excel请作为材料上传。"
            ),
            FIELD,
        ) from None
    except Exception:  # as above
        raise _broken() from None
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    if image.format in ("JPEG", "MPO") and content.count(b"\xff\xda") > MOST_SCANS:
        raise _broken()
    return image


def _drawn(image: Image.Image) -> Image.Image:
    """The pixels in sRGB on white, no side longer than 2000."""
    scale = LONGEST_SIDE / max(image.size)
    if scale < 1:  # lets the JPEG decoder draw no more than needed
        image.draft(image.mode, (round(image.width * scale), round(image.height * scale)))
    image.load()
    plain = _on_white(image)
    plain = _in_common_colours(plain, image.info.get("icc_profile"))
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return plain


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # sixteen bits of grey, which Pillow would cut off instead of scaling
        grey = numpy.asarray(image.convert("I")).clip(0, 65535) // 257
        return Image.fromarray(grey.astype("uint8"))
    if not image.has_transparency_data:
        return image.copy() if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
    layered = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(layered, mask=layered.getchannel("A"))
    return white


def _in_common_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return image.convert("RGB")


def _upright(drawn: Image.Image, image: Image.Image) -> Image.Image:
    """A fresh image that carries nothing but pixels."""
    turn = TURNS.get(_exif(image).get(ExifTags.Base.Orientation))
    turned = drawn if turn is None else drawn.transpose(turn)
    fresh = Image.new("RGB", turned.size)
    fresh.paste(turned)
    return fresh


def _exif(image: Image.Image) -> Image.Exif:
    try:
        return image.getexif()
    except Exception:  # a spoilt EXIF block is no reason to refuse the pixels
        return Image.Exif()


def _captured_at(image: Image.Image, now: datetime) -> datetime | None:
    """When the camera says it was taken; None where it says nothing, or nothing that can be true."""
    try:
        tags = _exif(image).get_ifd(ExifTags.IFD.Exif)
        spelled = str(tags.get(ExifTags.Base.DateTimeOriginal, ""))
        moment = datetime.strptime(spelled.strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=CHINA)
    except Exception:  # as above
        return None
    return moment if FIRST_MOMENT <= moment <= now + timedelta(days=1) else None


LEAST_STRUCTURE = 6.0
"""Grey levels by which a 32 × 32 picture departs from a smooth surface; walls, skies, night and sheets of paper look
alike without being the same photo (made-up pictures: scenes ≥ 12, text pages 5.8, shaded walls 2–8)."""


def look(image: Image.Image) -> str:
    """pHash and dHash as 16 hex digits each; empty for a picture with too little in it to be told from others."""
    grey = image.convert("L")
    if _structure(grey) < LEAST_STRUCTURE:
        return ""
    return f"{imagehash.phash(grey)}{imagehash.dhash(grey)}"


def _structure(grey: Image.Image) -> float:
    """Standard deviation from the best quadratic surface, in grey levels."""
    side = 32
    levels = numpy.asarray(grey.resize((side, side), Image.Resampling.BOX), dtype=float).ravel()
    y, x = (axis.ravel() for axis in numpy.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j])
    surface = numpy.stack([numpy.ones_like(x), x, y, x * y, x * x, y * y], axis=1)
    fitted = surface @ numpy.linalg.lstsq(surface, levels, rcond=None)[0]
    return float((levels - fitted).std())


NEAR, NEAR_TOGETHER = 14, 22
"""Bits of 64 in which each hash may differ, and both together. Of 1,500 made-up scenes (1.1 million pairs) the nearest
two differ by 27 bits together; a scene at half the size, at JPEG quality 20, brighter, blurred or cut by 2 % on each
side differs from itself by at most 18 (200 scenes)."""

NEWEST = 20_000
"""How many photos of a county are compared at most."""

REACH = timedelta(days=365)

OF_ANOTHER = """
    evidence.look <> '' AND evidence.at <= %(at)s
    AND %(family)s::bigint[] && ARRAY[matter.id, matter.lead_id, matter.merged_into_id] IS FALSE
"""
LOOKS = "(('x' || {part}(evidence.look, 16))::bit(64) # ('x' || {part}(%(look)s, 16))::bit(64))"
PERCEIVED, DIFFERENCE = (f"bit_count({LOOKS.format(part=part)})" for part in ("left", "right"))
NEAREST = f"""
    WITH candidate AS (
        (SELECT evidence.id FROM matters_evidence AS evidence JOIN matters_matter AS matter ON matter.id = matter_id
         WHERE evidence.sha256 = %(sha256)s AND {OF_ANOTHER} ORDER BY evidence.at LIMIT 1)
        UNION
        (SELECT evidence.id FROM matters_evidence AS evidence JOIN matters_matter AS matter ON matter.id = matter_id
         WHERE evidence.at >= %(since)s AND matter.place_code >= %(county)s AND matter.place_code < %(county)s || '~'
               AND {OF_ANOTHER}
         ORDER BY evidence.at DESC LIMIT %(newest)s)
    )
    SELECT evidence.* FROM matters_evidence AS evidence JOIN candidate USING (id)
    WHERE evidence.sha256 = %(sha256)s OR (
        {PERCEIVED} <= %(near)s AND {DIFFERENCE} <= %(near)s AND {PERCEIVED} + {DIFFERENCE} <= %(together)s)
    ORDER BY evidence.sha256 <> %(sha256)s, {PERCEIVED} + {DIFFERENCE}, evidence.at
    LIMIT 1
"""


def nearest(photo: Attachment, matter: Matter, at: datetime | None = None) -> Evidence | None:
    """An earlier photo of another matter that looks like this one: a reason to ask, never to accuse (REFERENCE §3).

    The same file is found wherever and whenever it was used; a similar one among the newest 20,000 photos of the
    county within a year before `at`. Matters that were split from or merged into each other count as one. One query.
    """
    if not photo.look:
        return None
    at = timezone.localtime(at)
    family = [pk for pk in (matter.pk, matter.lead_id, matter.merged_into_id) if pk]
    given = {
        "at": at, "since": at - REACH, "family": family, "county": matter.county, "sha256": photo.sha256,
        "look": photo.look, "near": NEAR, "together": NEAR_TOGETHER, "newest": NEWEST,
    }  # fmt: skip
    return next(iter(Evidence.objects.raw(NEAREST, given)), None)
