"""What a buyer hears of a slip: taken or not, why, and until when to pay; each decision once."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.test import Client

from community.people.models import User
from shop.listings.models import Listing
from shop.notify.models import Message
from shop.notify.rendering import letter_for, sms_for
from shop.payments.models import Payment
from shop.purchases.models import Purchase
from shop.slips.deciding import confirm, look_again, refuse
from shop.slips.models import Slip
from shop.slips.sending import Typed, send_slip
from tests.cast import make_delivery, make_listing, make_seller
from tests.shop.slips.hand_purchases import to_sellers, to_the_market
from tests.shop.slips.slip_photos import slip_of, uploaded

pytestmark = pytest.mark.django_db
BAHT_420 = Decimal("420.00")


def sent(payment: Payment) -> Slip:
    return send_slip(payment, uploaded(slip_of()), Typed(), None)


def told() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def news() -> Message:
    return Message.objects.get(kind="slip_news")


@pytest.mark.parametrize(
    ("language", "subject", "why"),
    [
        ("en", "Your slip was not taken · order", "This money is not in the account."),
        ("th", "สลิปของคุณใช้ไม่ได้", "เงินนี้ไม่ได้เข้าบัญชี"),
    ],
)
def test_a_refusal_says_why_and_until_when_to_pay(
    hankie: Listing, anan: User, language: str, subject: str, why: str
) -> None:
    slip = sent(to_the_market(hankie, language=language))

    refuse(slip, Slip.Why.NO_MONEY, anan)

    letter = letter_for(news())
    assert letter.subject.startswith(subject)
    assert why in letter.text
    assert ("19.15" if language == "th" else "7:15") in letter.text.replace("19:15", "7:15")
    link = urlsplit(next(word for word in letter.text.split() if "/orders/" in word))
    assert Client().get(f"{link.path}?{link.query}", follow=True).status_code == 200


def test_who_has_no_e_mail_address_gets_a_text(hankie: Listing, anan: User) -> None:
    slip = sent(to_the_market(hankie, language="en", email="", phone="+66811111111"))

    refuse(slip, Slip.Why.OTHER_PAYEE, anan)

    text = sms_for(news())
    assert "Your slip was not taken\nWe looked at it: It was paid to somebody else." in text
    assert "/orders/" in text


def test_a_slip_that_is_decided_again_is_news_again(hankie: Listing, anan: User) -> None:
    slip = sent(to_the_market(hankie))
    refuse(slip, Slip.Why.UNREADABLE, anan)
    Message.objects.update(key="before")

    look_again(slip, anan)
    refuse(slip, Slip.Why.NO_MONEY, anan)

    assert told() == ["slip_news", "slip_news"]


def test_one_seller_of_two_is_told_as_taken(hankie: Listing, mali: User) -> None:
    other = make_seller("niran")
    make_delivery(other)
    first, _ = to_sellers(hankie, make_listing(other, slug="mats"), language="en")
    slip = sent(first)

    confirm(slip, first.amount, mali)

    letter = letter_for(news())
    assert letter.subject.startswith(f"Your ฿{first.amount} arrived")
    assert "Mali's Loom has it." in letter.text
    assert "you can pay what is left" in letter.text


def test_what_is_paid_in_full_or_goes_back_is_told_once(hankie: Listing, anan: User) -> None:
    paid, other = to_the_market(hankie), to_the_market(hankie)
    confirm(sent(paid), BAHT_420, anan)
    slip = send_slip(other, uploaded(slip_of(reference="016326091512ABC00002")), Typed(), None)
    confirm(slip, Decimal("42.00"), anan)

    about_buyers = [kind for kind in told() if kind != "seller_order_paid"]
    assert about_buyers == ["purchase_paid", "refund_news"]
    assert Purchase.objects.get(pk=paid.purchase_id).is_paid
