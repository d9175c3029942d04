"""Requests the contract suite makes again and again, as plain parameters."""

from __future__ import annotations

from typing import Any

from stripe import Charge, PaymentIntent, StripeClient

EMAIL = "somchai@example.org"
Params = Any  # the client types every request; a suite that breaks the types on purpose cannot


def card_intent(**more: Any) -> Params:
    return {
        "amount": 42_000,
        "currency": "thb",
        "allowed_payment_method_types": ["card"],
        "payment_method": "pm_card_visa",
        **more,
    }


def promptpay_intent(**more: Any) -> Params:
    return {
        "amount": 42_000,
        "currency": "thb",
        "allowed_payment_method_types": ["promptpay"],
        "payment_method_data": {"type": "promptpay", "billing_details": {"email": EMAIL}},
        **more,
    }


def session(**more: Any) -> Params:
    price = {"currency": "thb", "unit_amount": 21_000, "product_data": {"name": "Indigo scarf"}}
    return {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "line_items": [{"price_data": price, "quantity": 2}],
        "success_url": "https://shop.example/paid?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.example/basket",
        **more,
    }


def paid_by_card(client: StripeClient, **more: Any) -> PaymentIntent:
    return client.v1.payment_intents.create(card_intent(confirm=True, **more))


def charge_of(client: StripeClient, intent: PaymentIntent) -> Charge:
    return client.v1.charges.retrieve(str(intent.latest_charge))
