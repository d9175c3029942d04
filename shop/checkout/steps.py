"""Which screen comes next: the first that is not finished."""

from __future__ import annotations

from shop.basket.contents import Contents
from shop.checkout.drafts import contact_of, has_address, has_contact
from shop.checkout.models import Draft
from shop.purchases.quote import DeliveryMissing, Quote, build_quote

CONTACT, DELIVERY, PAYMENT = "checkout:contact", "checkout:delivery", "checkout:payment"


def next_step(draft: Draft, quote: Quote | None) -> str:
    if not has_contact(draft):
        return CONTACT
    return PAYMENT if quote else DELIVERY


def quote_of(draft: Draft, contents: Contents) -> Quote | None:
    """Return what it comes to, or None while a contact or a delivery is missing."""
    if not has_contact(draft):
        return None
    try:
        quote = build_quote(contents, draft.delivery, contact_of(draft).digest())
    except DeliveryMissing:
        return None
    return quote if has_address(draft) or quote.all_pickup else None
