"""Cash on delivery: the buyer opens the parcel first, then pays who brings it.

The goods leave before the money. The carrier keeps it for some days, in which the buyer may
complain (settings.COD_HOLD_DAYS); the seller says that it came, or that the parcel was refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote
from shop.ways.hand_way import HandWay


@dataclass(frozen=True)
class CashOnDelivery(HandWay):
    def fits(self, quote: Quote) -> bool:
        return not quote.all_pickup

    def why_not(self, quote: Quote) -> str:
        if any(share.delivery_quote.is_pickup for share in quote.sellers):
            return _("For parcels alone: here something is picked up.")
        return ""


COD = CashOnDelivery(Attempt.Method.COD, Purchase.CollectBy.SELLER_DIRECT, goods_first=True)
