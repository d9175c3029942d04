"""What waits for a person: slips, and money in the bank."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from community.sellers.models import Seller
from shop.slips.models import BankFile, BankLine, Slip

WITH_PAYMENT = ("payment__purchase", "payment__seller_order__seller")


def waiting_slips() -> QuerySet[Slip]:
    """Return the slips for the marketplace's own account, the oldest first."""
    own = Slip.objects.filter(state=Slip.State.WAITING, payment__seller_order=None)
    return own.select_related(*WITH_PAYMENT).order_by("pk")


def decided_slips() -> QuerySet[Slip]:
    own = Slip.objects.exclude(state=Slip.State.WAITING).filter(payment__seller_order=None)
    return own.select_related(*WITH_PAYMENT, "decided_by").order_by("-decided_at")


def sellers_slips(seller: Seller) -> QuerySet[Slip]:
    """Return the slips for a seller's own account, those that wait first."""
    own = Slip.objects.filter(payment__seller_order__seller=seller)
    return own.select_related(*WITH_PAYMENT).order_by("-state", "pk")


def open_lines() -> QuerySet[BankLine]:
    """Return the money in the bank that nobody has said anything about, the oldest first."""
    found = BankLine.objects.filter(state__in=BankLine.OPEN)
    return found.select_related("payment__purchase", "slip", "file").order_by("at", "pk")


def lines_of(file: BankFile) -> QuerySet[BankLine]:
    found = file.lines.select_related("payment__purchase", "slip", "attempt", "decided_by")
    return found.order_by("at", "pk")


def files() -> QuerySet[BankFile]:
    return BankFile.objects.select_related("brought_by").annotate(rows=Count("lines"))


def states_of(file: BankFile) -> list[tuple[str, str, int]]:
    """Return (state, in words, how many) for every state that the file's lines are in."""
    counts = dict(file.lines.order_by().values_list("state").annotate(Count("pk")))
    return [
        (value, str(label), counts[value])
        for value, label in BankLine.State.choices
        if value in counts
    ]
