"""A card as the template draws it, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from shop.browse.certificate_words import certificate_now, words_for
from shop.browse.closed import closed_of, closed_text
from shop.listings.models import ListingCard
from shop.listings.units import BY_WEIGHT, unit_label
from shop.listings.weights import kilograms


@dataclass(frozen=True, slots=True)
class ShownCard:
    """What partials/listing_card.html expects."""

    url: str
    title: str
    seller_name: str
    province_name: str
    price: Decimal
    price_from: bool
    unit: str
    image: dict[str, Any] | None
    tag: dict[str, str] | None
    is_available: bool


def shown(card: ListingCard) -> ShownCard:
    return ShownCard(
        url=card.url,
        title=card.title,
        seller_name=card.seller_name,
        province_name=card.province_name,
        price=card.price,
        price_from=card.has_price_range,
        unit=unit_label(card.unit),
        image=card.image,
        tag=tag_of(card),
        is_available=card.is_available,
    )


def tag_of(card: ListingCard) -> dict[str, str] | None:
    """Return the one tag of a card: closed, then the last few, then what it is certified for."""
    if closed := closed_of(card.seller_id):
        return {"kind": "quiet", "text": closed_text(closed)}
    if card.left:
        return {"kind": "low", "text": left_text(card.left, card.unit)}
    if certificate := certificate_now(card):
        words = words_for(certificate)
        return {"kind": words.kind, "text": words.text}
    return None


def left_text(left: int, unit: str) -> str:
    """Return "3 left"; Thai counts in the unit's own word. By weight it is grams that are left."""
    if unit == BY_WEIGHT:
        return _("{weight} kg left").format(weight=kilograms(left))
    return _("{left} left").format(left=f"{left:,}", unit=unit_label(unit))
