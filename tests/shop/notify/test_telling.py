from __future__ import annotations

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from community.sellers.models import Seller
from shop.notify.models import Message
from shop.notify.telling import tell_expired, tell_paid, tell_placed, tell_shipped
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.sold import make_purchase, share_of


@pytest.fixture
def shop(db: None) -> Seller:
    return make_seller(owner=make_user("mali@example.org", language="en"))


def jobs() -> list[dict[str, int]]:
    sending = ProcrastinateJob.objects.filter(task_name="shop.notify.tasks.send_message")
    return list(sending.values_list("args", flat=True))


def test_the_buyer_hears_that_it_is_placed(shop: Seller) -> None:
    purchase = make_purchase(make_listing(shop), number="AAAA-2222")

    tell_placed(purchase)

    message = Message.objects.get()
    assert message.key == "purchase_placed:AAAA-2222:buyer"
    assert (message.to, message.language, message.state) == ("somchai@example.org", "th", "waiting")
    assert message.context == {"purchase": "AAAA-2222"}
    assert jobs() == [{"message_id": message.pk}]


def test_telling_twice_tells_once(shop: Seller) -> None:
    purchase = make_purchase(make_listing(shop))

    tell_placed(purchase)
    tell_placed(purchase)

    assert Message.objects.count() == 1


def test_paid_is_told_to_the_buyer_and_to_each_team(shop: Seller) -> None:
    other = make_seller("niran", owner=make_user("niran@example.org"))
    packer = make_user("dao@example.org")
    join_team(other, packer)
    make_seller("krit", owner=make_user("krit@example.org"))
    purchase = make_purchase(
        make_listing(shop), make_listing(other, slug="mats"), number="AAAA-2222"
    )

    tell_paid(purchase)

    told = Message.objects.order_by("to").values_list("to", "kind", "language")
    assert list(told) == [
        ("dao@example.org", "seller_order_paid", "th"),
        ("mali@example.org", "seller_order_paid", "en"),
        ("niran@example.org", "seller_order_paid", "th"),
        ("somchai@example.org", "purchase_paid", "th"),
    ]
    assert Message.objects.filter(key=f"seller_order_paid:AAAA-2222-2:{packer.pk}").exists()
    assert len(jobs()) == 4


def test_who_has_no_address_is_not_told(shop: Seller) -> None:
    join_team(shop, make_user(None, phone="+66810000009"))
    purchase = make_purchase(make_listing(shop), email="")

    for tell in (tell_placed, tell_paid, tell_expired):
        tell(purchase)
    tell_shipped(share_of(purchase))

    assert [message.to for message in Message.objects.all()] == ["mali@example.org"]


def test_who_may_not_sign_in_any_more_is_not_told(shop: Seller) -> None:
    join_team(shop, make_user("gone@example.org", is_active=False))

    tell_paid(make_purchase(make_listing(shop), email=""))

    assert [message.to for message in Message.objects.all()] == ["mali@example.org"]


def test_shipped_is_told_once_for_each_seller_order(shop: Seller) -> None:
    other = make_listing(make_seller("niran"), slug="mats")
    purchase = make_purchase(make_listing(shop), other, number="AAAA-2222")

    for seller_order in purchase.seller_orders.all():
        tell_shipped(seller_order)

    keys = Message.objects.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["order_shipped:AAAA-2222-1:buyer", "order_shipped:AAAA-2222-2:buyer"]


def test_nothing_is_told_of_what_did_not_happen(shop: Seller) -> None:
    purchase = make_purchase(make_listing(shop))

    def place_and_fail() -> None:
        with transaction.atomic():
            tell_placed(purchase)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        place_and_fail()

    assert not Message.objects.exists()
    assert jobs() == []
