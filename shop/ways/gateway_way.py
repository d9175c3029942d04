"""A way whose money a gateway takes for the marketplace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings

from shop.gateways.base import LEAST
from shop.payments.beginning import begin
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote
from shop.ways.base import Offer
from shop.ways.offering import fees_of, outside_limits
from shop.ways.terms import Terms, is_direct


@dataclass(frozen=True)
class GatewayWay:
    code: str
    collect_by: str = Purchase.CollectBy.PLATFORM
    goods_first: bool = False

    @property
    def hold(self) -> timedelta:
        return timedelta(minutes=settings.RESERVATION_MINUTES)

    def offer(self, quote: Quote, terms: Terms) -> Offer | None:
        own = terms.of(self.code)
        if not own.on or is_direct():
            return None
        own = replace(own, least=max(own.least or LEAST, LEAST))  # it takes no less
        fees = fees_of(quote, own, self.collect_by)
        return Offer(self.code, self.collect_by, fees, outside_limits(quote, own, self.collect_by))

    def begin(self, purchase: Purchase) -> str:
        return begin(purchase, self.code)
