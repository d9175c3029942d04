from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from shop.browse import drawn
from shop.browse.beside import beside
from shop.browse.menu import menu_categories as categories_of_menu
from shop.browse.prose import prose_html
from shop.browse.shelves import Shelf
from shop.listings.models import ListingCard

register = template.Library()


@register.simple_tag
def listing_card(card: ListingCard, first: bool = False) -> SafeString:
    return drawn.drawn_card(card, bool(first))


@register.simple_tag
def province_options(chosen: str | None = "") -> SafeString:
    return drawn.province_options(chosen or "")


@register.simple_tag
def menu_categories() -> list[Shelf]:
    return categories_of_menu()


@register.filter
def prose(text: str) -> SafeString:
    return prose_html(text)


@register.simple_tag
def goes_with(listing_id: int) -> list[ListingCard]:
    return beside(listing_id)
