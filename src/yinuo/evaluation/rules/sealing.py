"""Ballots sealed so that any two keepers together can read them, and nobody alone (M03).

A random key K encrypts the ballot. For each pair of keepers K is split into two shares, one for each; a keeper's shares
are wrapped with a key agreed between his public key and one fresh key of the envelope. `static/field/sealing.js` makes
the same envelopes in the browser.
"""

import base64
import secrets
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ...kernel.errors import Unfit
from ...kernel.words import _
from .exact import digest
from .opening_words import read_words, written_words

__all__ = ["check", "check_words", "digest_of", "new_keeper", "open_", "read_public", "read_words", "seal"]

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
VERSION, KEY, NONCE, TAG, POINT = 1, 32, 12, 16, 65
FEWEST, MOST = 2, 3
BLOCK = 2048
LONGEST = 64 * 1024
"""Bytes of a ballot: 60 items with long reasons need less."""


def new_keeper(secret: bytes | None = None) -> tuple[str, str]:
    """A new key: the words that open (13 groups of 5 signs, for paper) and its public half.

    Of `secret` (32 bytes) only where a demonstration must give the same again.
    """
    value = int.from_bytes(secret or secrets.token_bytes(KEY), "big")
    if not 0 < value < ORDER:  # once in 2**32 times
        return new_keeper()
    return written_words(value), _written(_point(ec.derive_private_key(value, CURVE).public_key()))


def read_public(text: str) -> ec.EllipticCurvePublicKey:
    """A keeper's public half: base64url of an uncompressed point on P-256; Unfit with field "public" when it is none."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _read(text, POINT))
    except (ValueError, TypeError):
        raise Unfit(_("公开的一半钥匙读不出来，请重新领取。"), "public") from None


def check_words(text: str, public: str, number: int) -> None:
    """Unfit unless these are the words that belong to this public half."""
    if _written(_point(_private(text, number).public_key())) != public:
        raise Unfit(_("第{n}位保管人的口令不是领取时的那一份，请核对纸上的口令。").format(n=number), "words")


def seal(text: bytes, publics: Sequence[str], bound: str) -> dict[str, Any]:
    """The envelope of a ballot for these keepers (numbered from 1), bound to "assessment|judge|subject|part".

    {"version": 1, "ephemeral", "wrapped": [{"keeper", "nonce", "text"}, …], "nonce", "text"}, all base64url, no padding.
    """
    if not FEWEST <= len(publics) <= MOST:
        raise Unfit(_("启封口令由2到3人保管。"), "publics")
    content_key, ephemeral = secrets.token_bytes(KEY), ec.generate_private_key(CURVE)
    shares: dict[int, bytes] = {number: b"" for number in range(1, len(publics) + 1)}
    for one, other in combinations(shares, 2):
        share = secrets.token_bytes(KEY)
        shares[one] += share
        shares[other] += _xor(content_key, share)
    wrapped = []
    for number, public in enumerate(publics, 1):
        wrap = AESGCM(_agreed(ephemeral, read_public(public), number))
        nonce = secrets.token_bytes(NONCE)
        share = wrap.encrypt(nonce, shares[number], None)
        wrapped.append({"keeper": number, "nonce": _written(nonce), "text": _written(share)})
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(content_key).encrypt(nonce, _padded(text), bound.encode())
    return {
        "version": VERSION, "ephemeral": _written(_point(ephemeral.public_key())), "wrapped": wrapped,
        "nonce": _written(nonce), "text": _written(sealed),
    }  # fmt: skip


def _padded(text: bytes) -> bytes:
    """Filled up with zero bytes, so that the length of an envelope does not tell how many reasons are in it."""
    return text + bytes(-len(text) % BLOCK)


def open_(envelope: Mapping[str, Any], keys: Mapping[int, str], bound: str) -> bytes:
    """The ballot, with the words of two keepers or more by their numbers.

    Unfit: fewer than two, wrong words (of which keeper), a spoilt envelope, or one that belongs to another ballot.
    """
    if len(keys) < FEWEST:
        raise Unfit(_("启封要两位保管人的口令。"), "words")
    check(envelope)
    number = len(envelope["wrapped"])
    if unknown := sorted(set(keys) - set(range(1, number + 1))):
        raise Unfit(_("这张票没有第{n}位保管人。").format(n=unknown[0]), "words")
    shares = {keeper: _unwrapped(envelope, keeper, words) for keeper, words in sorted(keys.items())}
    one, other = sorted(shares)[:2]
    content_key = _xor(_share(shares[one], one, other), _share(shares[other], other, one))
    try:
        nonce, sealed = _read(envelope["nonce"]), _read(envelope["text"])
        return AESGCM(content_key).decrypt(nonce, sealed, bound.encode()).rstrip(b"\0")
    except InvalidTag:
        raise Unfit(_("票的内容被改动过，或者这个信封是另一张票的。"), "envelope") from None


def check(envelope: Any, keepers: int | None = None) -> None:
    """Whether it has the form of an envelope (for so many keepers); Unfit with field "envelope" otherwise."""
    try:
        wrapped = envelope["wrapped"]
        number = len(wrapped)
        is_whole = (
            envelope["version"] == VERSION
            and FEWEST <= number <= MOST
            and [one["keeper"] for one in wrapped] == list(range(1, number + 1))
            and all(_read(one["nonce"], NONCE) and _read(one["text"], KEY * (number - 1) + TAG) for one in wrapped)
            and bool(_read(envelope["nonce"], NONCE))
            and TAG <= len(_read(envelope["text"])) <= LONGEST + TAG
        )
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _read(envelope["ephemeral"], POINT))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        is_whole = False
    if not is_whole:
        raise Unfit(_("信封损坏了，读不出来。"), "envelope")
    if keepers not in (None, number):
        raise Unfit(_("信封是给{n}位保管人的，这次评价有{keepers}位。").format(n=number, keepers=keepers), "envelope")


def digest_of(envelope: Any) -> str:
    """SHA-256 of the envelope's canonical JSON, in hex: what the phone shows and the protocol prints."""
    return digest(envelope)


def _unwrapped(envelope: Mapping[str, Any], number: int, words: str) -> bytes:
    private = _private(words, number)
    ephemeral = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _read(envelope["ephemeral"], POINT))
    wrapped = envelope["wrapped"][number - 1]
    try:
        wrap = AESGCM(_agreed(private, ephemeral, number))
        return wrap.decrypt(_read(wrapped["nonce"]), _read(wrapped["text"]), None)
    except InvalidTag:
        raise Unfit(
            _("第{n}位保管人的口令打不开这张票：口令不对，或者信封损坏了。").format(n=number), "words"
        ) from None


def _private(words: str, number: int) -> ec.EllipticCurvePrivateKey:
    try:
        secret = read_words(words)
        if secret >= ORDER:
            raise Unfit(_("口令不是领取时的那一份。"))
        return ec.derive_private_key(secret, CURVE)
    except Unfit as problem:
        raise Unfit(_("第{n}位保管人：{why}").format(n=number, why=problem.sentence), "words") from None


def _share(shares: bytes, own: int, partner: int) -> bytes:
    """The share for this partner; shares are kept in the order of the partners' numbers."""
    place = partner - 1 if partner < own else partner - 2
    return shares[KEY * place : KEY * (place + 1)]


def _agreed(private: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey, number: int) -> bytes:
    secret = private.exchange(ec.ECDH(), public)
    return HKDF(SHA256(), KEY, salt=None, info=b"yinuo ballot keeper " + str(number).encode()).derive(secret)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _read(text: str, size: int | None = None) -> bytes:
    """base64url without padding, of exactly this size; ValueError otherwise. One text for one value."""
    found = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _written(found) != text or size not in (None, len(found)):
        raise ValueError(text)
    return found
