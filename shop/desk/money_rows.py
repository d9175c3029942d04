"""The rows behind a number: entries of a seller's balance, with their sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from shop.ledger.models import Account, Entry
from shop.money import ZERO, from_satang
from shop.payouts.claiming import payable_entries
from shop.payouts.models import Payout

NOTED = {Entry.What.CORRECTION, Entry.What.PAID_IN, Entry.What.PAYOUT_BACK}


class Show(TextChoices):
    """Which rows: behind which number of the money page."""

    ALL = "all", _("Everything")
    READY = "ready", _("Comes with the next payout")
    WAITING = "waiting", _("Waits")
    KEPT = "kept", _("Kept for a while")


@dataclass(frozen=True)
class MoneyRow:
    at: datetime
    what: str
    number: str  # of the order, where there is one
    amount: Decimal  # above zero: for the seller
    note: str
    payout: Payout | None


@dataclass(frozen=True)
class CoveredOrder:
    """What a payout covers of one order, in baht; number empty for rows of no order."""

    number: str
    rows: int
    amount: Decimal


def entries_of(seller: Seller, show: str = Show.ALL, number: str = "") -> QuerySet[Entry]:
    """Return entries of a seller's balance, the newest first."""
    found = Entry.objects.filter(account__kind=Account.Kind.SELLER, account__seller=seller)
    if number:
        found = found.filter(seller_order__number=number)
    if show == Show.READY:
        found = found.filter(pk__in=payable_entries(seller.pk))
    elif show == Show.KEPT:
        found = found.filter(reserve__isnull=False, claim=None)
    elif show == Show.WAITING:
        found = found.filter(claim=None, reserve=None).exclude(pk__in=payable_entries(seller.pk))
    ordered = found.order_by("-at", "-pk")
    return ordered.select_related("journal", "seller_order", "claim__payout")


def sum_of(entries: QuerySet[Entry]) -> Decimal:
    return from_satang(-(entries.aggregate(sum=Sum("amount_satang"))["sum"] or 0))


def shown(entries: Iterable[Entry]) -> list[MoneyRow]:
    return [_row(entry) for entry in entries]


def covered_by(payout: Payout) -> Sequence[CoveredOrder]:
    """Return the orders that a payout covers, with what each brings; its own row is left out."""
    claimed = Entry.objects.filter(claim__payout=payout).exclude(journal__key__in=_own_keys(payout))
    sums = (
        claimed.values("seller_order__number")
        .annotate(satang=Sum("amount_satang"), rows=Count("pk"))
        .order_by("seller_order__number")
    )
    return [
        CoveredOrder(one["seller_order__number"] or "", one["rows"], from_satang(-one["satang"]))
        for one in sums
    ]


def rows_without_order(payout: Payout) -> list[MoneyRow]:
    """Return what a payout covers that belongs to no order."""
    claimed = Entry.objects.filter(claim__payout=payout, seller_order=None)
    claimed = claimed.exclude(journal__key__in=_own_keys(payout))
    return shown(claimed.select_related("journal", "seller_order", "claim__payout").order_by("pk"))


def total_of(covered: Iterable[CoveredOrder]) -> Decimal:
    return sum((one.amount for one in covered), ZERO)


def _own_keys(payout: Payout) -> list[str]:
    from shop.payouts.booking import reserve_key, sent_key

    return [sent_key(payout), reserve_key(payout)]


def _row(entry: Entry) -> MoneyRow:
    claim = getattr(entry, "claim", None)
    payout = claim.payout if claim and claim.payout.state in Payout.BOOKED else None
    return MoneyRow(
        at=entry.at,
        what=str(Entry.What(entry.what).label),
        number=entry.seller_order.number if entry.seller_order else "",
        amount=from_satang(-entry.amount_satang),
        note=entry.journal.note if entry.what in NOTED else "",
        payout=payout,
    )
