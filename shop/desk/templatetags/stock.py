"""How the desk writes amounts of the stock book."""

from __future__ import annotations

from datetime import date

from django import template

from shop.display.dates import calendar_day
from shop.listings.models import Listing
from shop.listings.units import quantity_text, unit_label
from shop.listings.weights import typed_kilograms

register = template.Library()


@register.filter
def typed_amount(amount: int, listing: Listing) -> str:
    """Return an amount as a field takes it: kilograms of goods sold by weight."""
    return typed_kilograms(amount) if listing.is_weighed else str(amount)


@register.filter
def size(change: int) -> int:
    """Return a change without its sign: the words beside it say where it went."""
    return abs(change)


@register.filter
def signed(change: int, listing: Listing) -> str:
    """Return "+3 ผืน" or "−3 ผืน"."""
    sign = "−" if change < 0 else "+" if change else ""
    return sign + quantity_text(abs(change), listing.unit, listing.is_weighed)


@register.filter
def day_and_month(day: date) -> str:
    """Return "22 Nov": under a bar the year has no room."""
    return calendar_day(day, "short").rpartition(" ")[0]


@register.filter
def unit_of(listing: Listing) -> str:
    """Return the word for one of it: กก. for goods sold by weight."""
    return unit_label("kg" if listing.is_weighed else listing.unit)
