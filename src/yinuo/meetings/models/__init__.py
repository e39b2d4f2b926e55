"""Rows, by theme."""

from .listening import ListeningDay, Opinion

__all__ = ["ListeningDay", "Opinion"]
