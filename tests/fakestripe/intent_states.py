"""The states of a payment intent and the moves between them."""

from __future__ import annotations

from . import charges
from .errors import invalid
from .store import Obj
from .world import Call

CHANGEABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
CANCELABLE = (*CHANGEABLE, "requires_capture", "processing")


def require_status(intent: Obj, allowed: tuple[str, ...], verb: str) -> None:
    """Raise StripeError (payment_intent_unexpected_state) unless the intent is in one of them."""
    if intent["status"] in allowed:
        return
    raise invalid(
        f"You cannot {verb} this PaymentIntent because it has a status of {intent['status']}. "
        f"Only a PaymentIntent with one of the following statuses may be used: "
        f"{', '.join(allowed)}.",
        code="payment_intent_unexpected_state",
        payment_intent=dict(intent),
    )


def succeed(call: Call, intent: Obj) -> Obj:
    """Record that the money came: charge, balance, events."""
    call.account.deadlines.pop(intent["id"], None)
    method = call.account.get("payment_method", _method_id(call, intent))
    charges.pay(call, intent, method)
    intent |= {
        "status": "succeeded",
        "amount_received": intent["amount"],
        "next_action": None,
        "last_payment_error": None,
        "payment_method": method["id"],
    }
    call.emit("payment_intent.succeeded", intent)
    return intent


def fail(call: Call, intent: Obj, error: Obj) -> Obj:
    """Record that an attempt came to nothing: the intent wants another payment method."""
    call.account.deadlines.pop(intent["id"], None)
    call.account.note(intent["id"])["last_method"] = intent["payment_method"]
    intent |= {
        "status": "requires_payment_method",
        "last_payment_error": error,
        "next_action": None,
        "payment_method": None,
        "processing": None,
    }
    call.emit("payment_intent.payment_failed", intent)
    return intent


def cancel_now(call: Call, intent: Obj, reason: str | None) -> Obj:
    call.account.deadlines.pop(intent["id"], None)
    call.account.note(intent["id"])["last_method"] = intent["payment_method"]
    intent |= {
        "status": "canceled",
        "canceled_at": call.now,
        "cancellation_reason": reason,
        "next_action": None,
    }
    call.emit("payment_intent.canceled", intent)
    return intent


def _method_id(call: Call, intent: Obj) -> str:
    """Return the method of this attempt, or of the one that expired before the money came."""
    return str(intent["payment_method"] or call.account.note(intent["id"]).get("last_method"))
