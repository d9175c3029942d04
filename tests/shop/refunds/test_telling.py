"""Who is told of a refund, once for each step."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from community.channels.models import Notice
from community.channels.wording import text_of
from community.people.models import User
from shop.fulfilment.cancelling import cancel_whole
from shop.fulfilment.moves import mark_shipped
from shop.notify.models import Message
from shop.notify.rendering import letter_for, sms_for
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds import asking
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import came_back, pay_by_hand
from shop.refunds.sending import give_up, send
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.shop.refunds.paid import paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ", language="en")


def sold(mali: User, **fields: Any) -> SellerOrder:
    listing = make_listing(make_seller(owner=mali), price="100.00", stock=10)
    fields = {"language": "en", **fields}
    return share_of(paid_purchase(listing, quantity=3, **fields))


def asked(share: SellerOrder, mali: User) -> Refund:
    mark_shipped(share, mali)
    share.refresh_from_db()
    Message.objects.all().delete()
    line = share.lines.get().pk
    return asking.ask(share, {line: 1}, reason=Refund.Reason.DAMAGED, note="แตก", by=None)


def notices() -> list[tuple[str, str]]:
    told = Notice.objects.order_by("pk").select_related("user")
    return [(one.kind, str(one.user.email)) for one in told]


def steps() -> list[str]:
    return [one.context["step"] for one in Message.objects.filter(kind="refund_news")]


def test_the_shop_hears_what_a_buyer_asks_for_and_until_when(mali: User) -> None:
    share = sold(mali)

    asked(share, mali)

    notice = Notice.objects.get()
    assert (notice.kind, notice.user) == ("refund_asked", mali)
    subject, *rest = text_of(notice).splitlines()
    assert subject == f"A buyer asks for ฿100.00 back: order {share.number}"
    assert "Please answer until" in rest[1]
    assert f"/desk/orders/{share.number}/refund/" in rest[2]


def test_the_buyer_hears_a_no_with_its_reason(mali: User) -> None:
    refund = asked(sold(mali), mali)

    asking.refuse(refund, mali, "ห่อดีแล้ว")

    letter = letter_for(Message.objects.get())
    assert letter.subject.startswith("No money back: the shop said no")
    assert "ห่อดีแล้ว" in letter.text
    assert "ask the market to decide" in letter.text


def test_the_market_answers_for_the_shop(mali: User) -> None:
    refund = asked(sold(mali), mali)

    asking.refuse(refund, make_staff(), "ไม่ครบ", as_staff=True)

    assert notices()[1:] == [("refund_by_market", "mali@example.org")]


def by_hand(share: SellerOrder, mali: User) -> Refund:
    """A refund that has to go to an account that nobody knows yet."""
    Attempt.objects.update(gateway="")  # it came by a transfer
    refund = cancel_whole(share, mali, to_shelf=True)
    assert refund is not None
    return send(Refund.objects.get(pk=refund.pk))


@pytest.mark.parametrize("email", ["somchai@example.org", ""])
def test_a_link_opens_the_form_for_the_account_without_an_account(mali: User, email: str) -> None:
    share, guest = sold(mali, email=email), Client()
    make_staff()
    by_hand(share, mali)
    message = Message.objects.get(kind="refund_news")
    text = letter_for(message).text if email else sms_for(message)
    link = urlsplit(next(word for word in text.split() if "/account/?t=" in word))

    opened = guest.get(f"{link.path}?{link.query}", follow=True)

    assert opened.status_code == 200
    assert "?t=" not in opened.redirect_chain[-1][0]
    typed = {"kind": "bank", "bank": "004", "number": "1234567890", "holder": "สมชาย"}
    guest.post(opened.redirect_chain[-1][0], typed)
    assert Refund.objects.get().bank_number == "1234567890"
    assert notices() == [("refund_to_pay", "anan@example.org")]


def test_a_wrong_token_opens_nothing(mali: User) -> None:
    share = sold(mali)

    assert Client().get(f"/refunds/{share.purchase.number}/?t=x", follow=True).status_code == 404


def test_failed_then_paid_by_hand_then_back_again(mali: User) -> None:
    share, anan = sold(mali), make_staff()
    refund = cancel_whole(share, mali, to_shelf=True)
    assert refund is not None
    Refund.objects.update(state="sent", way="gateway")

    give_up(refund, "no_account")
    pay_by_hand(refund, anan, reference="KTB-1")
    came_back(refund, anan)
    pay_by_hand(refund, anan, reference="KTB-2")

    assert steps() == ["approved", "failed", "done", "failed", "done"]
    assert notices() == [("refund_failed", "anan@example.org")] * 2
    letters = [letter_for(message).subject for message in Message.objects.order_by("pk")]
    assert letters[1].startswith("฿340.00 did not reach you")


def test_texts_can_be_turned_off(mali: User, settings: Any) -> None:
    settings.SMS_BUYERS = False

    cancel_whole(sold(mali, email=""), mali, to_shelf=True)

    assert steps() == []
