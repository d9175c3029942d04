"""A way whose money a person or a bank statement sees come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from shop.payments.beginning import begin
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote
from shop.ways.base import Offer
from shop.ways.offering import fees_of, outside_limits
from shop.ways.terms import Terms, is_direct

CollectBy = Purchase.CollectBy


@dataclass(frozen=True)
class HandWay:
    code: str
    collect_by: str
    goods_first: bool = False
    hold_hours: int = 0  # 0: as long as for a gateway

    @property
    def hold(self) -> timedelta:
        if self.hold_hours:
            return timedelta(hours=self.hold_hours)
        return timedelta(minutes=settings.RESERVATION_MINUTES)

    def offer(self, quote: Quote, terms: Terms) -> Offer | None:
        own = terms.of(self.code)
        if not own.on or not self.has_takers(quote, terms) or not self.fits(quote):
            return None
        why_not = self.why_not(quote) or outside_limits(quote, own, self.collect_by)
        return Offer(self.code, self.collect_by, fees_of(quote, own, self.collect_by), why_not)

    def begin(self, purchase: Purchase) -> str:
        return begin(purchase, self.code)

    def has_takers(self, quote: Quote, terms: Terms) -> bool:
        """Return whether whoever gets the money takes it so: the market, or each seller."""
        if self.collect_by == CollectBy.PLATFORM:
            return not is_direct() and self.has_account()
        return terms.is_taken(self.code, (share.seller.pk for share in quote.sellers))

    def has_account(self) -> bool:
        """Return whether the marketplace has where to pay to."""
        return True

    def fits(self, quote: Quote) -> bool:
        """Return whether the way has to do with this delivery at all."""
        return True

    def why_not(self, quote: Quote) -> str:
        """Return why these deliveries cannot be paid so, or nothing."""
        return ""
