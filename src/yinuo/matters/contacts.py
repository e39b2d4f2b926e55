"""Telephone numbers at rest: SM4-GCM, with an SM3-HMAC blind index for look-up (DESIGN §4 "Personal data")."""

import hashlib
import os
import re
from functools import cache

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from ..kernel.errors import Unfit
from ..kernel.words import _

KEY_ID = b"1"


@cache
def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{settings.YINUO_PHONE_KEY}".encode()).digest()


def read_phone(text: str) -> str:
    """Digits of a Chinese telephone number, or Unfit. Full-width digits, spaces and dashes are fine."""
    digits = re.sub(r"[\s()（）\-—+]", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    digits = re.sub(r"^(0086|86)(?=1\d{10}$)", "", digits)
    if not re.fullmatch(r"1\d{10}|0\d{9,11}|\d{7,8}", digits):
        raise Unfit(_("电话号码看起来不对，请检查；也可以不留电话，凭单号查询。"), "phone")
    return digits


def seal(phone: str) -> bytes:
    """Key id, nonce, tag and cipher text."""
    nonce = os.urandom(12)
    box = Cipher(algorithms.SM4(_key("cipher")[:16]), modes.GCM(nonce)).encryptor()
    cipher = box.update(phone.encode()) + box.finalize()
    return KEY_ID + nonce + box.tag + cipher


def unseal(sealed: bytes) -> str:
    """The number inside; raises InvalidTag for a tampered one."""
    sealed = bytes(sealed)
    nonce, tag, cipher = sealed[1:13], sealed[13:29], sealed[29:]
    box = Cipher(algorithms.SM4(_key("cipher")[:16]), modes.GCM(nonce, tag)).decryptor()
    return (box.update(cipher) + box.finalize()).decode()


def blind(text: str, purpose: str = "phone") -> str:
    """A keyed hash to look a number (or a slip) up by, useless without the key."""
    mac = hmac.HMAC(_key(purpose), hashes.SM3())
    mac.update(text.encode())
    return mac.finalize().hex()
