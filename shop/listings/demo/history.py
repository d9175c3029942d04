"""Eight weeks of the demo seller's stock book, so that its desk has something to look at.

The book of these goods begins at nought and is written by the same functions as any other; at
its end there is what the table of products says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.demo.reading import Row
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.stock import setting_aside, taking
from shop.stock.models import Movement
from shop.stock.moving import By, move

Why = Movement.Why
WEEKS = 8
STALL = "ถนนคนเดินวันเสาร์"
KEPT_BACK = ("R002", 5)
SPOILT = "ตากไม่ทันฝน กระดาษย่น"
GIVEN = "ให้วัดไปจัดงานบุญ"
MISCOUNTED = "R003"  # one more stood in the book than on the shelf


@dataclass(frozen=True)
class Event:
    days_ago: int
    change: int
    why: Why
    note: str = ""


def tell_stock(
    seller: Seller, shelves: Iterable[tuple[Listing, list[Row]]], owner: User, helper: User
) -> None:
    """Write the seller's book, a stock-take that found one missing, and what is kept back."""
    stock = {
        row["sku"]: int(row["stock"])
        for listing, family in shelves
        if listing.seller_id == seller.pk
        for row in family
    }
    records = list(StockRecord.objects.filter(partner=seller.partner_id).order_by("pk"))
    for record in records:
        extra = int(record.partner_sku == MISCOUNTED)
        _write_book(record, stock[record.partner_sku] + extra, owner, helper)
    _count(seller, records, stock, owner)
    _keep_back(records, owner)


def _write_book(record: StockRecord, left: int, owner: User, helper: User) -> None:
    events = sorted(_events(record.partner_sku), key=lambda event: -event.days_ago)
    opening = left - sum(event.change for event in events)
    begun = Event(WEEKS * 7 + 2, opening, Why.OPENING)
    for number, event in enumerate([begun, *events]):
        by = By(helper, owner) if number % 5 == 4 else By(owner)
        at = _moment(event.days_ago)
        move(record.pk, event.change, event.why, by, note=event.note, happened_at=at)


def _events(sku: str) -> list[Event]:
    """Return a stall sale each Saturday, one thing spoilt or given away, and as much new."""
    chance = zlib.crc32(sku.encode())
    saturday = (timezone.localdate().weekday() - 5) % 7 or 7
    sold = [
        Event(saturday + 7 * week, -1 - (chance >> week) % 2, Why.STALL_SALE)
        for week in range(WEEKS)
    ]
    gone = Event(24, -1, Why.WASTE, SPOILT) if chance % 2 else Event(11, -1, Why.GIFT, GIVEN)
    events = [*sold, gone]
    missing = -sum(event.change for event in events)
    made = [Event(55, missing // 2, Why.RESTOCK), Event(30, missing - missing // 2, Why.RESTOCK)]
    return [*events, *made]


def _moment(days_ago: int) -> datetime:
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(10, 30)))


def _count(seller: Seller, records: list[StockRecord], stock: dict[str, int], owner: User) -> None:
    by = By(owner)
    take = taking.start(seller, records, by)
    for record in records:
        taking.write_count(take, record.pk, stock[record.partner_sku], by)
    taking.finish(take, by)


def _keep_back(records: list[StockRecord], owner: User) -> None:
    sku, quantity = KEPT_BACK
    saturday = timezone.localdate() + timedelta(days=(5 - timezone.localdate().weekday()) % 7)
    for record in records:
        if record.partner_sku == sku:
            setting_aside.set_aside(record.pk, quantity, saturday, STALL, By(owner))
