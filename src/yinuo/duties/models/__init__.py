"""Rows, by theme."""
