from __future__ import annotations

import pytest
from django.core import mail

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.fulfilment.moves import mark_shipped
from shop.notify import sending
from shop.notify.models import Message
from shop.notify.rendering import Letter, letter_for
from shop.notify.telling import KINDS, tell_expired, tell_paid, tell_placed
from shop.purchases.models import Purchase
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.sold import make_purchase, share_of

Role = SellerMember.Role
SITE = "http://127.0.0.1:8000"


def letter(kind: str) -> Letter:
    return letter_for(Message.objects.get(kind=kind))


@pytest.fixture
def purchase(malis_shop: Seller) -> Purchase:
    return make_purchase(make_listing(malis_shop), number="AAAA-2222", language="en")


def test_placed_says_until_when_and_where_to_pay(purchase: Purchase) -> None:
    tell_placed(purchase)

    written = letter("purchase_placed")

    link = f"{SITE}/orders/AAAA-2222/?t={purchase.token}"
    assert written.subject == "Order AAAA-2222: we are keeping your goods until you pay"
    assert link in written.text
    assert f'href="{link}"' in written.html
    assert "฿160.00" in written.text
    assert "Cotton hankie × 1  ฿120" in written.text


def test_paid_lists_every_seller(malis_shop: Seller) -> None:
    other = make_listing(make_seller("niran", name_en="Niran's Mats"), slug="mats")
    tell_paid(make_purchase(make_listing(malis_shop), other, language="en"))

    written = letter("purchase_paid")

    for seller in ("Mali's Loom", "Niran's Mats"):
        assert seller in written.text
    assert "Mali&#x27;s Loom" in written.html


def test_expired_says_that_nothing_is_owed(purchase: Purchase) -> None:
    tell_expired(purchase)

    written = letter("purchase_expired")

    assert written.subject == "Order AAAA-2222 was not paid in time"
    assert "You owe nothing." in written.text
    assert "do not pay again" in written.text


def test_shipped_says_how_to_follow_the_parcel(purchase: Purchase, mali: User) -> None:
    mark_shipped(share_of(purchase), mali, "thailand_post", "EF582568151TH")

    written = letter("order_shipped")

    assert written.subject == "Mali's Loom has sent order AAAA-2222-1"
    assert "Thailand Post · Tracking number EF582568151TH" in written.text
    assert "https://track.thailandpost.co.th/?trackNumber=EF582568151TH" in written.text


def test_a_pickup_speaks_of_no_parcel(malis_shop: Seller, mali: User) -> None:
    pickup = make_purchase(make_listing(malis_shop), delivery_kind="pickup", language="en")

    mark_shipped(share_of(pickup), mali)

    written = letter("order_shipped")
    assert "handed over" in written.subject
    assert "parcel" not in written.text


def test_the_seller_is_told_what_to_pack_and_not_where_the_buyer_lives(
    purchase: Purchase,
) -> None:
    tell_paid(purchase)
    Message.objects.update(language="en")

    written = letter("seller_order_paid")

    assert written.subject == "To pack: order AAAA-2222-1, ฿160"
    assert f"{SITE}/desk/orders/AAAA-2222-1/" in written.text
    for secret in ("สมชาย", "+66810000001", "บ้านสวน", purchase.token):
        assert secret not in written.text + written.html


def test_thai_is_thai(purchase: Purchase, mali: User) -> None:
    for tell in (tell_placed, tell_paid, tell_expired):
        tell(purchase)
    mark_shipped(share_of(purchase), mali, "thailand_post", "EF582568151TH")
    Message.objects.update(language="th")

    letters = [letter(kind) for kind in KINDS]

    for written in letters:
        assert "กี่แม่มะลิ" in written.text or "AAAA-2222" in written.text
        for english in ("Order", "order", "parcel", "Thank", "letter", "goods"):
            assert english not in written.subject
            assert english not in written.text.replace("/orders/", "")


def test_a_name_cannot_write_the_letter(malis_shop: Seller) -> None:
    evil = "<a href=https://evil.example>\r\nBcc: all@example.org"
    tell_placed(make_purchase(make_listing(malis_shop), name=evil, address=evil, language="en"))

    sending.send(Message.objects.get().pk)

    sent = mail.outbox[0]
    assert "<a href=https://evil" not in str(sent.alternatives[0].content)
    assert "\n" not in sent.subject
    assert sent.recipients() == ["somchai@example.org"]


def test_a_packer_reads_no_sums(malis_shop: Seller) -> None:
    join_team(malis_shop, make_user("dao@example.org", language="en"), Role.PACKER)
    tell_paid(make_purchase(make_listing(malis_shop), number="AAAA-2222", email=""))

    written = letter_for(Message.objects.get(to="dao@example.org"))

    assert written.subject == "To pack: order AAAA-2222-1"
    assert "Cotton hankie × 1\n" in written.text
    assert "฿" not in written.text + written.html
