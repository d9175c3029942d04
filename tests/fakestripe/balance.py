"""The account's money: each movement, its fees, and their sum."""

from __future__ import annotations

from .lists import listed
from .store import Account, Obj, new_id
from .world import Call

SETTLES_SECONDS = 7 * 24 * 60 * 60
# Public prices for Thailand: hundredths of a percent, and a fixed part in satang.
RATES = {"card": (365, 1000), "promptpay": (165, 0)}
VAT_PERCENT = 7


def fees_for(amount_satang: int, method: str) -> tuple[int, int]:
    """Return the processing fee and the VAT on it, in satang, each rounded half up."""
    rate, fixed = RATES[method]
    fee = (amount_satang * rate + 5_000) // 10_000 + fixed
    return fee, (fee * VAT_PERCENT + 50) // 100


def move(call: Call, kind: str, amount: int, source: Obj, *, method: str = "") -> str:
    """Write a balance transaction and return its id. Only a charge (with a method) costs fees."""
    fee, vat = fees_for(amount, method) if method else (0, 0)
    details = [("stripe_fee", "Stripe processing fees", fee), ("tax", "VAT", vat)]
    at = call.now + (SETTLES_SECONDS if method else 0)
    entry = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": at,
        "balance_type": "payments",
        "created": call.now,
        "currency": source["currency"],
        "description": source.get("description"),
        "exchange_rate": None,
        "fee": fee + vat,
        "fee_details": [
            {
                "amount": part,
                "application": None,
                "currency": source["currency"],
                "description": words,
                "type": type_,
            }
            for type_, words, part in details
            if part
        ],
        "net": amount - fee - vat,
        "reporting_category": "dispute" if kind == "adjustment" else kind,
        "source": source["id"],
        "status": "pending" if at > call.now else "available",
        "type": kind,
    }
    call.account.add(entry)
    return str(entry["id"])


def settle(account: Account, now: float) -> None:
    """Make available what has waited long enough."""
    for entry in account.newest("balance_transaction"):
        if entry["status"] == "pending" and entry["available_on"] <= now:
            entry["status"] = "available"


def list_transactions(call: Call) -> Obj:
    settle(call.account, call.now)
    return listed(call, "balance_transaction", ("type", "source", "currency"))


def retrieve_transaction(call: Call) -> Obj:
    settle(call.account, call.now)
    return call.account.get("balance_transaction", call.ids[0])


def retrieve(call: Call) -> Obj:
    """Return what may be paid out now and what still waits, in satang for each currency."""
    settle(call.account, call.now)
    entries = call.account.newest("balance_transaction")
    return {
        "object": "balance",
        "available": _sums(entries, "available"),
        "livemode": False,
        "pending": _sums(entries, "pending"),
    }


def _sums(entries: list[Obj], status: str) -> list[Obj]:
    totals: dict[str, int] = {"thb": 0}
    for entry in entries:
        share = entry["net"] if entry["status"] == status else 0
        totals[entry["currency"]] = totals.get(entry["currency"], 0) + share
    return [
        {"amount": total, "currency": currency, "source_types": {"card": total}}
        for currency, total in totals.items()
    ]
