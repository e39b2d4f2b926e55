"""What the phone keeps to work without a network: the files of the app, and the version that they make together."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

OWN = Path(__file__).resolve().parent / "static" / "field"
WORKER = "worker.js"
"""The service worker itself: served from /field/sw.js, never from the shelf."""

DRESS = (
    "vendor/bootstrap/bootstrap.min.css", "css/gov.css", "css/form.css", "css/frame.css", "css/parts.css", "css/lists.css",
    "css/record.css", "css/print.css", "css/seal.svg", "js/house.js", "vendor/icons.svg", "vendor/idb/idb.js",
    "vendor/compressor/compressor.js",
)  # fmt: skip


def names() -> Iterator[str]:
    """The names of the files, as {% static %} takes them."""
    yield from DRESS
    yield from sorted(f"field/{path.name}" for path in OWN.iterdir() if path.name != WORKER and path.is_file())


def found() -> dict[str, Path]:
    """Name → file, of those that are there; without `make setup` the vendor's are not."""
    there = ((name, finders.find(name)) for name in names())
    return {name: Path(path) for name, path in there if path}


def worker() -> str:
    """The service worker's text, with the version and the list of what it keeps in front."""
    return _worker() if settings.DEBUG else _worker_once()


def _worker() -> str:
    files = found()
    shell, icon = reverse("field:shell"), reverse("field:manifest")
    code = (OWN / WORKER).read_text(encoding="utf-8")
    look = f"{settings.YINUO_CITY_NAME}\0{settings.YINUO_DEMO}\0" + render_to_string("field/app.html", {})
    hashed = hashlib.sha256(code.encode() + look.encode())
    for name, path in files.items():
        hashed.update(name.encode() + b"\0" + path.read_bytes())
    kept = [shell, icon, *(static(name) for name in files)]
    listed = ",\n".join(f'  "{address}"' for address in kept)
    head = f'const VERSION = "{hashed.hexdigest()[:16]}";\nconst SHELL = "{shell}";\nconst FILES = [\n{listed}\n];\n'
    return head + code


_worker_once = lru_cache(maxsize=1)(_worker)
