"""The secret link of an invitation: it is in the message alone, we keep its SHA-256."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse

SECRET_BYTES = 24


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def link_of(secret: str) -> str:
    """Return the whole address, on the market's own host whatever the request says."""
    return f"{settings.SITE_URL}{reverse('teams:invitation', args=[secret])}"
