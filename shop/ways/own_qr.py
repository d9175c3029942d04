"""A PromptPay QR code to the marketplace's own number, without a gateway.

The buyer sends a slip, or the bank statement shows the money; a person confirms (shop.slips).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.ways.hand_way import HandWay


@dataclass(frozen=True)
class OwnQr(HandWay):
    def has_account(self) -> bool:
        return bool(settings.MARKETPLACE_PROMPTPAY)


OWN_QR = OwnQr(Attempt.Method.OWN_QR, Purchase.CollectBy.PLATFORM)
