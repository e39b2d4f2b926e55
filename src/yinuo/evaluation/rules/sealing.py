"""Sealing ballots: whoever holds the database reads nothing; the words of two keepers open everything.

Each keeper has a P-256 key that is written down as words. A ballot is encrypted with a key of its own (AES-256-GCM, bound
to whose ballot it is); that key is split for every pair of keepers, each half wrapped for one of them (ECDH, HKDF-SHA256,
AES-256-GCM). The browser does the same with WebCrypto (channels/field/static/field/sealing.js).
"""

import base64
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ...kernel.errors import Unfit
from ...kernel.words import _

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, U."""

READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
SIZE, GROUP, GROUPS = 32, 4, 13
"""Bytes of a key; characters of a group and how many there are; each group ends in a check character."""


def new_keeper(secret: bytes | None = None) -> tuple[str, str]:
    """Words for a keeper's paper and the public half; of `secret` (32 bytes) only where a demonstration needs it."""
    raw = secret or os.urandom(SIZE)
    key = _private(raw)
    return show_words(raw), _public_text(key.public_key())


def _private(raw: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(raw) % (ORDER - 1) + 1, CURVE)


def _public_text(key: ec.EllipticCurvePublicKey) -> str:
    return _b64(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def show_words(raw: bytes) -> str:
    """Thirteen groups of four characters and a check character: ``7K2M9-…``."""
    number, digits = int.from_bytes(raw), ""
    for _place in range(GROUP * GROUPS):
        number, rest = divmod(number, 32)
        digits = ALPHABET[rest] + digits
    groups = [digits[at : at + GROUP] for at in range(0, len(digits), GROUP)]
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def _check(group: str, place: int) -> str:
    return ALPHABET[(sum(ALPHABET.index(c) * (2 * at + 3) for at, c in enumerate(group)) + 7 * place) % 31]


def read_words(text: str) -> bytes:
    """The 32 bytes behind the words; Unfit names the first group that was mistyped. Spelling and spaces do not matter."""
    typed = "".join(c for c in normalize("NFKC", text).upper().translate(READ_AS) if c.isalnum())
    if len(typed) != (GROUP + 1) * GROUPS:
        raise Unfit(_("口令一共{n}组，每组5个字符，这里有{m}个字符，请核对。").format(n=GROUPS, m=len(typed)), "words")
    digits = ""
    for place in range(GROUPS):
        group = typed[place * 5 : place * 5 + 5]
        if any(c not in ALPHABET for c in group) or _check(group[:GROUP], place) != group[GROUP]:
            raise Unfit(_("口令的第{n}组不对，请核对这一组。").format(n=place + 1), "words")
        digits += group[:GROUP]
    number = 0
    for character in digits:
        number = number * 32 + ALPHABET.index(character)
    if number >= 1 << (8 * SIZE):
        raise Unfit(_("口令的第{n}组不对，请核对这一组。").format(n=1), "words")
    return number.to_bytes(SIZE)


def read_public(text: str) -> ec.EllipticCurvePublicKey:
    """The public half; Unfit for anything else."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _raw(text))
    except ValueError:
        raise Unfit(_("启封口令的公开部分不完整，请重新领取。"), "public") from None


def check_words(words: str, public: str, keeper: int) -> None:
    """Unfit when these are not the words of this keeper."""
    if _public_text(_private(read_words(words)).public_key()) != public:
        raise Unfit(_("第{n}份口令不是这位保管人的，请核对是不是拿错了。").format(n=keeper), "words")


def seal(text: bytes, publics: Sequence[str], bound: str) -> dict[str, Any]:
    """The envelope of a text for 2 or 3 keepers; `bound` says whose ballot it is."""
    if not 2 <= len(publics) <= 3:
        raise ValueError("2 or 3 keepers")
    content, ephemeral = os.urandom(SIZE), ec.generate_private_key(CURVE)
    shares: list[bytes] = [b""] * len(publics)
    for one, other in combinations(range(len(publics)), 2):
        half = os.urandom(SIZE)
        shares[one] += half
        shares[other] += _xor(content, half)
    wrapped = []
    for number, (public, share) in enumerate(zip(publics, shares, strict=True), 1):
        nonce = os.urandom(12)
        key = _wrapping(ephemeral, read_public(public), number)
        wrapped.append({"keeper": number, "nonce": _b64(nonce), "text": _b64(AESGCM(key).encrypt(nonce, share, None))})
    nonce = os.urandom(12)
    return {
        "version": 1, "ephemeral": _public_text(ephemeral.public_key()), "wrapped": wrapped, "nonce": _b64(nonce),
        "text": _b64(AESGCM(content).encrypt(nonce, text, bound.encode())),
    }  # fmt: skip


def open_(envelope: Mapping[str, Any], keys: Mapping[int, str], bound: str) -> bytes:
    """The text, by the words of two keepers (number → words). Unfit for wrong words, a spoilt or a foreign envelope."""
    if len(keys) < 2:
        raise Unfit(_("启封要两位保管人的口令。"), "words")
    one, other = sorted(keys)[:2]
    check(envelope, keepers=len(envelope.get("wrapped", ())) if isinstance(envelope, Mapping) else 0)
    first, second = (_unwrapped(envelope, number, read_words(keys[number])) for number in (one, other))
    content = _xor(_share(first, one, other), _share(second, other, one))
    try:
        return AESGCM(content).decrypt(_raw(envelope["nonce"]), _raw(envelope["text"]), bound.encode())
    except (InvalidTag, ValueError):
        raise Unfit(_("这张票损坏了，或者被换到了别人名下，打不开。")) from None


def _share(shares: bytes, mine: int, partner: int) -> bytes:
    """The half for this pair: halves stand in the order of the partners."""
    at = (partner - 1 if partner < mine else partner - 2) * SIZE
    return shares[at : at + SIZE]


def _unwrapped(envelope: Mapping[str, Any], number: int, raw: bytes) -> bytes:
    row = envelope["wrapped"][number - 1]
    try:
        ephemeral = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _raw(envelope["ephemeral"]))
        key = _wrapping(_private(raw), ephemeral, number)
        return AESGCM(key).decrypt(_raw(row["nonce"]), _raw(row["text"]), None)
    except (InvalidTag, ValueError):
        raise Unfit(_("这张票损坏了，或者不是用第{n}份口令封的。").format(n=number)) from None


def _wrapping(private: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey, number: int) -> bytes:
    shared = private.exchange(ec.ECDH(), public)
    return HKDF(SHA256(), SIZE, salt=b"", info=f"yinuo ballot keeper {number}".encode()).derive(shared)


def check(envelope: Any, keepers: int) -> None:
    """Unfit for what is no envelope for so many keepers."""
    fits = isinstance(envelope, Mapping) and envelope.get("version") == 1 and isinstance(envelope.get("wrapped"), list)
    texts = [envelope.get(name) for name in ("ephemeral", "nonce", "text")] if fits else [None]
    rows = envelope["wrapped"] if fits else []
    whole = all(isinstance(row, Mapping) and {"keeper", "nonce", "text"} <= set(row) for row in rows)
    numbers = [row.get("keeper") for row in rows] if whole else []
    if (
        not all(isinstance(text, str) and text for text in texts)
        or numbers != list(range(1, keepers + 1))
        or keepers < 2
    ):
        raise Unfit(_("封好的票格式不对，请重新封一次再上传。"), "envelope")


def digest_of(envelope: Any) -> str:
    """SHA-256 of the envelope's JSON with sorted keys and without spaces."""
    written = json.dumps(envelope, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
