"""What a refund of a seller order does to lines, share, payment, stock and books."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from community.people.models import User
from shop.ledger.balances import debit_of, owed_to_seller
from shop.purchases.models import SellerOrder
from shop.refunds import approving
from shop.refunds.approving import refund_share
from shop.refunds.errors import (
    KeyUsed,
    NothingToRefund,
    NotOfThisOrder,
    NotPaid,
    NotSentYet,
    RefundError,
    TooMany,
    TooMuch,
)
from shop.refunds.models import Refund
from shop.stock.models import Movement, Reservation
from tests.cast import make_listing, make_seller, make_user
from tests.shop.refunds.paid import book, paid_purchase
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


def bought(quantity: int = 3, price: str = "100.00") -> tuple[SellerOrder, User]:
    """Return Mali's paid share of 3 baskets at ฿100 and ฿40 delivery, commission ฿15."""
    mali = make_user("mali@example.org", name="มะลิ")
    listing = make_listing(make_seller(owner=mali), price=price, stock=10)
    purchase = paid_purchase(listing, quantity=quantity)
    return share_of(purchase), mali


def refund(share: SellerOrder, by: User, **wanted: Any) -> Refund:
    line = share.lines.get()
    options: dict[str, Any] = {
        "lines": {line.pk: (1, Decimal("100.00"))},
        "reason": Refund.Reason.CANCELLED,
        "key": "refund:test",
        **wanted,
    }
    return refund_share(share, options.pop("lines"), by=by, **options)


def test_it_takes_the_amount_off_the_seller_and_gives_the_commission_back() -> None:
    share, mali = bought()
    before = owed_to_seller(share.seller_id)

    made = refund(share, mali)

    assert before == 32_500  # 300 + 40 - 15
    assert (made.amount, made.commission) == (Decimal("100.00"), Decimal("5.00"))
    assert owed_to_seller(share.seller_id) == 23_000
    assert debit_of("refunds_due") == -10_000
    assert debit_of("commission") == -1_000


def test_it_counts_the_line_the_share_and_the_payment() -> None:
    share, mali = bought()

    made = refund(share, mali, delivery=Decimal("40.00"))

    share.refresh_from_db()
    line = share.lines.get()
    assert (line.refunded, line.refunded_quantity) == (Decimal("100.00"), 1)
    assert share.refunded == made.attempt.payment.attempts.get().refunded == Decimal("140.00")


@pytest.mark.parametrize("to_shelf", [True, False])
def test_what_is_not_sent_is_no_longer_held(to_shelf: bool) -> None:
    share, mali = bought()
    record = share.lines.get().stock_record

    refund(share, mali, to_shelf=to_shelf)

    record.refresh_from_db()
    assert Reservation.objects.get(stock_record=record).quantity == 2
    assert (record.num_in_stock, record.num_allocated) == ((10 if to_shelf else 9), 2)


def test_what_was_sent_comes_back_to_the_shelf() -> None:
    from shop.fulfilment.moves import mark_shipped

    share, mali = bought()
    mark_shipped(share, mali)

    refund(share, mali, to_shelf=True, reason=Refund.Reason.RETURNED)

    movement = Movement.objects.latest("pk")
    assert (movement.why, movement.change, movement.after) == ("return", 1, 8)


@pytest.mark.parametrize(
    ("quantity", "amount", "delivery", "error", "left"),
    [
        (1, "300.01", "0", TooMuch, Decimal("300.00")),
        (4, "100.00", "0", TooMany, 3),
        (0, "0.00", "40.01", TooMuch, Decimal("40.00")),
        (0, "0.00", "0", NothingToRefund, None),
        (0, "-1.00", "2.00", NothingToRefund, None),
    ],
)
def test_it_refuses_more_than_there_is(
    quantity: int, amount: str, delivery: str, error: type[RefundError], left: object
) -> None:
    share, mali = bought()
    line = share.lines.get()

    with pytest.raises(error) as refused:
        refund(
            share,
            mali,
            lines={line.pk: (quantity, Decimal(amount))},
            delivery=Decimal(delivery),
        )

    assert getattr(refused.value, "left", None) == left
    assert not Refund.objects.exists()


def test_it_refuses_another_sellers_line() -> None:
    share, mali = bought()
    other = share_of(paid_purchase(make_listing(make_seller("dao"), stock=1)))

    with pytest.raises(NotOfThisOrder):
        refund(share, mali, lines={other.lines.get().pk: (1, Decimal("1.00"))})


def test_it_refuses_an_order_that_nobody_paid() -> None:
    purchase = make_purchase(make_listing(make_seller(), stock=3), state="awaiting_payment")

    with pytest.raises(NotPaid):
        refund(share_of(purchase), make_user("mali@example.org"))


def test_a_key_that_another_order_takes_at_that_moment_is_said_to_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    share, mali = bought()
    listing = make_listing(share.seller, slug="another")
    other = share_of(paid_purchase(listing, quantity=1))
    refund(share, mali)
    monkeypatch.setattr(approving, "made_before", lambda key, share: None)  # not committed yet

    with pytest.raises(KeyUsed):
        refund(other, mali)

    assert Refund.objects.count() == 1


def test_the_same_key_is_the_same_refund() -> None:
    share, mali = bought()

    first, second = refund(share, mali), refund(share, mali)

    assert first == second
    assert debit_of("refunds_due") == -10_000


def test_the_last_satang_of_the_commission_comes_back_with_the_last_piece() -> None:
    share, mali = bought(price="33.33")  # 99.99: commission 5.00 of the whole, 1.67 of a piece
    line = share.lines.get()

    made = [
        refund(share, mali, lines={line.pk: (1, Decimal("33.33"))}, key=f"refund:{n}")
        for n in range(3)
    ]

    assert [one.commission for one in made] == [Decimal("1.67"), Decimal("1.66"), Decimal("1.67")]
    assert debit_of("commission") == 0


def test_the_books_agree() -> None:
    share, mali = bought()

    refund(share, mali, delivery=Decimal("40.00"))

    assert book() == []


def test_a_refund_that_leaves_nothing_to_send_gives_the_delivery_too() -> None:
    share, mali = bought()
    lines = {share.lines.get().pk: (3, Decimal("300.00"))}

    made = refund(share, mali, lines=lines)
    again = refund(share, mali, lines=lines)

    share.refresh_from_db()
    assert (made.amount, made.delivery, again) == (Decimal("340.00"), Decimal("40.00"), made)
    assert (share.state, owed_to_seller(share.seller_id)) == ("cancelled", 0)


def test_of_what_is_not_sent_no_part_of_the_price_is_kept() -> None:
    share, mali = bought()

    with pytest.raises(NotSentYet):
        refund(share, mali, lines={share.lines.get().pk: (3, Decimal("299.00"))})

    assert not Refund.objects.exists()
