"""Disputes: a card buyer's bank takes the money back. Opened and closed by the controls."""

from __future__ import annotations

from .balance import move
from .errors import invalid
from .lists import listed
from .store import Obj, new_id
from .world import Call


def open_dispute(call: Call, charge: Obj, reason: str = "fraudulent") -> Obj:
    """Take a charge's money back on behalf of the buyer's bank."""
    if charge["payment_method_details"]["type"] != "card":
        raise invalid("PromptPay payments cannot be disputed.")
    if charge["disputed"] or not charge["paid"]:
        raise invalid(f"Charge {charge['id']} cannot be disputed.")
    dispute: Obj = {
        "id": new_id("dp"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": call.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {"due_by": call.now + 7 * 86400, "has_evidence": False,
                             "past_due": False, "submission_count": 0},
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }  # fmt: skip
    charge["disputed"] = True
    call.account.add(dispute)
    _move(call, dispute, -charge["amount"])
    call.emit("charge.dispute.created", dispute)
    call.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def close_dispute(call: Call, dispute: Obj, won: bool) -> Obj:
    """End a dispute; when it is won the money comes back."""
    if dispute["status"] in ("won", "lost"):
        raise invalid("This dispute is already closed.")
    dispute["status"] = "won" if won else "lost"
    if won:
        _move(call, dispute, dispute["amount"])
        call.emit("charge.dispute.funds_reinstated", dispute)
    call.emit("charge.dispute.closed", dispute)
    return dispute


def retrieve(call: Call) -> Obj:
    return call.account.get("dispute", call.ids[0])


def update(call: Call) -> Obj:
    """Keep evidence; with `submit` the bank has it, and it cannot be changed any more."""
    dispute = retrieve(call)
    if dispute["status"] != "needs_response":
        raise invalid("This dispute is already closed or under review.")
    dispute["evidence"] |= call.params.get("evidence", {})
    details = dispute["evidence_details"]
    details["has_evidence"] = bool(dispute["evidence"])
    if call.params.get("submit", True):
        details["submission_count"] += 1
        dispute["status"] = "under_review"
    call.emit("charge.dispute.updated", dispute)
    return dispute


def list_disputes(call: Call) -> Obj:
    return listed(call, "dispute", ("charge", "payment_intent"))


def _move(call: Call, dispute: Obj, amount: int) -> None:
    entry = move(call, "adjustment", amount, dispute)
    dispute["balance_transactions"].append(dict(call.account.objects[entry]))
