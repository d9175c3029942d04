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
    name, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), context.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, context: str) -> str:
    """Return the text. Raises Unreadable."""
    name, _colon, encoded = stored.partition(":")
    key = settings.FIELD_KEYS.get(name)
    if key is None:
        raise Unreadable(f"no key {name!r}")
    try:
        raw = base64.b64decode(encoded, validate=True)
        nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, sealed, context.encode()).decode()
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
