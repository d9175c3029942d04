"""Balances: sums of entries, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Sum

from shop.ledger.accounts import of_seller
from shop.ledger.models import Account, Entry


def debit_of(code: str) -> int:
    """Return an account's sum in satang, debit above zero."""
    found = Entry.objects.filter(account__code=code).aggregate(sum=Sum("amount_satang"))["sum"]
    return int(found or 0)


def owed_to_seller(seller_id: int) -> int:
    """Return in satang what the marketplace owes a seller; below zero the seller owes it."""
    return -debit_of(of_seller(seller_id))


def owed_to_sellers(seller_ids: Iterable[int]) -> dict[int, int]:
    """Return {seller id: satang owed to it}; sellers without entries are left out."""
    sums = (
        Entry.objects.filter(account__kind=Account.Kind.SELLER, account__seller__in=seller_ids)
        .values_list("account__seller")
        .annotate(sum=Sum("amount_satang"))
    )
    return {seller_id: -int(satang) for seller_id, satang in sums}
