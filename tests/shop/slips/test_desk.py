"""A seller who is paid straight into her account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.people.models import User
from shop.listings.models import Listing
from shop.payments.models import Payment
from shop.purchases.models import Purchase, SellerOrder
from shop.slips.models import Slip
from shop.slips.sending import Typed, send_slip
from tests.cast import make_listing, make_seller
from tests.shop.slips.hand_purchases import to_sellers
from tests.shop.slips.slip_photos import slip_of, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def payments(hankie: Listing, krit: User) -> list[Payment]:
    """Return the payments of a purchase from Mali and from Krit's shop."""
    krits = make_seller("krit", name_th="ร้านกฤต", owner=krit)
    return to_sellers(hankie, make_listing(krits, slug="cup", title_th="แก้ว"))


@pytest.fixture
def slip(payments: list[Payment]) -> Slip:
    return send_slip(payments[0], uploaded(slip_of()), Typed(), None)


@pytest.fixture
def desk(mali: User, client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def decide(desk: Client, slip: Slip, **fields: str) -> Any:
    return desk.post(reverse("desk:money-slip", args=[slip.key]), fields, follow=True)


def test_she_says_that_the_money_is_there_and_packs(desk: Client, slip: Slip) -> None:
    listed = desk.get(reverse("desk:money-slips")).content.decode()
    answer = decide(desk, slip, act="confirm", amount="420")

    assert slip.payment.number in listed
    assert "Paid. You can pack it now." in answer.content.decode()
    states = dict(SellerOrder.objects.values_list("seller__slug", "state"))
    assert states["krit"] == SellerOrder.State.AWAITING_PAYMENT
    assert set(states.values()) == {"to_pack", "awaiting_payment"}
    assert Purchase.objects.get().is_awaiting


def test_she_refuses_with_a_reason(desk: Client, slip: Slip) -> None:
    assert decide(desk, slip, act="refuse", why="").status_code == 422

    decide(desk, slip, act="refuse", why="no_money")

    slip.refresh_from_db()
    assert (slip.state, slip.why) == (Slip.State.REFUSED, "no_money")


def test_she_sees_the_photo_and_another_seller_does_not(
    desk: Client, slip: Slip, krit: User
) -> None:
    other = Client()
    other.force_login(krit)
    photo = reverse("slips:photo", args=[slip.key])

    assert desk.get(photo).status_code == 200
    assert other.get(photo).status_code == 404
    assert other.get(reverse("desk:money-slip", args=[slip.key])).status_code == 404


def test_another_amount_has_to_go_back(desk: Client, slip: Slip) -> None:
    assert decide(desk, slip, act="confirm", amount="1").status_code == 422
    assert Slip.objects.get().is_waiting

    answer = decide(desk, slip, act="confirm", amount="1", sure="on")

    assert "give it back to the buyer" in answer.content.decode()
