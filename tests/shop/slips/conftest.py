from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

if TYPE_CHECKING:
    from community.sellers.models import Seller
    from shop.listings.models import Listing
    from shop.payments.models import Payment


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.MARKETPLACE_BANK_NUMBER = "9990000014"


@pytest.fixture(autouse=True)
def _in_the_days_of_the_statements() -> Iterator[None]:
    """The statements here are of November 2026: older ones are refused one day."""
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def hankie(malis_shop: Seller) -> Listing:
    from tests.cast import make_delivery, make_listing

    make_delivery(malis_shop)
    return make_listing(malis_shop, price="380.00")


@pytest.fixture
def payment(hankie: Listing) -> Payment:
    """Somchai's purchase of ฿420, to be paid by the marketplace's QR code."""
    from tests.shop.slips.hand_purchases import to_the_market

    return to_the_market(hankie, number="K7Q2-9XMD")
