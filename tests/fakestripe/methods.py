"""Payment methods: what a buyer pays with."""

from __future__ import annotations

from typing import Any

from .cards import BY_NAME, BY_NUMBER, Card
from .errors import StripeError, bad_parameter, unsupported
from .metadata import merged
from .store import Obj, new_id
from .world import Call

KINDS = ("card", "promptpay")
_NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))


def create(call: Call) -> Obj:
    return make(call, call.params, "")


def retrieve(call: Call) -> Obj:
    return call.account.get("payment_method", call.ids[0])


def make(call: Call, data: Obj, where: str) -> Obj:
    """Make a payment method out of request parameters that sit under `where`."""
    kind = data.get("type", "card")
    if kind not in KINDS:
        raise unsupported(f"payment methods of type {kind}")
    if kind == "card":
        card = _from_token(data.get("card"))
        return _add(call, kind, data, card)
    _require_email(data, where)
    return _add(call, kind, data, None)


def chosen(call: Call, id_: str) -> Obj:
    """Return a payment method by its id, or a fresh one of a ready-made test card."""
    if id_ in BY_NAME:
        return _add(call, "card", {}, BY_NAME[id_])
    return call.account.get("payment_method", id_, "payment_method")


def with_number(call: Call, card: Card, email: str, name: str = "") -> Obj:
    """Make a payment method of a card typed on the hosted page."""
    details = {"email": email or None, "name": name or None}
    return _add(call, "card", {"billing_details": details}, card)


def card_of(call: Call, method: Obj) -> Card:
    return BY_NUMBER[call.account.note(method["id"])["number"]]


def _from_token(card: Any) -> Card:
    if isinstance(card, dict) and "number" in card:
        raise StripeError(
            402,
            "invalid_request_error",
            "Sending credit card numbers directly to the Stripe API is generally unsafe. "
            "Use a test payment method such as pm_card_visa.",
            saved=False,
        )
    token = card.get("token", "") if isinstance(card, dict) else ""
    found = BY_NAME.get(token.replace("tok_", "pm_card_", 1))
    if found is None:
        raise bad_parameter("Missing required param: card.", "card", "parameter_missing")
    return found


def _require_email(data: Obj, where: str) -> None:
    if (data.get("billing_details") or {}).get("email"):
        return
    param = f"{where}[billing_details][email]" if where else "billing_details[email]"
    raise bad_parameter(f"Missing required param: {param}.", param, "parameter_missing")


def _add(call: Call, kind: str, data: Obj, card: Card | None) -> Obj:
    given = data.get("billing_details") or {}
    method: Obj = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": given.get("address") or _NO_ADDRESS,
            "email": given.get("email") or None,
            "name": given.get("name") or None,
            "phone": given.get("phone") or None,
            "tax_id": None,
        },
        "created": call.now,
        "customer": None,
        "livemode": False,
        "metadata": merged({}, data.get("metadata")),
        "type": kind,
        kind: shown(card) if card else {},
    }
    if card:
        call.account.note(method["id"])["number"] = card.number
    return call.account.add(method)


def shown(card: Card) -> Obj:
    """Return what the gateway shows of a card: never the number."""
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "fail" if card.code == "incorrect_cvc" else "pass",
        },
        "country": "TH" if card.number.startswith("4000007640") else "US",
        "exp_month": 12,
        "exp_year": 2034,
        "fingerprint": f"sandbox{card.last4}",
        "funding": "credit",
        "last4": card.last4,
        "networks": {"available": [card.brand], "preferred": None},
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
