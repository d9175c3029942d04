"""What a seller cannot send, and what came back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.people.models import User
from shop.fulfilment.cancelling import OnlyWhole, cancel, cancel_whole
from shop.fulfilment.errors import MoveRefused
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.fulfilment.weighing import Weight, write_weights
from shop.ledger.balances import owed_to_seller
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.errors import TooMany
from shop.refunds.models import Refund
from shop.stock.models import Reservation
from tests.cast import make_listing, make_seller, make_user
from tests.shop.fulfilment.agreed import agreed as agreed_with
from tests.shop.refunds.paid import book, paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db


def bought(**fields: object) -> tuple[SellerOrder, User]:
    mali = make_user("mali@example.org", name="มะลิ")
    quantity = fields.pop("quantity", 3)
    listing = make_listing(make_seller(owner=mali), price="100.00", stock=10_000, **fields)
    return share_of(paid_purchase(listing, quantity=quantity)), mali


def test_the_whole_order_is_cancelled_and_all_goes_back() -> None:
    share, mali = bought()

    refund = cancel_whole(share, mali, to_shelf=True)

    share.refresh_from_db()
    assert refund is not None
    assert (share.state, refund.amount) == ("cancelled", Decimal("340.00"))
    assert owed_to_seller(share.seller_id) == 0
    assert Reservation.objects.get().state == "released"
    assert book() == []


def test_a_part_is_cancelled_and_the_rest_is_sent() -> None:
    share, mali = bought()

    refund = cancel(share, {share.lines.get().pk: 2}, mali, to_shelf=False, key="refund:a")
    mark_shipped(share, mali)

    share.refresh_from_db()
    record = share.lines.get().stock_record
    assert refund is not None
    assert (share.state, refund.amount) == ("shipped", Decimal("200.00"))
    assert (record.num_in_stock, record.num_allocated) == (9_997, 0)
    assert book() == []


def test_the_last_part_brings_the_delivery_too() -> None:
    share, mali = bought()
    line = share.lines.get()

    cancel(share, {line.pk: 2}, mali, to_shelf=True, key="refund:a")
    last = cancel(share, {line.pk: 1}, mali, to_shelf=True, key="refund:b")

    share.refresh_from_db()
    assert last is not None
    assert (share.state, last.amount, share.refunded) == (
        "cancelled",
        Decimal("140.00"),
        Decimal("340.00"),
    )
    assert book() == []


def test_it_does_not_cancel_what_has_left() -> None:
    share, mali = bought()
    mark_shipped(share, mali)

    with pytest.raises(MoveRefused):
        cancel_whole(share, mali, to_shelf=True)


def test_it_does_not_cancel_more_than_is_left() -> None:
    share, mali = bought()

    with pytest.raises(TooMany) as refused:
        cancel(share, {share.lines.get().pk: 4}, mali, to_shelf=True, key="refund:a")

    assert refused.value.left == 3


def test_a_bag_that_is_far_too_light_is_sent_with_what_there_is() -> None:
    share, mali = bought(unit="kg", is_weighed=True, weight_limit_percent=10, quantity=1000)
    line = share.lines.get()

    cancel(share, {line.pk: 300}, mali, to_shelf=False, key="refund:a")
    write_weights(share, {line.pk: Weight(690)}, mali)
    mark_shipped(share, mali)

    amounts = list(Refund.objects.order_by("pk").values_list("reason", "amount"))
    line.refresh_from_db()
    assert amounts == [("cancelled", Decimal("30.00")), ("weight", Decimal("1.00"))]
    assert (line.quantity, line.stock_record.num_in_stock) == (990, 9_010)
    assert book() == []


def agreed() -> tuple[SellerOrder, User]:
    """Return Mali's share of a purchase that is paid at the door."""
    mali = make_user("mali@example.org", name="มะลิ")
    return agreed_with(mali), mali


def test_what_is_paid_at_the_door_is_cancelled_whole_and_nothing_is_owed() -> None:
    share, mali = agreed()

    assert cancel_whole(share, mali, to_shelf=True) is None

    assert Purchase.objects.get().state == "cancelled"
    assert Reservation.objects.get().state == "released"
    assert not Refund.objects.exists()
    assert book() == []


def test_what_is_paid_at_the_door_is_not_cancelled_in_part() -> None:
    share, mali = agreed()

    with pytest.raises(OnlyWhole):
        cancel(share, {share.lines.get().pk: 1}, mali, to_shelf=True, key="refund:a")


@pytest.mark.parametrize(("to_shelf", "on_hand"), [(True, 10), (False, 7)])
def test_a_refused_parcel_comes_back_and_nothing_is_owed(to_shelf: bool, on_hand: int) -> None:
    share, mali = agreed()
    mark_shipped(share, mali)

    assert mark_returned(share, mali, to_shelf=to_shelf) is None

    share.refresh_from_db()
    assert share.state == "returned"
    assert share.lines.get().stock_record.num_in_stock == on_hand
    assert Purchase.objects.get().state == "cancelled"
    assert book() == []


def test_of_a_paid_parcel_that_came_back_the_goods_go_back_and_the_delivery_stays() -> None:
    share, mali = bought()
    mark_shipped(share, mali)

    refund = mark_returned(share, mali, to_shelf=True)

    assert refund is not None
    assert (refund.amount, refund.reason) == (Decimal("300.00"), "refused")
    assert owed_to_seller(share.seller_id) == 4_000
    assert book() == []
