"""What the desk writes out: telephone numbers, how long somebody waits, units."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from community.people.phones import for_reading
from shop.desk.menu import mark_of
from shop.listings.units import unit_label

MINUTES_IN_HOUR, MINUTES_IN_DAY = 60, 24 * 60

register = template.Library()


@register.filter
def phone_for_reading(phone: str) -> str:
    return for_reading(phone)


@register.filter
def unit(code: str) -> str:
    return unit_label(code)


@register.filter
def mark(section: str, tab: str) -> str:
    return mark_of(section, tab)


@register.filter
def waited(since: datetime) -> str:
    """Return how long somebody has waited, in the largest unit that fits."""
    minutes = int((timezone.now() - since).total_seconds()) // 60
    if minutes < 1:
        return gettext("just now")
    if minutes < MINUTES_IN_HOUR:
        text = ngettext("waiting %(number)s minute", "waiting %(number)s minutes", minutes)
        return text % {"number": minutes}
    if minutes < MINUTES_IN_DAY:
        hours = minutes // MINUTES_IN_HOUR
        return ngettext("waiting %(number)s hour", "waiting %(number)s hours", hours) % {
            "number": hours
        }
    days = minutes // MINUTES_IN_DAY
    return ngettext("waiting %(number)s day", "waiting %(number)s days", days) % {"number": days}
