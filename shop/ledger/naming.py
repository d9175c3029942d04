"""How an account is called, and which way its balance reads."""

from __future__ import annotations

from decimal import Decimal

from shop.ledger.models import Account
from shop.money import from_satang

Kind = Account.Kind
# What is ours, and what we spent: a debit makes it more. Of all else a credit does.
MORE_BY_DEBIT = {
    Kind.GATEWAY,
    Kind.BANK,
    Kind.COD,
    Kind.HELD_BY_SELLER,
    Kind.DISPUTED,
    Kind.FEES,
    Kind.DISCOUNTS,
    Kind.LOSSES,
}


def name_of(account: Account) -> str:
    """Return the account's name in the reader's language; whose it is comes first."""
    whose = account.seller.name if account.seller else ""
    whose = account.community.name if account.community else whose
    kind = str(Kind(account.kind).label)
    if account.kind == Kind.GATEWAY:
        return f"{kind} · {account.code.partition(':')[2]}"
    return f"{whose} · {kind}" if whose else kind


def balance_of(account: Account, debit_satang: int) -> Decimal:
    """Return a sum of entries in baht, above zero where it is what the account is for."""
    sign = 1 if account.kind in MORE_BY_DEBIT else -1
    return from_satang(sign * debit_satang)
