"""The buyer's page: a photo, no account, no JavaScript."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from community.people.models import User
from shop.display.templatetags.talat import thai_datetime
from shop.listings.models import Listing
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Payment
from shop.purchases.access import REMEMBERED
from shop.purchases.expiry import cancel, expire
from shop.purchases.models import Purchase
from shop.slips.models import Slip
from tests.cast import make_delivery, make_listing, make_seller
from tests.shop.slips.hand_purchases import to_sellers, to_the_market
from tests.shop.slips.slip_photos import slip_of, slip_photo, uploaded

pytestmark = pytest.mark.django_db
LARGE = b"\xff\xd8\xff" + b"0" * (3 * 2**20)


@pytest.fixture
def guest(payment: Payment, client: Client) -> Client:
    """Return a browser that placed the purchase without an account; forms need their token."""
    cache.clear()
    session = client.session
    session[REMEMBERED] = [payment.purchase_id]
    session.save()
    client.cookies["talat_language"] = "en"
    return client


def page(payment: Payment) -> str:
    return reverse("slips:slip", args=[payment.number])


def send(client: Client, payment: Payment, data: bytes | None, **fields: Any) -> Any:
    files = {} if data is None else {"photo": uploaded(data)}
    return client.post(page(payment), {**files, **fields})


def test_a_guest_sends_a_slip(guest: Client, payment: Payment) -> None:
    answer = send(guest, payment, slip_of())

    assert (answer.status_code, answer.url) == (302, page(payment))
    assert "We are looking at it" in guest.get(page(payment)).content.decode()
    assert Slip.objects.get().payment == payment


def test_the_page_shows_the_code_to_pay_with(guest: Client, payment: Payment) -> None:
    shown = guest.get(page(payment)).content.decode()

    assert "฿420.00" in shown
    assert "999-0-00001-4" in shown
    png = guest.get(reverse("slips:qr", args=[payment.number]))
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("data", "fields", "sentence"),
    [
        (None, {}, "Choose a photo or a PDF."),
        (b"no picture", {}, "Only photos"),
        (slip_photo(), {"reference": "???"}, "6 to 60 letters and digits"),
        (slip_photo(), {"reference": "ABC123456"}, "Choose the bank that the number is of."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    guest: Client, payment: Payment, data: bytes | None, fields: dict[str, str], sentence: str
) -> None:
    answer = send(guest, payment, data, **fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert all(value in answer.content.decode() for value in fields.values())
    assert not Slip.objects.exists()


def test_a_used_slip_is_refused_with_a_sentence(
    guest: Client, payment: Payment, hankie: Listing
) -> None:
    other = to_the_market(hankie)
    Slip.objects.create(
        payment=other, bank_code="004", reference="016326091512ABC00001", digest="1"
    )

    answer = send(guest, payment, slip_of())

    assert answer.status_code == 422
    assert "This slip was sent before, for another payment." in answer.content.decode()


def test_a_camera_photo_of_a_guest_is_read(guest: Client, payment: Payment) -> None:
    assert "The file is damaged" in send(guest, payment, LARGE).content.decode()


def test_a_stranger_sends_nothing_and_sees_nothing(
    guest: Client, payment: Payment, krit: User
) -> None:
    send(guest, payment, slip_of())
    photo = reverse("slips:photo", args=[Slip.objects.get().key])
    stranger = Client()
    stranger.force_login(krit)

    assert guest.get(photo).status_code == 200
    assert stranger.get(photo).status_code == 404
    assert stranger.get(page(payment)).status_code == 404
    assert send(stranger, payment, slip_photo()).status_code == 404
    assert send(Client(), payment, slip_photo()).status_code == 404


def test_a_form_without_our_token_is_refused(payment: Payment) -> None:
    client = Client(enforce_csrf_checks=True)

    assert send(client, payment, slip_of()).status_code == 403


def test_photos_are_counted_for_each_payment(
    guest: Client, payment: Payment, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "open_slip": "1/h/key"}
    send(guest, payment, b"no picture")

    assert "many photos in one hour" in send(guest, payment, slip_of()).content.decode()


def test_a_cancelled_purchase_still_shows_its_page(guest: Client, payment: Payment) -> None:
    cancel(payment.purchase)

    assert guest.get(page(payment)).status_code == 200


def test_the_seller_sees_the_slips_of_her_own_payments_alone(
    guest: Client, payment: Payment, hankie: Listing, mali: User
) -> None:
    (hers,) = to_sellers(hankie)
    slips = [Slip.objects.create(payment=one, digest=str(one.pk)) for one in (hers, payment)]
    desk = Client()
    desk.force_login(mali)

    found = [desk.get(reverse("slips:photo", args=[slip.key])).status_code for slip in slips]

    assert found == [404, 404]  # hers has no file in this test, the other is not hers


def test_a_seller_without_an_account_is_no_dead_end(guest: Client, hankie: Listing) -> None:
    (payment,) = to_sellers(hankie)
    session = guest.session
    session[REMEMBERED] = [payment.purchase_id]
    session.save()

    shown = guest.get(reverse("payments:pay", args=[payment.purchase.number])).content.decode()
    cancelled = guest.post(reverse("orders:cancel", args=[payment.purchase.number]))

    assert "has no account to pay to just now, and there is no other way" in shown
    assert shown.count(f'action="/orders/{payment.purchase.number}/cancel/"') == 2
    assert cancelled.url == reverse("basket:summary")


def in_basket(purchase: Purchase, *listings: Listing) -> None:
    """Let the purchase have come from a basket with one of each."""
    for listing in listings:
        record = listing.variants.get().stock_record
        line = {"product": record.product, "stockrecord": record, "line_reference": record.pk}
        BasketLine.objects.bulk_create([BasketLine(basket=purchase.basket, **line)])


def test_where_one_seller_is_paid_the_rest_alone_goes_back_to_the_basket(
    guest: Client, hankie: Listing, mali: User
) -> None:
    other = make_seller("niran")
    make_delivery(other)
    mats = make_listing(other, slug="mats")
    first = to_sellers(hankie, mats)[0]
    purchase = first.purchase
    in_basket(purchase, hankie, mats)
    receive_by_hand(first.attempts.get(), first.amount, mali)
    session = guest.session
    session[REMEMBERED] = [purchase.pk]
    session.save()

    shown = guest.get(reverse("payments:pay", args=[purchase.number])).content.decode()
    guest.post(reverse("orders:cancel", args=[purchase.number]))

    assert "Cancel what is not paid" in shown
    purchase.refresh_from_db()
    assert purchase.is_paid
    again = Basket.objects.latest("pk")
    assert [line.stockrecord for line in again.lines.all()] == [mats.variants.get().stock_record]


@pytest.mark.parametrize("where", ["slips:slip", "payments:pay", "orders:purchase"])
def test_while_a_slip_waits_every_page_says_until_when_the_goods_are_kept(
    guest: Client, payment: Payment, where: str
) -> None:
    send(guest, payment, slip_of())

    shown = guest.get(reverse(where, args=[payment.number])).content.decode()

    with translation.override("en"):
        until = thai_datetime(Purchase.objects.get().expires_at)
    assert f"Your goods are kept until it is decided, {until} at the latest." in shown
    assert "You need not pay again." in shown
    assert "Pay ฿420" not in shown


def test_a_slip_that_waits_after_the_time_is_still_looked_at(
    guest: Client, payment: Payment
) -> None:
    send(guest, payment, slip_of())
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        expire(payment.purchase)

    assert "but we still look" in guest.get(page(payment)).content.decode()
