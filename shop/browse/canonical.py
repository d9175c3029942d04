"""The one address of a page among those that show the same: its path, and its number."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def canonical_of(request: HttpRequest, number: int = 1) -> str:
    """Return the address with scheme and host, without filters; page 1 goes unsaid."""
    page = f"?page={number}" if number > 1 else ""
    return f"{settings.SITE_URL}{request.path}{page}"
