"""Acts, by theme."""
