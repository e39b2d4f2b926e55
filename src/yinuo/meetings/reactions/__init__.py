"""What the area does by itself after an act, by theme; wired in site/wiring.py, each safe to run again."""
