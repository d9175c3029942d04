from __future__ import annotations

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.fulfilment.models import Shipment
from shop.purchases.models import Purchase, SellerOrder
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.sold import make_purchase, share_of

State = SellerOrder.State
Role = SellerMember.Role
PACK = "/desk/orders/AAAA-2222-1/pack/"
SHIP = "/desk/orders/AAAA-2222-1/ship/"
ORDER = "/desk/orders/AAAA-2222-1/"
EMS = {"carrier": "thailand_post", "tracking_number": "EF582568151TH"}
MISTYPED = {"carrier": "thailand_post", "tracking_number": "EF582568152TH"}


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


@pytest.fixture
def paid(malis_shop: Seller) -> SellerOrder:
    return share_of(make_purchase(make_listing(malis_shop), number="AAAA-2222"))


def state_of(seller_order: SellerOrder) -> str:
    seller_order.refresh_from_db()
    return seller_order.state


def test_it_packs_and_says_so(desk: Client, paid: SellerOrder) -> None:
    answer = desk.post(PACK, follow=True)

    assert state_of(paid) == State.PACKED
    assert "Packed. Next: send it." in answer.content.decode()


def test_it_ships_with_a_right_number(desk: Client, paid: SellerOrder) -> None:
    answer = desk.post(SHIP, {**EMS, "tracking_number": " ef 5825 6815 1 th"}, follow=True)

    assert state_of(paid) == State.SHIPPED
    assert paid.shipment.tracking_number == "EF582568151TH"
    assert "The buyer gets an e-mail" in answer.content.decode()


def test_a_number_that_does_not_add_up_is_asked_about(desk: Client, paid: SellerOrder) -> None:
    answer = desk.post(SHIP, MISTYPED)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A digit seems to be wrong" in page
    assert 'value="EF582568152TH"' in page
    assert "EF582568152TH is right: send it anyway" in page
    assert state_of(paid) == State.TO_PACK


def test_the_seller_knows_better(desk: Client, paid: SellerOrder) -> None:
    desk.post(SHIP, {**MISTYPED, "anyway": "EF582568152TH"})

    assert state_of(paid) == State.SHIPPED
    assert paid.shipment.tracking_number == "EF582568152TH"


def test_anyway_holds_for_the_number_that_was_asked_about(desk: Client, paid: SellerOrder) -> None:
    answer = desk.post(SHIP, {**MISTYPED, "anyway": "EF582568159TH"})

    assert answer.status_code == 422
    assert state_of(paid) == State.TO_PACK


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"carrier": "thailand_post"}, "Write the tracking number"),
        ({"carrier": "flash", "tracking_number": "  "}, "Write the tracking number"),
        ({"carrier": "flash", "tracking_number": "<script>"}, "only letters A–Z and digits"),
        ({"carrier": "flash", "tracking_number": "A" * 41}, "only letters A–Z and digits"),
        ({"carrier": "flash", "tracking_number": "A" * 9999}, "at most 60 characters"),
        ({"carrier": "flash", "tracking_number": "TH12\x0034"}, "Null characters"),
        ({"carrier": "dragon", "tracking_number": "TH0123456"}, "Select a valid choice"),
        ({"tracking_number": "TH0123456"}, "This field is required"),
        ({"carrier": "thailand_post", "tracking_number": "TH0123456"}, "13 letters and digits"),
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_field(
    desk: Client, paid: SellerOrder, typed: dict[str, str], sentence: str
) -> None:
    answer = desk.post(SHIP, typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert state_of(paid) == State.TO_PACK


def test_another_carrier_needs_no_number(desk: Client, paid: SellerOrder) -> None:
    desk.post(SHIP, {"carrier": "other", "tracking_number": ""})

    assert state_of(paid) == State.SHIPPED


def test_a_pickup_is_handed_over_without_a_number(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    pickup = share_of(make_purchase(listing, number="AAAA-2222", delivery_kind="pickup"))

    answer = desk.post(SHIP, follow=True)

    assert state_of(pickup) == State.SHIPPED
    assert (pickup.shipment.carrier, pickup.shipment.tracking_number) == ("", "")
    assert "Handed over." in answer.content.decode()


def test_a_second_press_changes_nothing_and_says_so(desk: Client, paid: SellerOrder) -> None:
    desk.post(SHIP, EMS)

    answer = desk.post(SHIP, EMS, follow=True)

    assert "this order is now “Shipped”" in answer.content.decode()
    assert Shipment.objects.count() == 1


@pytest.mark.parametrize("url", [PACK, SHIP])
def test_what_is_not_paid_stays(desk: Client, malis_shop: Seller, url: str) -> None:
    waiting = Purchase.State.AWAITING_PAYMENT
    unpaid = share_of(make_purchase(make_listing(malis_shop), number="AAAA-2222", state=waiting))

    answer = desk.post(url, EMS, follow=True)

    assert "Nothing was changed" in answer.content.decode()
    assert state_of(unpaid) == State.AWAITING_PAYMENT


@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER, Role.PACKER])
def test_who_packs_may_ship(
    client: Client, malis_shop: Seller, paid: SellerOrder, role: SellerMember.Role
) -> None:
    member = make_user("helping-hand@example.org")
    join_team(malis_shop, member, role)
    client.force_login(member)

    client.post(SHIP, EMS)

    assert state_of(paid) == State.SHIPPED
    assert paid.shipment.shipped_by == member


@pytest.mark.parametrize("url", [PACK, SHIP])
def test_an_accountant_may_not_act(
    client: Client, malis_shop: Seller, paid: SellerOrder, url: str
) -> None:
    accountant = make_user("books@example.org")
    join_team(malis_shop, accountant, Role.ACCOUNTANT)
    client.force_login(accountant)

    answer = client.post(url, EMS)

    assert answer.status_code == 403
    assert state_of(paid) == State.TO_PACK


@pytest.mark.parametrize("url", [PACK, SHIP])
def test_the_order_of_another_seller_cannot_be_touched(
    client: Client, krit: User, paid: SellerOrder, url: str
) -> None:
    make_seller("krits-pots", owner=krit)
    client.force_login(krit)

    answer = client.post(url, EMS)

    assert answer.status_code == 404
    assert state_of(paid) == State.TO_PACK


@pytest.mark.parametrize("url", [PACK, SHIP, "/desk/switch/"])
def test_looking_changes_nothing(desk: Client, paid: SellerOrder, url: str) -> None:
    assert desk.get(url).status_code == 405
    assert state_of(paid) == State.TO_PACK


def test_a_form_from_elsewhere_is_refused(mali: User, paid: SellerOrder) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(mali)

    assert stranger.post(PACK).status_code == 403
    assert state_of(paid) == State.TO_PACK
