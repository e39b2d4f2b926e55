"""Marks the user-visible sentences of the pure floors; the channels translate them when they are shown."""

from collections.abc import Mapping
from enum import StrEnum


def _(text: str) -> str:
    """The Chinese sentence itself, marked for extraction under the usual gettext keyword."""
    return text


def choices(labels: Mapping[StrEnum, str]) -> list[tuple[str, str]]:
    """Labels of fixed words as the choices of a field: (value, label)."""
    return [(key.value, label) for key, label in labels.items()]
