"""The buyer has it: from here the days run until the shop is paid."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.fulfilment.delivering import How, deliver_overdue, mark_delivered
from shop.fulfilment.errors import MoveRefused
from shop.fulfilment.moves import mark_shipped
from shop.purchases.models import Purchase, SellerOrder
from tests.cast import make_listing
from tests.paid_out import ask_for_money, make_schedule
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(malis_shop: Seller, mali: User, somchai: User) -> SellerOrder:
    share = share_of(make_purchase(make_listing(malis_shop), user=somchai))
    mark_shipped(share, mali, "flash", "TH01")
    return share


@pytest.mark.parametrize(
    ("way", "own", "days"),
    [("promptpay", None, 7), ("cod", None, 5), ("promptpay", 14, 14), ("cod", 2, 5), ("cod", 9, 9)],
)
def test_the_hold_runs_from_delivery(
    sent: SellerOrder, way: str, own: int | None, days: int
) -> None:
    Purchase.objects.update(way=way)
    if own:
        make_schedule(sent.seller, hold_days=own, cod_hold_days=own)
    sent = SellerOrder.objects.get()

    assert mark_delivered(sent, How.BUYER) is True

    assert sent.delivered_at is not None
    assert sent.payable_from == sent.delivered_at + timedelta(days=days)


def test_the_first_time_counts(sent: SellerOrder) -> None:
    mark_delivered(sent, How.BUYER)
    first = sent.payable_from

    assert mark_delivered(sent, How.DAYS, at=timezone.now() + timedelta(days=3)) is False

    assert sent.payable_from == first
    assert Act.objects.filter(verb="order.delivered").count() == 1


def test_what_was_not_sent_did_not_come(malis_shop: Seller) -> None:
    share = share_of(make_purchase(make_listing(malis_shop)))

    with pytest.raises(MoveRefused):
        mark_delivered(share, How.BUYER)


def test_what_is_handed_over_is_with_the_buyer(malis_shop: Seller, mali: User) -> None:
    share = share_of(make_purchase(make_listing(malis_shop), delivery_kind="pickup"))

    mark_shipped(share, mali)

    share.refresh_from_db()
    assert share.delivered_at == share.shipped_at


@pytest.mark.parametrize(
    ("days", "way", "asked", "expected"),
    [
        (9, "promptpay", False, 0),
        (10, "promptpay", False, 1),
        (10, "promptpay", True, 0),
        (30, "cod", False, 0),
    ],
)
def test_after_some_days_it_must_have_come(
    sent: SellerOrder, days: int, way: str, asked: bool, expected: int
) -> None:
    Purchase.objects.update(way=way)
    if asked:
        ask_for_money(sent, "20.00")
    later: datetime = timezone.now() + timedelta(days=days, minutes=1)

    with time_machine.travel(later):
        assert deliver_overdue() == expected
        assert deliver_overdue() == 0


def test_the_buyer_says_so_on_the_page(client: Client, somchai: User, sent: SellerOrder) -> None:
    client.cookies["talat_language"] = "en"
    client.force_login(somchai)
    path = reverse("orders:have-it", args=[sent.purchase.number])
    assert "I have it" in client.get(sent.purchase.get_absolute_url()).content.decode()

    answers = [client.post(path, {"order": sent.number}, follow=True) for _ in range(2)]

    assert "Thank you. The shop is told" in answers[0].content.decode()
    assert "You have it since" in answers[1].content.decode()
    sent.refresh_from_db()
    assert sent.payable_from is not None


@pytest.mark.parametrize("order", ["", "XXXX-1", "\x00"])
def test_a_parcel_that_is_not_ones_own_is_not_there(
    client: Client, somchai: User, sent: SellerOrder, order: str
) -> None:
    client.force_login(somchai)
    path = reverse("orders:have-it", args=[sent.purchase.number])

    assert client.post(path, {"order": order}).status_code == 404


def test_a_stranger_cannot_say_so(client: Client, krit: User, sent: SellerOrder) -> None:
    client.force_login(krit)
    path = reverse("orders:have-it", args=[sent.purchase.number])

    assert client.post(path, {"order": sent.number}).status_code == 404
    sent.refresh_from_db()
    assert sent.delivered_at is None
