"""The fixed words, by theme; pure."""
