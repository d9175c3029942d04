"""What the header offers on every page."""

from __future__ import annotations

from django.urls import reverse

from shop.browse.provinces import provinces_in_order
from shop.browse.remembering import remembered
from shop.browse.shelves import Shelf, shelves


def menu_categories() -> list[Shelf]:
    """Return the first level of the kinds of goods."""
    return shelves().roots


def menu_provinces() -> list[tuple[str, str]]:
    """Return code and name of the provinces that have sellers, in the reader's language."""
    return [(province.code, province.name) for province in provinces_in_order()]


@remembered(seconds=60)
def menu_paths() -> frozenset[str]:
    """Return where the menus lead: the addresses that one of them marks as this page."""
    names = ("browse:home", "basket:summary", "customer:home", "account_login")
    return frozenset([*map(reverse, names), *(shelf.url for shelf in shelves().roots)])
