"""A seller's month: opening, what came and went, closing; the same as the ledger's balance."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from community.sellers.models import Seller
from shop.ledger.accounts import BANK, COMMISSION, REFUNDS_DUE, of_seller
from shop.ledger.balances import owed_to_seller
from shop.ledger.posting import Draft, Row, What, post
from shop.papers.statements import statement
from tests.cast import make_listing, make_seller
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


def at(day: int, month: int = 11, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


def book(seller: Seller, key: str, when: datetime, *rows: Row, **options: Any) -> None:
    other = Row(BANK, -sum(row.satang for row in rows))
    cause = options.pop("cause", "sale")
    post(Draft(key, cause, [*rows, other], at=when, **options))


def sale(seller: Seller, satang: int, what: str = What.SALE, order: int | None = None) -> Row:
    return Row(of_seller(seller.pk), -satang, what, order)


def test_it_opens_with_what_was_and_closes_with_what_is_left(malis_shop: Seller) -> None:
    book(malis_shop, "october", at(31, 10, hour=23), sale(malis_shop, 10_000))
    book(
        malis_shop,
        "sale",
        at(1, hour=0),
        sale(malis_shop, 35_000),
        sale(malis_shop, 4_000, What.DELIVERY),
    )
    book(
        malis_shop,
        "commission",
        at(1),
        sale(malis_shop, -1_750, What.COMMISSION),
        cause="commission",
    )
    book(malis_shop, "payout", at(20), sale(malis_shop, -30_000, What.PAYOUT), cause="payout")
    book(malis_shop, "december", at(1, 12, hour=0), sale(malis_shop, 77_700))

    november = statement(malis_shop, 2026, 11)

    assert november.opening == Decimal("100.00")
    assert november.columns == {
        "sale": Decimal("350.00"),
        "delivery": Decimal("40.00"),
        "commission": Decimal("-17.50"),
        "payout": Decimal("-300.00"),
    }
    assert november.closing == Decimal("172.50")
    assert statement(malis_shop, 2026, 12).opening == november.closing
    assert statement(malis_shop, 2026, 12).closing * 100 == owed_to_seller(malis_shop.pk)
    assert statement(malis_shop, 2026).closing == Decimal("949.50")


def test_an_order_is_one_row_and_every_other_act_is_one(malis_shop: Seller) -> None:
    share = share_of(make_purchase(make_listing(malis_shop), state="awaiting_payment"))
    book(malis_shop, "sale", at(2), sale(malis_shop, 12_000, What.SALE, share.pk))
    book(malis_shop, "commission", at(2), sale(malis_shop, -600, What.COMMISSION, share.pk))
    book(malis_shop, "refund", at(9), sale(malis_shop, -2_000, What.REFUND, share.pk))
    book(
        malis_shop,
        "payout",
        at(3),
        sale(malis_shop, -11_400, What.PAYOUT),
        cause="payout",
        note="SCB 77",
    )

    rows = statement(malis_shop, 2026, 11).rows

    assert [(row.order_number, row.cause, row.note, row.sum) for row in rows] == [
        (share.number, "", "", Decimal("94.00")),
        ("", "payout", "SCB 77", Decimal("-114.00")),
    ]
    assert rows[0].columns == {
        "sale": Decimal("120.00"),
        "commission": Decimal("-6.00"),
        "refund": Decimal("-20.00"),
    }


def test_rows_sum_to_the_columns(malis_shop: Seller) -> None:
    for day in range(1, 20):
        book(
            malis_shop,
            f"k{day}",
            at(day),
            sale(malis_shop, day * 101),
            sale(malis_shop, -day, What.FEE),
        )

    november = statement(malis_shop, 2026, 11)

    assert sum(row.sum for row in november.rows) == november.closing - november.opening
    assert sum(row.column("fee") for row in november.rows) == november.column("fee")


def test_what_undoes_itself_is_still_a_row(malis_shop: Seller) -> None:
    book(malis_shop, "a", at(1), sale(malis_shop, 500, What.PAYOUT_BACK))
    book(malis_shop, "b", at(2), sale(malis_shop, -500, What.PAYOUT))

    november = statement(malis_shop, 2026, 11)

    assert november.closing == Decimal("0.00")
    assert [row.sum for row in november.rows] == [Decimal("5.00"), Decimal("-5.00")]


def test_what_is_another_sellers_is_not_in_it(malis_shop: Seller) -> None:
    book(malis_shop, "hers", at(1), sale(malis_shop, 500))
    book(
        make_seller("kham"),
        "his",
        at(1),
        Row(of_seller(Seller.objects.get(slug="kham").pk), -900, What.SALE),
    )
    post(Draft("refund", "refund", [Row(COMMISSION, 5), Row(REFUNDS_DUE, -5)], at=at(1)))

    november = statement(malis_shop, 2026, 11)

    assert november.closing == Decimal("5.00")


def test_a_month_without_anything_is_empty(malis_shop: Seller) -> None:
    november = statement(malis_shop, 2026, 11)

    assert (november.opening, november.columns, november.rows) == (Decimal("0.00"), {}, [])
    assert november.closing == Decimal("0.00")


def test_it_costs_two_queries_however_much_was_sold(
    malis_shop: Seller, django_assert_num_queries: Any
) -> None:
    for day in range(1, 20):
        book(malis_shop, f"k{day}", at(day), sale(malis_shop, 100))

    with django_assert_num_queries(2):
        rows = statement(malis_shop, 2026, 11).rows

    assert len(rows) == 19
