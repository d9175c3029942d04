"""Pieces of page that a row or a minute's menu fully decides, kept as HTML in each process."""

from __future__ import annotations

from operator import attrgetter

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shop.browse.certificate_words import certificate_now
from shop.browse.closed import closed_of
from shop.browse.menu import menu_provinces
from shop.browse.remembering import remembered
from shop.browse.shown_cards import shown
from shop.listings.models import ListingCard

MOST_CARDS = 4000  # about 6 MB a process
# Whatever the drawing reads: another value is another picture, so nothing is ever stale.
READ = attrgetter(
    *("pk", "product_id", "slug", "title_th", "title_en", "price", "has_price_range", "unit"),
    *("seller_name_th", "seller_name_en", "province_name_th", "province_name_en"),
    *("photo_key", "photo_tone", "is_available", "left"),
)
_cards: dict[tuple[object, ...], SafeString] = {}


def drawn_card(card: ListingCard, first: bool) -> SafeString:
    """Return partials/listing_card.html for the card; `first` loads its picture at once."""
    said = closed_of(card.seller_id), certificate_now(card)
    key = (get_language(), first, said, *READ(card), *card.photo_widths)
    html = _cards.get(key)
    if html is None:
        html = render_to_string("partials/listing_card.html", {"card": shown(card), "first": first})
        if len(_cards) >= MOST_CARDS:
            _cards.clear()
        _cards[key] = html
    return html


@remembered(seconds=60)
def _options() -> dict[str, SafeString]:
    return {}


def province_options(chosen: str) -> SafeString:
    """Return an <option> for each province with sellers, the chosen one selected."""
    by_language, language = _options(), get_language() or ""
    html = by_language.get(language)
    if html is None:
        rows = menu_provinces()
        html = format_html_join("", '<option value="{}">{}</option>', rows)
        by_language[language] = html
    if not chosen.isalnum():
        return html
    # Both sides of the replacement are our own: the code is letters and figures.
    return mark_safe(html.replace(f'value="{chosen}"', f'value="{chosen}" selected'))  # noqa: S308
