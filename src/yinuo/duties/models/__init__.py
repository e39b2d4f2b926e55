"""Rows, by theme."""

from .rectification import Campaign, Item, ItemStep, LookBackSample, MoreTime, WeeklyList

__all__ = ["Campaign", "Item", "ItemStep", "LookBackSample", "MoreTime", "WeeklyList"]
