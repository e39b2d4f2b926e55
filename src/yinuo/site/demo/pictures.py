"""Drawn pictures that stand for photos: simple shapes, different each time, marked as a demo."""

import io
from datetime import datetime
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from yinuo.matters import photos

WIDTH, HEIGHT = 720, 540
SKY, NIGHT, ROAD, GRASS = (186, 212, 232), (34, 42, 66), (120, 120, 124), (126, 160, 104)
NIGHTLY = ("lamp", "night")


def take(subject: str, random: Random, at: datetime) -> photos.Photo:
    """A picture of a street as if taken then, kept like any other photo."""
    image = Image.new("RGB", (WIDTH, HEIGHT), NIGHT if subject in NIGHTLY else _near(SKY, random))
    draw = ImageDraw.Draw(image)
    horizon = random.randint(200, 300)
    draw.rectangle((0, horizon, WIDTH, HEIGHT), fill=_near(GRASS if random.random() < 0.3 else ROAD, random))
    _houses(draw, horizon, random)
    for _number in range(random.randint(3, 6)):
        _thing(draw, subject, horizon, random)
    draw.text((12, HEIGHT - 22), "DEMO", fill=(250, 250, 250))
    content = io.BytesIO()
    image.save(content, "PNG", compress_level=1)
    return photos.take(SimpleUploadedFile("demo.png", content.getvalue(), "image/png"), at)


def _near(colour: tuple[int, int, int], random: Random) -> tuple[int, ...]:
    return tuple(max(0, min(255, part + random.randint(-28, 28))) for part in colour)


def _houses(draw: ImageDraw.ImageDraw, horizon: int, random: Random) -> None:
    left = random.randint(-60, 0)
    while left < WIDTH:
        width, top = random.randint(70, 180), horizon - random.randint(60, 190)
        draw.rectangle((left, top, left + width, horizon), fill=_near((176, 150, 130), random))
        for x in range(left + 12, left + width - 20, 34):
            for y in range(top + 14, horizon - 24, 40):
                draw.rectangle((x, y, x + 16, y + 22), fill=_near((220, 214, 170), random))
        left += width + random.randint(0, 40)


def _thing(draw: ImageDraw.ImageDraw, subject: str, horizon: int, random: Random) -> None:
    x, y = random.randint(40, WIDTH - 160), random.randint(horizon + 20, HEIGHT - 110)
    colour, wide, high = _near((150, 110, 60), random), random.randint(40, 130), random.randint(24, 70)
    if subject == "lamp":
        draw.line((x, horizon - 160, x, y), fill=(70, 70, 74), width=8)
        draw.ellipse((x - 26, horizon - 190, x + 26, horizon - 150), fill=(255, 236, 150))
    elif subject == "cover":
        draw.ellipse((x, y, x + wide + 50, y + high), fill=(52, 50, 48), outline=(90, 90, 90), width=6)
    elif subject == "cars":
        draw.rounded_rectangle((x, y, x + wide + 60, y + high), 12, fill=_near((60, 90, 150), random))
        draw.ellipse((x + 10, y + high - 12, x + 38, y + high + 16), fill=(20, 20, 20))
    elif subject == "water":
        draw.ellipse((x, y, x + wide + 110, y + high), fill=_near((120, 160, 190), random))
    else:
        draw.polygon([(x, y + high), (x + wide // 2, y), (x + wide, y + high)], fill=colour)
