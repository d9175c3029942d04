"""Slips of the scene: one for the marketplace's account, one for Mali's; one line of the bank."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from community.people.models import User
from community.private.looking import Page
from shop.listings.models import Listing
from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase
from shop.slips import photos
from shop.slips.booking import book_came
from shop.slips.models import BankFile, BankLine, Slip
from tests.sold import make_purchase

OURS, MALIS, FILE = UUID(int=31), UUID(int=32), UUID(int=33)
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
PHOTO = b"\xff\xd8\xff\xd9"


class SlipsScene:
    def __init__(self, listing: Listing, buyer: User, staff: User) -> None:
        ours = _expired(listing, buyer, Attempt.Method.OWN_QR)
        self.number = ours.purchase.number
        malis = _expired(listing, buyer, Attempt.Method.SELLER_QR)
        malis.seller_order = malis.purchase.seller_orders.get()
        malis.save()
        for key, payment in ((OURS, ours), (MALIS, malis)):
            Slip.objects.create(key=key, payment=payment, digest=str(key))
            photos.keep(key, Page(PHOTO, PHOTO))
        self.line = _line(staff)

    def special(self, name: str) -> dict[str, Any]:
        """Return what the address of this route is made of, or nothing where it is another's."""
        return {
            "slips:photo": {"key": OURS},
            "slips:slip": {"number": self.number},
            "slips:qr": {"number": self.number},
            "office:slip": {"key": OURS},
            "office:bank-file": {"key": FILE},
            "office:bank-book": {"key": FILE},
            "office:bank-line": {"pk": self.line.pk},
            "desk:money-slip": {"key": MALIS},
        }.get(name, {})


def _expired(listing: Listing, buyer: User, way: str) -> Payment:
    purchase = make_purchase(listing, user=buyer, state=Purchase.State.EXPIRED, way=way)
    return purchase.payments.get()


def _line(staff: User) -> BankLine:
    file = BankFile.objects.create(
        key=FILE,
        name="november.csv",
        digest="1",
        layout="signed",
        first_at=NOON,
        last_at=NOON,
        brought_by=staff,
    )
    line = BankLine.objects.create(
        file=file,
        row=1,
        at=NOON,
        amount=Decimal("99.00"),
        fingerprint="1",
        state=BankLine.State.NO_MATCH,
    )
    book_came([line])
    return line
