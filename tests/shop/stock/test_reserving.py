from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.sellers.models import Seller
from shop.partner.models import StockRecord
from shop.stock.models import Reservation
from shop.stock.reserving import (
    NotEnough,
    ReservationMoved,
    Wanted,
    claim,
    consume,
    reclaim,
    release,
    reserve,
)
from tests.cast import make_listing

pytestmark = pytest.mark.django_db
SOON = timezone.now() + timedelta(minutes=15)


def stock(seller: Seller, left: int, **fields: object) -> StockRecord:
    listing = make_listing(seller, stock=left, **fields)  # type: ignore[arg-type]
    return listing.variants.get().stock_record


def counts(record: StockRecord) -> tuple[int, int]:
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated or 0


def test_it_holds_what_is_there(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)

    reserve("A", [Wanted(record.pk, 3)], SOON)

    assert counts(record) == (5, 3)
    assert Reservation.objects.get().state == "held"


def test_it_refuses_more_than_is_left_and_says_how_much_is(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)

    with pytest.raises(NotEnough) as refused:
        reserve("B", [Wanted(record.pk, 3)], SOON)

    assert [(s.wanted, s.left) for s in refused.value.shortages] == [(3, 2)]
    assert counts(record) == (5, 3)
    assert not Reservation.objects.filter(reference="B").exists()


def test_it_holds_all_or_nothing(malis_shop: Seller) -> None:
    plenty, scarce = stock(malis_shop, 9), stock(malis_shop, 1, slug="other", sku="2")

    with pytest.raises(NotEnough):
        reserve("A", [Wanted(plenty.pk, 2), Wanted(scarce.pk, 2)], SOON)

    assert counts(plenty) == (9, 0)
    assert counts(scarce) == (1, 0)


def test_goods_made_to_order_hold_no_stock_when_there_is_none(malis_shop: Seller) -> None:
    record = stock(malis_shop, 1, made_to_order_days=14)

    reserve("A", [Wanted(record.pk, 3, made_to_order=True)], SOON)

    assert counts(record) == (1, 0)
    assert Reservation.objects.get().draws_on_stock is False


def test_release_gives_back_once(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)

    release("A")
    release("A")

    assert counts(record) == (5, 0)
    assert Reservation.objects.get().state == "released"


def test_a_claim_is_not_released(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)
    claim("A")

    release("A")

    assert counts(record) == (5, 3)
    assert Reservation.objects.get().state == "claimed"


def test_what_is_handed_over_leaves_the_shelf_once(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)
    claim("A")

    consume("A", [record.pk])
    with pytest.raises(ReservationMoved):
        consume("A", [record.pk])

    assert counts(record) == (2, 0)


def test_late_money_claims_again_what_is_still_there(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)
    release("A")

    reclaim("A")

    assert counts(record) == (5, 3)
    assert Reservation.objects.get().state == "claimed"


def test_late_money_finds_the_goods_gone(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)
    release("A")
    reserve("B", [Wanted(record.pk, 4)], SOON)

    with pytest.raises(NotEnough):
        reclaim("A")

    assert counts(record) == (5, 4)
    assert Reservation.objects.get(reference="A").state == "released"


def test_the_database_refuses_to_hold_more_than_there_is(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=6)

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.filter(pk=record.pk).update(num_in_stock=-1)

    assert counts(record) == (5, 0)


def test_a_form_opened_before_a_sale_does_not_undo_it(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    opened = StockRecord.objects.get(pk=record.pk)
    reserve("A", [Wanted(record.pk, 3)], SOON)

    opened.price = 130
    opened.save()

    assert counts(record) == (5, 3)


def test_what_is_not_claimed_does_not_leave_the_shelf(malis_shop: Seller) -> None:
    record = stock(malis_shop, 5)
    reserve("A", [Wanted(record.pk, 3)], SOON)

    with pytest.raises(ReservationMoved):
        consume("A", [record.pk])

    assert counts(record) == (5, 3)
