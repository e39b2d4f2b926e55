"""The field channel from outside: what a phone asks, hands in, and is told."""
