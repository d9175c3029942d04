"""A PromptPay QR code straight to the seller: one for each seller, confirmed on the desk."""

from __future__ import annotations

from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.ways.hand_way import HandWay

# A seller looks at slips between other work.
SELLER_QR = HandWay(Attempt.Method.SELLER_QR, Purchase.CollectBy.SELLER_DIRECT)
