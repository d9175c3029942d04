"""Which screen comes next: the first that is not finished."""

from __future__ import annotations

from shop.basket.contents import Contents
from shop.checkout.drafts import has_address, has_contact
from shop.checkout.models import Draft
from shop.purchases.quote import DeliveryMissing, Quote, build_quote

CONTACT, DELIVERY, PAYMENT = "checkout:contact", "checkout:delivery", "checkout:payment"


def next_step(draft: Draft, contents: Contents) -> str:
    if not has_contact(draft):
        return CONTACT
    return PAYMENT if quote_of(draft, contents) else DELIVERY


def quote_of(draft: Draft, contents: Contents) -> Quote | None:
    """Return what it comes to, or None while a delivery is to be chosen."""
    try:
        quote = build_quote(contents, draft.delivery)
    except DeliveryMissing:
        return None
    return quote if has_address(draft) or quote.all_pickup else None
