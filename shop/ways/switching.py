"""Other ways to pay what is placed already: those that cost the same and pay the same hands."""

from __future__ import annotations

from dataclasses import replace

from shop.gateways.base import LEAST
from shop.purchases.models import Purchase
from shop.ways.hand_way import HandWay
from shop.ways.offering import fee_of
from shop.ways.registry import WAYS
from shop.ways.terms import WayTerms, is_direct, market_terms
from shop.ways.words import hint_of, name_of

PLATFORM = Purchase.CollectBy.PLATFORM


def ways_for(purchase: Purchase) -> list[tuple[str, str, str]]:
    """Return (code, name, hint) of every way in which a placed purchase can be paid now.

    The fee was agreed when it was placed: a way with another fee needs a new order, and so does
    one that pays somebody else. The way that was chosen stays, whatever was switched since.
    """
    terms = market_terms()
    fitting = [code for code in WAYS if code == purchase.way or _fits(purchase, code, terms[code])]
    return [(code, name_of(code), hint_of(code)) for code in fitting]


def can_switch(purchase: Purchase, code: str) -> bool:
    return code in [code for code, _, _ in ways_for(purchase)]


def _fits(purchase: Purchase, code: str, terms: WayTerms) -> bool:
    way, amount = WAYS[code], purchase.total - purchase.fee
    if way.hold > WAYS[purchase.way].hold:  # it needs longer than the goods are held
        return False
    if isinstance(way, HandWay) and not way.has_account():
        return False
    if way.goods_first or not purchase.collect_by == way.collect_by == PLATFORM or is_direct():
        return False
    least = max(terms.least or LEAST, LEAST)
    own = replace(terms, least=least)
    is_within = least <= amount and (own.most is None or amount <= own.most)
    return own.on and is_within and fee_of(amount, own) == purchase.fee
