"""What a statement's lines mean in the ledger: in the bank, and nobody knows for what, until
somebody says it.

What a line turns out to be is booked where that is booked (a payment, the gateway's settlement,
a payout that came back); so the line's own journal is turned round at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, post
from shop.money import to_satang
from shop.payments.models import Attempt
from shop.slips.models import BankLine

PAYMENT = Journal.Cause.PAYMENT


def book_came(lines: Iterable[BankLine]) -> None:
    """Book money that came into the bank, in the caller's transaction: three statements."""
    post(*(_came(line) for line in lines))


def book_known(line: BankLine, by_id: int | None, at: datetime) -> None:
    """Take a line out of what nobody knows, in the transaction of what it turned out to be.

    `at` is where both stand in the books together: from then on the money is counted once.
    """
    satang = to_satang(line.amount)
    rows = [Row(accounts.UNMATCHED, satang), Row(accounts.BANK, -satang)]
    post(Draft(f"bank:{line.pk}:known", PAYMENT, rows, by_id=by_id, at=at))


def when_booked(attempt: Attempt) -> datetime:
    journal = Journal.objects.get(key=f"payment:{attempt.idempotency_key}")
    return journal.at


def _came(line: BankLine) -> Draft:
    satang = to_satang(line.amount)
    rows = [Row(accounts.BANK, satang), Row(accounts.UNMATCHED, -satang)]
    return Draft(f"bank:{line.pk}", PAYMENT, rows, at=line.at)
