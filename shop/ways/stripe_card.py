"""A card, on the page of Stripe: the card's number never comes here."""

from __future__ import annotations

from shop.payments.models import Attempt
from shop.ways.gateway_way import GatewayWay

STRIPE_CARD = GatewayWay(Attempt.Method.CARD)
