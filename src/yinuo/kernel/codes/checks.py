"""Check characters of ISO/IEC 7064, pure systems: every wrong character and every swap of neighbours shows."""

DIGITS_AND_X = "0123456789X"
LETTERS_AND_STAR = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"


def _pure(text: str, modulus: int, alphabet: str) -> str:
    total = 0
    for character in text:
        total = (total + alphabet.index(character)) * 2 % modulus
    return alphabet[(1 - total) % modulus]


def check_11_2(digits: str) -> str:
    """The MOD 11-2 check of a string of digits: 0–9 or X, as on Chinese identity cards (GB 11643)."""
    return _pure(digits, 11, DIGITS_AND_X)


def check_37_2(text: str) -> str:
    """The MOD 37-2 check of digits and capital letters: one of them, or a star."""
    return _pure(text, 37, LETTERS_AND_STAR)
