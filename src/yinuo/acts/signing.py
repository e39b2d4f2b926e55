"""Signatures of checkpoints: Ed25519 with a key of this installation, kept outside the database."""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from .canon import canonical, utc
from .models import Checkpoint

RAW = serialization.Encoding.Raw


def note(checkpoint: Checkpoint) -> dict:
    """What the signature covers."""
    return {
        "log": checkpoint.log,
        "made_at": utc(checkpoint.made_at),
        "previous": checkpoint.previous,
        "root": checkpoint.root,
        "size": checkpoint.size,
    }


def digest(checkpoint: Checkpoint) -> str:
    """SHA-256 of the note: what the next checkpoint and the log above refer to."""
    return hashlib.sha256(canonical(note(checkpoint))).hexdigest()


def sign(checkpoint: Checkpoint) -> None:
    """Put the key and the signature on a checkpoint."""
    key = _private_key()
    checkpoint.key = key.public_key().public_bytes(RAW, serialization.PublicFormat.Raw).hex()
    checkpoint.signature = key.sign(canonical(note(checkpoint))).hex()


def is_signed(checkpoint: Checkpoint) -> bool:
    """Whether the signature fits note and key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(checkpoint.key))
        key.verify(bytes.fromhex(checkpoint.signature), canonical(note(checkpoint)))
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key() -> Ed25519PrivateKey:
    path = Path(settings.YINUO_KEYS) / "ledger.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Ed25519PrivateKey.generate().private_bytes(
            RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption()
        )
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(fresh)
        except FileExistsError:
            pass
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
