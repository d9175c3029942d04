"""The sandbox's own books, to hold the marketplace's against."""

from __future__ import annotations

from .balance import retrieve
from .store import Account, Obj
from .world import World


def books(world: World) -> Obj:
    """Return for each account its money objects and whether they agree."""
    with world.store.lock:
        return {name: _of(world, account) for name, account in world.store.accounts.items()}


def _of(world: World, account: Account) -> Obj:
    balance = retrieve(world.call(account))
    entries = account.newest("balance_transaction")
    held = sum(part["amount"] for key in ("available", "pending") for part in balance[key])
    charges = account.newest("charge")
    refunds = account.newest("refund")
    faults = [*_faults_of_charges(charges, refunds), *_faults_of_intents(account)]
    total = sum(entry["net"] for entry in entries)
    if held != total:
        faults.append(f"balance {held} is not the sum of its transactions {total}")
    return {
        "balance_satang": held,
        "balance_transactions_net_satang": total,
        "balanced": not faults,
        "faults": faults,
        "payment_intents": account.newest("payment_intent"),
        "checkout_sessions": account.newest("checkout.session"),
        "charges": charges,
        "refunds": refunds,
        "disputes": account.newest("dispute"),
        "balance_transactions": entries,
    }


def _faults_of_charges(charges: list[Obj], refunds: list[Obj]) -> list[str]:
    given: dict[str, int] = {}
    for refund in refunds:
        if refund["status"] not in ("failed", "canceled"):
            given[refund["charge"]] = given.get(refund["charge"], 0) + refund["amount"]
    wrong = []
    for charge in charges:
        back = given.get(charge["id"], 0)
        if back != charge["amount_refunded"] or back > charge["amount_captured"]:
            wrong.append(f"{charge['id']}: refunds of {back} against {charge['amount_refunded']}")
    return wrong


def _faults_of_intents(account: Account) -> list[str]:
    paid: dict[str, int] = {}
    for charge in account.newest("charge"):
        if charge["paid"]:
            intent = charge["payment_intent"]
            paid[intent] = paid.get(intent, 0) + charge["amount_captured"]
    return [
        f"{intent['id']}: received {intent['amount_received']}, charged {paid.get(intent['id'], 0)}"
        for intent in account.newest("payment_intent")
        if intent["amount_received"] != paid.get(intent["id"], 0)
    ]
