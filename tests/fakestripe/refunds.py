"""Refunds: at once for cards; for PromptPay only when the buyer names a bank account."""

from __future__ import annotations

from .balance import move
from .errors import bad_parameter, invalid, unsupported
from .lists import listed
from .metadata import merged
from .store import Obj, new_id
from .world import Call

OPEN = ("requires_action", "pending")
# What gives the money back to the account: the refund will not reach the buyer.
LOST = ("failed", "canceled")
DAYS_TO_ANSWER = 45
_SUPPORTED = {"charge", "payment_intent", "amount", "reason", "metadata", "expand",
              "instructions_email", "currency"}  # fmt: skip


def create(call: Call) -> Obj:
    """Give money back from one charge. Raises StripeError above what is left of it."""
    for name in call.params:
        if name not in _SUPPORTED:
            raise unsupported(name)
    charge = _charge(call)
    amount = _amount(call, charge)
    refund = _new(call, charge, amount)
    _count(charge, amount)
    refund["balance_transaction"] = move(call, "refund", -amount, refund)
    call.emit("refund.created", refund)
    call.emit("charge.refunded", charge)
    return refund


def retrieve(call: Call) -> Obj:
    return call.account.get("refund", call.ids[0])


def update(call: Call) -> Obj:
    refund = retrieve(call)
    refund["metadata"] = merged(refund["metadata"], call.params.get("metadata"))
    _told(call, refund)
    return refund


def list_refunds(call: Call) -> Obj:
    return listed(call, "refund", ("charge", "payment_intent"))


def cancel(call: Call) -> Obj:
    """Call back a refund that still waits for the buyer's bank account."""
    refund = retrieve(call)
    if refund["status"] != "requires_action":
        raise invalid(
            f"Only refunds with status requires_action can be canceled; this refund has status "
            f"{refund['status']}."
        )
    return lose(call, refund, "canceled", "merchant_request")


def go_on(call: Call, refund: Obj, status: str) -> Obj:
    """Move an open refund to `pending` (the buyer answered) or `succeeded`."""
    _require_open(refund)
    refund |= {"status": status, "next_action": None}
    _told(call, refund)
    return refund


def lose(call: Call, refund: Obj, status: str, reason: str) -> Obj:
    """End a refund as `failed` or `canceled`: the money is the account's again.

    A card refund can fail after it succeeded, when the bank sends it back.
    """
    if refund["status"] in LOST:
        raise invalid(f"This refund has status {refund['status']}.")
    charge = call.account.get("charge", refund["charge"])
    refund |= {"status": status, "failure_reason": reason, "next_action": None}
    refund["failure_balance_transaction"] = move(call, "refund_failure", refund["amount"], refund)
    _count(charge, -refund["amount"])
    _told(call, refund)
    if status == "failed":
        call.emit("refund.failed", refund)
    return refund


def _told(call: Call, refund: Obj) -> None:
    call.emit("refund.updated", refund)
    call.emit("charge.refund.updated", refund)


def _require_open(refund: Obj) -> None:
    if refund["status"] not in OPEN:
        raise invalid(f"This refund has status {refund['status']}.")


def _charge(call: Call) -> Obj:
    given = [name for name in ("charge", "payment_intent") if name in call.params]
    if len(given) != 1:
        raise bad_parameter(
            "One of the following params should be provided for this request: "
            "payment_intent or charge.",
            "charge",
            "parameter_missing",
        )
    if given == ["charge"]:
        charge = call.account.get("charge", call.params["charge"], "charge")
    else:
        charge = _charge_of_intent(call)
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge['id']} has not succeeded and cannot be refunded.")
    return charge


def _charge_of_intent(call: Call) -> Obj:
    intent = call.account.get("payment_intent", call.params["payment_intent"], "payment_intent")
    if intent["status"] != "succeeded":
        raise invalid(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
        )
    return call.account.get("charge", intent["latest_charge"])


def _amount(call: Call, charge: Obj) -> int:
    left: int = charge["amount"] - charge["amount_refunded"]
    amount: int = call.params.get("amount", left)
    if left == 0:
        raise invalid(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} is disputed.", code="charge_disputed")
    if amount < 1:
        raise bad_parameter(
            "This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer"
        )
    if amount > left:
        raise invalid(
            f"Refund amount ({amount} satang) is greater than unrefunded amount on charge "
            f"({left} satang)",
            param="amount",
        )
    return amount


def _count(charge: Obj, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]


def _new(call: Call, charge: Obj, amount: int) -> Obj:
    kind = charge["payment_method_details"]["type"]
    refund: Obj = dict.fromkeys(
        ("customer", "failure_balance_transaction", "failure_reason", "next_action",
         "receipt_number", "source_transfer_reversal", "transfer_reversal",
         "balance_transaction", "pending_reason")
    )  # fmt: skip
    refund |= {
        "id": new_id("re" if kind == "card" else "pyr"),
        "object": "refund",
        "amount": amount,
        "charge": charge["id"],
        "created": call.now,
        "currency": charge["currency"],
        "destination_details": {"type": kind},
        "metadata": merged({}, call.params.get("metadata")),
        "payment_intent": charge["payment_intent"],
        "reason": call.params.get("reason"),
        "status": "succeeded",
    }
    if kind == "promptpay":
        _ask_for_account(call, refund, charge)
    return call.account.add(refund)


def _ask_for_account(call: Call, refund: Obj, charge: Obj) -> None:
    to = call.params.get("instructions_email") or charge["billing_details"]["email"]
    sent = {"email_sent_at": call.now, "email_sent_to": to}
    until = call.now + DAYS_TO_ANSWER * 24 * 60 * 60
    refund |= {
        "status": "requires_action",
        "instructions_email": to,
        "next_action": {
            "type": "display_details",
            "display_details": {"email_sent": sent, "expires_at": until},
        },
    }
