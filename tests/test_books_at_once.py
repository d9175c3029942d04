"""The quick look at the books sees what the audit sees."""

from __future__ import annotations

import pytest

from community.sellers.models import Seller
from shop.books.audit import audit
from shop.partner.models import StockRecord
from tests.books import asked_at_once
from tests.cast import make_listing


@pytest.mark.django_db
def test_it_finds_what_the_audit_finds(malis_shop: Seller) -> None:
    make_listing(malis_shop, stock=9)
    assert asked_at_once() == {}

    StockRecord.objects.update(num_in_stock=8, num_allocated=3)

    found = {one.promise.name: len(one.rows) for one in audit(gateway=False) if one.rows}
    assert {name: len(rows) for name, rows in asked_at_once().items()} == found
    assert found["on_hand_is_the_stock_book"] == 1
