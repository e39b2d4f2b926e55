"""Likely category and office for a new matter, from a model trained on past matters; a suggestion, never applied."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from ..analytics.texts import categories as texts
from ..orgs.models import Organisation
from .models import Category, Matter, Suggestion

FEWEST = 60
"""Matters with a label before a model is worth training."""

LIKELY = 0.15
LATEST = 15_000
"""Past matters learnt from; 7,000 texts with a hundred labels take about a minute (docs/benchmarks.md)."""


def train() -> dict[str, int]:
    """Train both models on past matters that people have labelled; how many each was trained on (0: too few)."""
    rows = (
        Matter.objects.exclude(category=None)
        .order_by("-received_at")
        .values_list("title", "words", "category__code", "office__path")[:LATEST]
    )
    rows = list(rows)
    counts = {}
    for name, column in (("category", 2), ("office", 3)):
        pairs = [(f"{row[0]}\n{row[1]}", row[column]) for row in rows if row[column]]
        counts[name] = _train(name, pairs, _defined() if name == "category" else ())
    _load.cache_clear()
    return counts


def _defined() -> list[tuple[str, str]]:
    """The names of the categories as examples of themselves: worth about .05 of macro-F1 with few matters."""
    return [(f"{row.name}\n{row.full_name}", row.code) for row in Category.objects.all()]


def _train(name: str, pairs: list[tuple[str, str]], defined: Sequence[tuple[str, str]]) -> int:
    if len(pairs) < FEWEST or len({label for _text, label in pairs}) < 2:
        return 0
    model = texts.train([text for text, _label in pairs], [label for _text, label in pairs], defined)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    model.save(path)
    return len(pairs)


def _path(name: str) -> Path:
    return Path(settings.YINUO_VAR) / "models" / name


@lru_cache(maxsize=4)
def _load(name: str, _written: float):
    return texts.load(_path(name))


def _suggested(name: str, matter: Matter) -> list[tuple[str, float]]:
    path = _path(name)
    if not path.exists():
        return []
    model = _load(name, path.stat().st_mtime)
    found = model.suggest(f"{matter.title}\n{matter.words}", k=3)
    return [(label, probability) for label, probability in found if probability >= LIKELY]


def categories(matter: Matter) -> list[Suggestion]:
    """Unsaved suggestions of categories."""
    found = _suggested("category", matter)
    rows = {row.code: row for row in Category.objects.filter(code__in=[label for label, _p in found])}
    return [Suggestion(category=rows[label], probability=p) for label, p in found if label in rows]


def offices(matter: Matter) -> list[Suggestion]:
    """Unsaved suggestions of offices within the matter's county or above it."""
    found = _suggested("office", matter)
    rows = {
        row.path: row
        for row in Organisation.objects.filter(path__in=[label for label, _p in found]).select_related("place")
    }
    return [
        Suggestion(org=rows[label], probability=p)
        for label, p in found
        if label in rows and matter.place_code.startswith(rows[label].place.code)
    ]
