"""The lives as tables, by theme; pure."""
