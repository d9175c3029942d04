"""The account's own payouts: its money on the way to the marketplace's bank."""

from __future__ import annotations

from .balance import move
from .errors import invalid
from .store import Obj, new_id
from .world import Call


def settle(call: Call, amount: int) -> Obj:
    """Send an amount in satang to the bank account. Negative: a payout that came back."""
    if amount == 0:
        raise invalid("A payout of nothing cannot be made.")
    payout: Obj = {
        "id": new_id("po"),
        "object": "payout",
        "amount": amount,
        "created": call.now,
        "currency": "thb",
        "description": "STRIPE PAYOUT",
        "status": "paid",
    }
    call.account.add(payout)
    move(call, "payout", -amount, payout)
    return payout
