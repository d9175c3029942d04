"""What can be wrong with a file as a whole."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class Unreadable(ValidationError):
    """A file that is not read; its message says what to do, to the one who brought it."""
