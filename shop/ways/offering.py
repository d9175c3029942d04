"""What a way costs a buyer, and the one sentence that says why it cannot be chosen."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from shop.display.prices import baht_text
from shop.money import ZERO, percent_of, split
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote
from shop.ways.terms import WayTerms


def fees_of(quote: Quote, terms: WayTerms, collect_by: str) -> dict[int, Decimal]:
    """Return {seller id: baht}. Rounded once for each payment: where the marketplace collects,
    one fee is split over the sellers by largest remainder; else each seller has its own."""
    due = {share.seller.pk: share.before_fee for share in quote.sellers}
    if collect_by == Purchase.CollectBy.SELLER_DIRECT:
        return {seller_id: fee_of(amount, terms) for seller_id, amount in due.items()}
    fee = fee_of(sum(due.values(), ZERO), terms)
    return dict(zip(due, split(fee, list(due.values())), strict=True))


def fee_of(amount: Decimal, terms: WayTerms) -> Decimal:
    """Return what paying an amount costs; nothing costs nothing."""
    return percent_of(amount, terms.fee_percent) + terms.fee_fixed if amount else ZERO


def outside_limits(quote: Quote, terms: WayTerms, collect_by: str) -> str:
    """Return why the amount cannot be paid so, or nothing. What is free needs no way.

    Where each seller collects, the limits are of each seller's own amount.
    """
    shares = [share.before_fee for share in quote.sellers]
    whole = [sum(shares, ZERO)]
    amounts = shares if collect_by == Purchase.CollectBy.SELLER_DIRECT else whole
    amounts = [amount for amount in amounts if amount]
    if terms.least is not None and any(amount < terms.least for amount in amounts):
        return _("From %(least)s.") % {"least": baht_text(terms.least)}
    if terms.most is not None and any(amount > terms.most for amount in amounts):
        return _("Up to %(most)s.") % {"most": baht_text(terms.most)}
    return ""
