"""A seller's balance is what the statement says."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from community.sellers.models import Seller
from shop.books.proof import Promise, Row
from shop.ledger.balances import owed_to_sellers
from shop.money import from_satang


def not_as_the_statement_says() -> Iterator[Row]:
    """Compare each seller's balance with the closing line of this month's statement."""
    from shop.papers.statements import statement

    today = timezone.localdate()
    sellers = Seller.objects.filter(ledger_accounts__kind="seller")
    balances = owed_to_sellers(seller.pk for seller in sellers)
    for seller in sellers:
        said = statement(seller, today.year, today.month)
        balance = from_satang(balances.get(seller.pk, 0))
        told = said.opening + sum((row.sum for row in said.rows), from_satang(0))
        if not balance == said.closing == told:
            yield {
                "seller": seller.slug,
                "balance": balance,
                "statement": said.closing,
                "rows": told,
            }


STATEMENT_PROMISES = [
    Promise(
        "balances_are_what_statements_say",
        "a seller's balance is the opening of this month's statement and its rows",
        not_as_the_statement_says,
    )
]
