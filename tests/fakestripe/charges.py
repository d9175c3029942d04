"""Charges: an attempt to take money, kept whether it worked or not."""

from __future__ import annotations

from typing import Any

from .balance import move
from .cards import Card
from .lists import listed
from .methods import card_of, shown
from .store import Obj, new_id
from .world import Call

_BLANK = dict.fromkeys(
    (
        "application", "application_fee", "application_fee_amount", "balance_transaction",
        "failure_balance_transaction", "failure_code", "failure_message", "on_behalf_of",
        "receipt_number", "receipt_url", "review", "source_transfer", "statement_descriptor",
        "statement_descriptor_suffix", "transfer_data", "transfer_group",
    )
)  # fmt: skip


def pay(call: Call, intent: Obj, method: Obj) -> Obj:
    """Take the money: a charge that succeeded, its balance transaction, its event."""
    charge = _new(call, intent, method)
    charge |= {"amount_captured": charge["amount"], "paid": True, "status": "succeeded"}
    charge["outcome"] = _outcome("approved_by_network", "authorized", "Payment complete.")
    charge["captured"] = True
    charge["balance_transaction"] = move(
        call, "charge", charge["amount"], charge, method=method["type"]
    )
    call.emit("charge.succeeded", charge)
    return charge


def fail(call: Call, intent: Obj, method: Obj, card: Card) -> Obj:
    """Keep a declined attempt: a charge that failed, and its event."""
    charge = _new(call, intent, method)
    charge |= {"paid": False, "status": "failed", "failure_code": card.code}
    charge["failure_message"] = card.message
    charge["outcome"] = _outcome("declined_by_network", "issuer_declined", card.message)
    charge["outcome"]["reason"] = card.decline_code
    call.emit("charge.failed", charge)
    return charge


def retrieve(call: Call) -> Obj:
    return call.account.get("charge", call.ids[0])


def list_charges(call: Call) -> Obj:
    return listed(call, "charge", ("payment_intent", "customer"))


def _new(call: Call, intent: Obj, method: Obj) -> Obj:
    kind = method["type"]
    charge: Obj = _BLANK | {
        "id": new_id("ch" if kind == "card" else "py"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": False,
        "created": call.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": kind, kind: _details(call, method)},
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "refunded": False,
        "shipping": intent["shipping"],
    }
    intent["latest_charge"] = charge["id"]
    return call.account.add(charge)


def _details(call: Call, method: Obj) -> Obj:
    if method["type"] == "promptpay":
        return {"reference": new_id("SANDBOX")[8:24].upper()}
    return shown(card_of(call, method))


def _outcome(network: str, type_: str, message: str) -> dict[str, Any]:
    return {
        "network_status": network,
        "reason": None,
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": message,
        "type": type_,
    }
