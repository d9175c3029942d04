"""Text that the database keeps but cannot read: AES-GCM, with keys that can be changed.

A stored value names its key: "k2:" and the base64 of nonce and ciphertext. FIELD_KEYS lists
the keys, the one to write with first; older ones still read (docs/operating.md).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class Unreadable(Exception):
    """A stored value whose key is gone, or that somebody has changed."""


def encrypt(text: str, *, context: str) -> str:
    """Return the text, sealed for one place: moved to another column, it does not open."""
    name, sealed = _seal(text.encode(), context)
    return f"{name}:{base64.b64encode(sealed).decode()}"


def decrypt(stored: str, *, context: str) -> str:
    """Return the text. Raises Unreadable."""
    name, _colon, encoded = stored.partition(":")
    try:
        return _open(name, base64.b64decode(encoded, validate=True), context).decode()
    except ValueError:
        raise Unreadable(f"sealed with {name!r}, does not open") from None


def encrypt_bytes(data: bytes, *, context: str) -> bytes:
    """Return a file's bytes, sealed for one place, the name of the key before them."""
    name, sealed = _seal(data, context)
    return name.encode() + b":" + sealed


def decrypt_bytes(stored: bytes, *, context: str) -> bytes:
    """Return the bytes. Raises Unreadable."""
    name, _colon, sealed = stored.partition(b":")
    return _open(name.decode(errors="replace"), sealed, context)


def first_key() -> str:
    """Return the name of the key that seals what is written now."""
    return next(iter(settings.FIELD_KEYS))


def _seal(data: bytes, context: str) -> tuple[str, bytes]:
    name = first_key()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(settings.FIELD_KEYS[name]).encrypt(nonce, data, context.encode())
    return name, nonce + sealed


def _open(name: str, sealed: bytes, context: str) -> bytes:
    key = settings.FIELD_KEYS.get(name)
    if key is None:
        raise Unreadable(f"no key {name!r}")
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, context.encode())
    except (InvalidTag, ValueError):
        raise Unreadable(f"sealed with {name!r}, does not open") from None


def blind_index(text: str, *, purpose: str) -> str:
    """Return what finds equal values without reading them; nothing for nothing.

    Normalise first: "1 2345…" and "12345…" are the same number. The index has a key of its
    own, never changed: it is not reversible, and rotating it would lose every duplicate.
    """
    if not text:
        return ""
    message = f"{purpose}:{text}".encode()
    return hmac.new(settings.BLIND_INDEX_KEY, message, hashlib.sha256).hexdigest()
