"""Learning from what residents write: reading exported messages, likely categories, repeated complaints, search tokens."""
