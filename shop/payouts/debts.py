"""Which sellers owe the market, and how much."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from shop.ledger.models import Account, Entry
from shop.money import from_satang


def owed() -> QuerySet[Entry, Any]:
    """Return {"account__seller": id, "satang": its debt}, the largest first."""
    sums = (
        Entry.objects.filter(account__kind=Account.Kind.SELLER)
        .values("account__seller")
        .annotate(satang=Sum("amount_satang"))
    )
    return sums.filter(satang__gt=0).order_by("-satang", "account__seller")


def debts() -> dict[int, Decimal]:
    """Return {seller id: baht that it owes}, the largest first."""
    return {one["account__seller"]: from_satang(one["satang"]) for one in owed()}
