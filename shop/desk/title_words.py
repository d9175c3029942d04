"""A name that says something: marks, spaces and what nobody sees are none."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.plain import clean_line

NO_WORDS = _("Write what it is called, as you would say it at the stall.")


def clean_title(text: str) -> str:
    """Return the name as it is kept. Raises ValidationError where it has no letter or digit."""
    title = clean_line(text)
    if not says_something(title):
        raise ValidationError(NO_WORDS)
    return title


def clean_other_title(text: str) -> str:
    """Return clean_title of a name that may be left empty. Raises ValidationError."""
    return clean_title(text) if clean_line(text) else ""


def says_something(text: str) -> bool:
    return any(unicodedata.category(char)[0] in "LN" for char in text)
