"""Filters and tags for every template: prices, dates, pictures, links that keep the query."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.safestring import SafeString

from shop.display.dates import Form, date_text, datetime_text
from shop.display.initials import initials_of
from shop.display.kept import parse_kept
from shop.display.language_switch import language_switch_html
from shop.display.pictures import Image, picture_html
from shop.display.prices import baht_full_text, baht_text, price_html
from shop.display.states import kind_of_state
from shop.listings.units import quantity_text
from shop.listings.weights import typed_kilograms

register = template.Library()
register.tag("kept", parse_kept)


@register.filter
def baht(amount: Decimal | int) -> str:
    return baht_text(amount)


@register.filter
def baht_full(amount: Decimal | int) -> str:
    return baht_full_text(amount)


@register.filter
def thai_date(when: date | datetime | None, form: Form = "") -> str:
    return date_text(when, form) if when else ""


@register.filter
def thai_datetime(when: datetime | None, form: Form = "") -> str:
    return datetime_text(when, form) if when else ""


@register.filter
def quantity(amount: int, thing: Any) -> str:
    """Return "3 ผืน" or "1.5 กก."; the thing says its unit and whether it is weighed."""
    return quantity_text(amount, thing.unit, thing.is_weighed)


@register.filter
def amount(number: int, thing: Any) -> str:
    """Return "3", or "1.5 กก." where the thing is weighed: for behind a ×."""
    return quantity(number, thing) if thing.is_weighed else str(number)


@register.filter
def kilograms(grams: int | None) -> str:
    """Return 1.5 for 1500, as read and as a field holds it; empty for None."""
    return "" if grams is None else typed_kilograms(grams)


@register.filter
def state_kind(state: str) -> str:
    return kind_of_state(state)


@register.filter
def initials(name: str) -> str:
    return initials_of(name)


@register.simple_tag
def price(
    amount: Decimal | int,
    *,
    unit: str = "",
    note: str = "",
    large: bool = False,
    price_from: bool = False,
) -> SafeString:
    return price_html(
        amount, unit=unit or "", note=note or "", large=bool(large), price_from=bool(price_from)
    )


@register.simple_tag
def picture(
    image: Image | None,
    sizes: str = "100vw",
    max_width: int = 1280,
    first: bool = False,
    alt: str | None = None,
) -> SafeString:
    return picture_html(image, sizes=sizes, max_width=max_width, first=bool(first), alt=alt)


@register.simple_tag(takes_context=True)
def language_switch(context: Context, *, full: bool = False) -> SafeString:
    return language_switch_html(context, full=full)


@register.simple_tag(takes_context=True)
def querystring_with(context: Context, **changes: object) -> str:
    """Return this page's link with some keys changed; None drops a key, page 1 goes unsaid."""
    request = context.get("request")
    # Its own copy() copies every value in depth, for each link of a page.
    query = copy(request.GET) if request else QueryDict(mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None and (key, value) != ("page", 1):
            query[key] = str(value)
    path = request.path if request else ""
    return f"{path}?{query.urlencode()}" if query else path


@register.simple_tag
def pages_around(page: Page[Any]) -> list[int | None]:
    """Return the page numbers worth a link: first, last, the neighbours; None is a gap."""
    last = page.paginator.num_pages
    near = range(page.number - 1, page.number + 2)
    shown = sorted({1, last} | {number for number in near if 1 <= number <= last})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and numbers[-1] != number - 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
