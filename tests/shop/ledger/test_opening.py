"""What was paid before there was a ledger is booked once, as if it always had been."""

from __future__ import annotations

import pytest

from community.sellers.models import Seller
from shop.books.audit import audit
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Journal
from shop.ledger.opening import open_books
from shop.payments.models import Attempt
from tests.cast import make_listing
from tests.shop.ledger.emptied import forget_the_ledger
from tests.sold import make_purchase

pytestmark = pytest.mark.django_db


def broken() -> set[str]:
    return {finding.promise.name for finding in audit(gateway=False) if not finding.holds}


def test_it_books_what_was_paid_once_at_its_time(malis_shop: Seller) -> None:
    purchase = make_purchase(make_listing(malis_shop, "890.00", 9, slug="scarf"))
    forget_the_ledger()

    counts = [open_books(), open_books()]

    assert counts == [1, 0]
    assert owed_to_seller(malis_shop.pk) == 93_000 - 4_450
    assert debit_of("commission") == -4_450
    assert Journal.objects.get(cause="payment").at == purchase.paid_at
    assert "sales_are_booked_once" not in broken()


def test_what_waits_for_money_is_not_booked(malis_shop: Seller) -> None:
    make_purchase(make_listing(malis_shop, slug="scarf"), state="awaiting_payment")

    assert open_books() == 0


def test_money_in_vain_is_owed_back(malis_shop: Seller) -> None:
    purchase = make_purchase(make_listing(malis_shop, "890.00", 9, slug="scarf"), state="expired")
    attempt = purchase.payments.get().attempts.get()
    Attempt.objects.filter(pk=attempt.pk).update(state="succeeded", received=attempt.amount)
    purchase.refunds.create(
        attempt=attempt, key="late", amount=attempt.amount, reason="late", way="gateway",
        state="approved",
    )  # fmt: skip

    assert open_books() == 1
    assert debit_of("refunds_due") == -93_000
    assert {"refunds_due_is_what_is_owed", "payments_are_booked_once"} & broken() == set()
