"""Prices include VAT, and a basket line keeps the stock record it was added with."""

from __future__ import annotations

from typing import Any

from oscar.apps.partner import availability, prices, strategy

from shop.listings.weights import GRAMS
from shop.money import ZERO, price_of


class Strategy(
    strategy.UseFirstStockRecord, strategy.StockRequired, strategy.NoTax, strategy.Structured
):
    """Oscar's price is what the buyer pays. VAT is taken out once, per seller order."""

    def fetch_for_line(self, line: Any, stockrecord: Any = None) -> strategy.PurchaseInfo:
        """Return the price of one of what the line counts: a thing, or a gram by weight.

        A line whose `grams` are told apart counts as one thing, at what they cost together.
        A dropped variant has no price: its line costs nothing, and cannot be ordered.
        """
        record = line.stockrecord
        price = record.price or ZERO
        if line.product.variant.listing.is_weighed:
            grams = getattr(line, "grams", None)
            price = price / GRAMS if grams is None else price_of(price, grams, GRAMS)
        return strategy.PurchaseInfo(
            price=prices.FixedPrice(currency=record.price_currency, excl_tax=price, tax=0),
            availability=self.availability_policy(line.product, record),
            stockrecord=record,
        )

    def pricing_policy(self, product: Any, stockrecord: Any) -> prices.Base:
        if not stockrecord or stockrecord.price is None:
            return prices.Unavailable()
        return prices.FixedPrice(
            currency=stockrecord.price_currency, excl_tax=stockrecord.price, tax=0
        )

    def availability_policy(self, product: Any, stockrecord: Any) -> availability.Base:
        # What may be bought is decided by shop.stock, under a lock; Oscar only sees a price.
        return availability.Available() if stockrecord else availability.Unavailable()


class Selector:
    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> Strategy:
        return Strategy(request)
