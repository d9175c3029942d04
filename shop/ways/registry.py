"""The ways that this marketplace knows, in the order in which buyers read them."""

from __future__ import annotations

from shop.purchases.quote import Quote
from shop.ways.base import Offer, Way
from shop.ways.cash import CASH
from shop.ways.cod import COD
from shop.ways.own_qr import OWN_QR
from shop.ways.seller_qr import SELLER_QR
from shop.ways.stripe_card import STRIPE_CARD
from shop.ways.stripe_promptpay import STRIPE_PROMPTPAY
from shop.ways.terms import terms_for
from shop.ways.transfer import TRANSFER

WAYS: dict[str, Way] = {
    way.code: way for way in (STRIPE_PROMPTPAY, OWN_QR, SELLER_QR, STRIPE_CARD, TRANSFER, COD, CASH)
}


def offers(quote: Quote) -> list[Offer]:
    """Return what a buyer is offered for this quote; with `why_not` where it cannot be chosen."""
    terms = terms_for(share.seller.pk for share in quote.sellers)
    found = (way.offer(quote, terms) for way in WAYS.values())
    return [offer for offer in found if offer is not None]


def offer_of(quote: Quote, code: str) -> Offer | None:
    return next((offer for offer in offers(quote) if offer.code == code), None)
