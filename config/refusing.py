"""Granian runs no system checks: what must not be served is refused here, before a request."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.checks import CheckMessage, Tags, run_checks
from django.db import connections


def refuse_what_is_unsafe() -> None:
    """Exit with a sentence that names every error; nothing is asked on a development machine."""
    if settings.DEVELOPMENT:
        return
    errors = [finding for finding in _findings() if finding.is_serious()]
    if errors:
        told = " ".join(f"{finding.id}: {finding.msg}" for finding in errors)
        sys.exit(f"Talat does not start. {told} (docs/operating.md)")


def _findings() -> list[CheckMessage]:
    try:
        found = run_checks(tags=[Tags.security, Tags.database])
    finally:
        connections.close_all()  # the threads that serve have connections of their own
    return [finding for finding in found if not finding.is_silenced()]
