"""Readings, by theme."""
