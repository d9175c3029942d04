"""A transfer to the marketplace's bank account. It may take until the bank's next day."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.ways.hand_way import HandWay


@dataclass(frozen=True)
class Transfer(HandWay):
    def has_account(self) -> bool:
        return bool(settings.MARKETPLACE_BANK_NUMBER)


TRANSFER = Transfer(Attempt.Method.TRANSFER, Purchase.CollectBy.PLATFORM, hold_hours=24)
