"""A year on the screen."""

from __future__ import annotations

from django import template

from shop.display.dates import BUDDHIST_ERA, in_thai

register = template.Library()


@register.simple_tag
def era_year(year: int) -> str:
    """Return a Gregorian year in the reader's era."""
    return str(year + (BUDDHIST_ERA if in_thai() else 0))
