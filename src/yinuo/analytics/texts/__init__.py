"""Learning from what residents write: reading exports, likely categories, repeated complaints, search tokens."""
