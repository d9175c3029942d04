"""A PromptPay QR code of Stripe: the webhook says that it is paid."""

from __future__ import annotations

from shop.payments.models import Attempt
from shop.ways.gateway_way import GatewayWay

STRIPE_PROMPTPAY = GatewayWay(Attempt.Method.PROMPTPAY)
