from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from community.channels.models import Notice
from community.channels.sms.console import Console
from community.channels.wording import text_of
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.notify import sending
from shop.notify.models import Message
from shop.notify.telling import tell_expired, tell_paid, tell_placed, tell_shipped
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.helping import make_grant, make_helper
from tests.sold import make_purchase, share_of

Role = SellerMember.Role


@pytest.fixture
def shop(db: None) -> Seller:
    return make_seller(owner=make_user("mali@example.org", language="en"))


@pytest.fixture
def sent_texts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(Console, "send", lambda _self, phone, text: sent.append((phone, text)))
    return sent


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


def test_a_buyer_without_an_address_gets_a_text_when_it_is_paid_and_sent(shop: Seller) -> None:
    purchase = make_purchase(make_listing(shop), number="AAAA-2222", email="")

    for tell in (tell_placed, tell_paid, tell_paid, tell_expired):
        tell(purchase)
    tell_shipped(share_of(purchase))

    told = Message.objects.filter(key__endswith=":buyer").order_by("pk")
    assert list(told.values_list("kind", "channel", "to")) == [
        ("purchase_paid", "sms", "+66810000001"),
        ("order_shipped", "sms", "+66810000001"),
    ]


def test_texts_to_buyers_can_be_turned_off(shop: Seller, settings: Any) -> None:
    settings.SMS_BUYERS = False

    tell_paid(make_purchase(make_listing(shop), email=""))

    assert [message.to for message in Message.objects.all()] == ["mali@example.org"]


def test_a_text_to_a_buyer_is_sent_with_the_link(shop: Seller, sent_texts: list[Any]) -> None:
    purchase = make_purchase(make_listing(shop), number="AAAA-2222", email="", language="en")
    tell_paid(purchase)

    sending.send(Message.objects.get(channel="sms").pk)

    link = f"http://127.0.0.1:8000/orders/AAAA-2222/?t={purchase.token}"
    said = f"Talat: order AAAA-2222 is paid.\n{link}"
    assert sent_texts == [("+66810000001", said)]


def test_a_seller_with_a_phone_alone_hears_of_a_paid_order(db: None) -> None:
    mali = make_user(None, phone="+66810000009", language="en")
    shop = make_seller(owner=mali)
    purchase = make_purchase(make_listing(shop), number="AAAA-2222")

    tell_paid(purchase)
    tell_paid(purchase)

    notice = Notice.objects.get()
    assert (notice.key, notice.channel) == (f"seller_order_paid:AAAA-2222-1:{mali.pk}", "sms")
    assert text_of(notice) == (
        "Mali's Loom: order AAAA-2222-1 is paid, ฿160. Please pack it.\n"
        "http://127.0.0.1:8000/desk/orders/AAAA-2222-1/"
    )


def test_it_is_told_once_though_the_channel_changes(db: None) -> None:
    mali = make_user("mali@example.org", phone="+66810000009", phone_verified=True)
    purchase = make_purchase(make_listing(make_seller(owner=mali)), email="")
    tell_paid(purchase)

    User.objects.filter(pk=mali.pk).update(channel="sms")
    tell_paid(purchase)

    assert Message.objects.filter(kind="seller_order_paid").count() == 1
    assert not Notice.objects.exists()


def test_a_packer_and_a_helper_hear_of_no_sums(shop: Seller) -> None:
    join_team(shop, make_user(None, phone="+66810000008", language="en"), Role.PACKER)
    dao = make_user(None, phone="+66810000007", language="en")
    make_grant(make_helper(dao), shop)

    tell_paid(make_purchase(make_listing(shop), number="AAAA-2222"))

    said = "Mali's Loom: order AAAA-2222-1 is paid. Please pack it."
    notices = Notice.objects.order_by("pk")
    assert [text_of(notice).splitlines()[0] for notice in notices] == [said, said]
    assert notices[1].user == dao


def test_a_helper_without_that_power_or_past_the_last_day_is_not_told(shop: Seller) -> None:
    helper = make_helper(make_user("dao@example.org"))
    make_grant(helper, shop, powers=["list_products"])
    other = make_helper(make_user("niran@example.org"))
    make_grant(other, shop, until=timezone.localdate() - timedelta(days=1))

    tell_paid(make_purchase(make_listing(shop), email="", phone=""))

    assert [message.to for message in Message.objects.all()] == ["mali@example.org"]


def test_who_may_not_sign_in_any_more_is_not_told(shop: Seller) -> None:
    join_team(shop, make_user("gone@example.org", is_active=False))

    tell_paid(make_purchase(make_listing(shop), email="", phone=""))

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
