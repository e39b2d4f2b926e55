"""Rules worked out from facts, by theme; pure."""
