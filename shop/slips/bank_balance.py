"""The ledger's bank account beside what the bank itself says: its balance, and each payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from shop.ledger import accounts
from shop.ledger.models import Entry
from shop.money import from_satang
from shop.payments.models import Attempt
from shop.slips.matching import TO_THE_BANK
from shop.slips.models import BankFile, BankLine

PATIENCE = timedelta(days=3)  # until a statement should have shown what a person booked


@dataclass(frozen=True)
class Compared:
    """What a statement's last balance is, and what the ledger has at that moment, in baht."""

    file: BankFile
    said: Decimal
    booked: Decimal

    @property
    def gap(self) -> Decimal:
        return self.said - self.booked


def compared() -> Compared | None:
    """Hold the newest statement that states its balance against the ledger; None without one."""
    files = BankFile.objects.filter(closing__isnull=False)
    file = files.order_by("-last_at", "-pk").first()
    if file is None or file.closing is None:
        return None
    entries = Entry.objects.filter(account__code=accounts.BANK, at__lt=end_of(file))
    satang = entries.aggregate(sum=Sum("amount_satang"))["sum"] or 0
    return Compared(file, file.closing, from_satang(int(satang)))


def end_of(file: BankFile) -> datetime:
    """Return the first moment after a statement: banks say the minute, or only the day."""
    has_time = file.lines.filter(at=file.last_at, has_time=True).exists()
    return file.last_at + (timedelta(minutes=1) if has_time else timedelta(days=1))


def unseen() -> QuerySet[Attempt]:
    """Return money that a person booked as in the bank and no statement has shown, the oldest
    first; a line that only waits to be confirmed has shown it."""
    lines = BankLine.objects.filter(payment=OuterRef("payment"), state__in=BankLine.OPEN)
    came = Attempt.objects.filter(
        ~Exists(lines),
        state=Attempt.State.SUCCEEDED,
        method__in=TO_THE_BANK,
        payment__seller_order=None,
        bank_line=None,
        received_at__lte=timezone.now() - PATIENCE,
    )
    return came.select_related("payment__purchase", "seen_by").order_by("received_at", "pk")
