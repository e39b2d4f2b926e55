"""Random numbers that are quick inside compiled loops and the same on every machine (xorshift64*)."""

import numpy as np
from numba import njit, uint64


def chance_of(seed: int) -> np.ndarray:
    """A source of random numbers: uint64[1], never 0."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)


@njit(cache=True)
def draw(chance):
    """A random number from 0 to below 1."""
    state = chance[0]
    state ^= state >> uint64(12)
    state ^= state << uint64(25)
    state ^= state >> uint64(27)
    chance[0] = state
    return ((state * uint64(2685821657736338717)) >> uint64(11)) * (1.0 / 9007199254740992.0)


@njit(cache=True)
def pick(chance, count):
    """A random whole number from 0 to below count."""
    return int(draw(chance) * count)
