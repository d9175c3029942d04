"""Cash, or the seller's own QR code, when the goods are picked up at the stall."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote
from shop.ways.hand_way import HandWay


@dataclass(frozen=True)
class CashAtPickup(HandWay):
    def fits(self, quote: Quote) -> bool:
        return any(share.delivery_quote.is_pickup for share in quote.sellers)

    def why_not(self, quote: Quote) -> str:
        return "" if quote.all_pickup else _("Only where everything is picked up.")


CASH = CashAtPickup(Attempt.Method.CASH, Purchase.CollectBy.SELLER_DIRECT, goods_first=True)
