"""How alike two texts are."""

from .tokens import bigrams


def resemblance(a: str, b: str) -> float:
    """Share of common bigrams, 0 to 1."""
    one, other = set(bigrams(a).split()), set(bigrams(b).split())
    return len(one & other) / len(one | other) if one and other else 0.0
