"""Ask every room for its promises, and check them against one moment of the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from shop.books.proof import Promise, Row
from shop.commission.books import COMMISSION_PROMISES
from shop.ledger.books import LEDGER_PROMISES
from shop.ledger.gateway_books import GATEWAY_LEDGER_PROMISES
from shop.papers.books import PAPER_PROMISES
from shop.payments.books import GATEWAY_PROMISES, PAYMENT_PROMISES
from shop.payouts.books import PAYOUT_PROMISES
from shop.purchases.books import PURCHASE_PROMISES
from shop.refunds.books import REFUND_PROMISES
from shop.slips.books import SLIP_PROMISES
from shop.stock.books import STOCK_PROMISES
from shop.vouchers.books import VOUCHER_PROMISES

PROMISES = [
    *STOCK_PROMISES,
    *PURCHASE_PROMISES,
    *COMMISSION_PROMISES,
    *VOUCHER_PROMISES,
    *PAYMENT_PROMISES,
    *SLIP_PROMISES,
    *REFUND_PROMISES,
    *LEDGER_PROMISES,
    *PAYOUT_PROMISES,
    *PAPER_PROMISES,
]


@dataclass(frozen=True)
class Finding:
    promise: Promise
    rows: list[Row]

    @property
    def holds(self) -> bool:
        return not self.rows


def audit(*, gateway: bool) -> list[Finding]:
    """Check every promise; with `gateway`, against the gateway's own books too."""
    with see_one_moment():
        findings = _check(PROMISES)
    return (
        [*findings, *_check([*GATEWAY_PROMISES, *GATEWAY_LEDGER_PROMISES])] if gateway else findings
    )


@contextmanager
def see_one_moment() -> Iterator[None]:
    """Hold the picture still. In a transaction of somebody else's, see it as its commit would:
    journals are sealed by deferred triggers."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            if connection.savepoint_ids:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            else:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _check(promises: Iterable[Promise]) -> list[Finding]:
    return [Finding(promise, list(promise.broken())) for promise in promises]
