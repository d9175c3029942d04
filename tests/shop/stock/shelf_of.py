"""A thing on Mali's shelf, and what the book says of it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from community.sellers.models import Seller
from shop.books.audit import audit
from shop.partner.models import StockRecord
from shop.stock.models import Movement
from shop.stock.reserving import Wanted, claim, reserve
from tests.cast import make_listing


def shelf(seller: Seller, on_hand: int, *, slug: str = "thing", **fields: object) -> StockRecord:
    listing = make_listing(seller, stock=on_hand, slug=slug, sku=slug, **fields)  # type: ignore[arg-type]
    return listing.variants.get().stock_record


def order(record: StockRecord, quantity: int, name: str = "A", *, paid: bool = True) -> None:
    reserve(name, [Wanted(record.pk, quantity)], timezone.now() + timedelta(minutes=15))
    if paid:
        claim(name)


def counts(record: StockRecord) -> tuple[int, int]:
    """Return what is on hand and what is held, and hold the books to their promises."""
    assert [found.promise.name for found in audit(gateway=False) if found.rows] == []
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated or 0


def lines(record: StockRecord) -> list[tuple[str, int, int, int]]:
    """Return the book after its first line: why, change, before, after."""
    book = Movement.objects.filter(stock_record=record).exclude(why="opening").order_by("pk")
    return [(line.why, line.change, line.before, line.after) for line in book]
