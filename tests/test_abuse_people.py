"""Posted rights, links that lead away, people who lost their role."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from community.people.models import SavedAddress, User
from community.sellers.models import Seller, SellerMember
from shop.purchases.models import SellerOrder
from tests.cast import PASSWORD
from tests.fakestripe import FakeStripe
from tests.scene import Scene

AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,evil",
    "//evil.example\\@testserver/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "http://[::1",
    "%2f%2fevil.example",
    "ftp://testserver/",
]
ADDRESS = {
    "name": "สมชาย",
    "phone": "0810000001",
    "address": "9 หมู่ 4",
    "subdistrict": "ช้างคลาน",
    "district": "เมืองเชียงใหม่",
    "province_code": "50",
    "postcode": "50100",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(till: FakeStripe) -> Scene:
    return Scene()


def leads(answer: Any) -> str:
    return str(answer.headers.get("Location", ""))


@pytest.mark.parametrize("url", AWAY)
def test_no_form_leads_away(scene: Scene, url: str) -> None:
    login = {"login": "helper@example.org", "password": PASSWORD, "next": url}
    guest, buyer, staff = (scene.client(role) for role in ("anonymous", "buyer", "staff"))

    found = [
        leads(guest.post("/account/login/", login)),
        leads(guest.post("/account/code/", {"phone": "0812345678", "next": url})),
        leads(buyer.post("/account/reauthenticate/", {"password": PASSWORD, "next": url})),
        leads(buyer.post("/account/language/", {"language": "en", "next": url})),
        leads(buyer.post("/account/logout/", {"next": url})),
        leads(staff.post(f"/office/webhooks/{scene.event.pk}/retry/", {"next": url})),
    ]

    assert all(is_ours(place) for place in found), found


def is_ours(place: str) -> bool:
    """Say whether a browser stays with us: no other host, no scheme."""
    seen = place.replace("\\", "/").translate({9: None, 10: None, 13: None})
    return ":" not in seen and not seen.startswith("//")


def test_posted_rights_are_not_taken_anywhere(scene: Scene) -> None:
    buyer, client = scene.people["buyer"], scene.client("buyer")
    rights = {"is_staff": "on", "is_superuser": "on", "is_active": "", "id": "1", "email": "x@y.th"}

    client.post("/account/profile/", {"name": "สมชาย", "language": "th", **rights})
    client.post("/account/phone/", {"phone": "0810000099", "password": PASSWORD, **rights})

    after = User.objects.get(pk=buyer.pk)
    assert (after.is_staff, after.is_superuser, after.is_active) == (False, False, True)
    assert after.email == "buyer@example.org"


def test_an_address_stays_with_its_person(scene: Scene) -> None:
    buyer, other = scene.people["buyer"], scene.people["other_buyer"]
    client = scene.client("other_buyer")

    posted = {**ADDRESS, "user": buyer.pk, "user_id": buyer.pk, "pk": scene.address.pk}
    client.post("/account/addresses/new/", posted)

    assert SavedAddress.objects.filter(user=buyer).count() == 1
    assert SavedAddress.objects.filter(user=other).count() == 1
    assert client.get("/checkout/contact/", {"saved": scene.address.pk}).status_code in {302, 404}


def test_who_left_the_team_is_outside_at_the_next_request(scene: Scene) -> None:
    client = scene.client("packer")
    assert client.get("/desk/").status_code == 200

    SellerMember.objects.filter(user=scene.people["packer"]).delete()

    order = f"/desk/orders/{scene.share_number}/"
    assert client.get("/desk/").status_code == 404
    assert client.get(order).status_code == 404
    assert client.post(f"{order}pack/").status_code == 404
    assert SellerOrder.objects.get(number=scene.share_number).state == SellerOrder.State.TO_PACK


def test_who_may_only_count_cannot_pack_any_more(scene: Scene) -> None:
    client = scene.client("packer")
    SellerMember.objects.filter(user=scene.people["packer"]).update(
        role=SellerMember.Role.ACCOUNTANT
    )

    answer = client.post(f"/desk/orders/{scene.share_number}/pack/")

    assert answer.status_code == 403
    assert SellerOrder.objects.get(number=scene.share_number).state == SellerOrder.State.TO_PACK


def test_who_is_staff_no_longer_has_no_office(scene: Scene) -> None:
    client = scene.client("staff")
    User.objects.filter(pk=scene.people["staff"].pk).update(is_staff=False)

    assert client.get("/office/").status_code == 404
    assert client.get("/dashboard/").status_code == 404


def test_a_closed_account_is_out_at_the_next_request(scene: Scene) -> None:
    client = scene.client("buyer")
    User.objects.filter(pk=scene.people["buyer"].pk).update(is_active=False)

    assert client.get("/account/").status_code == 302
    assert client.get(scene.paid.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("state", [Seller.State.SUSPENDED, Seller.State.CLOSED])
def test_a_seller_who_was_stopped_is_nowhere_to_buy_from(scene: Scene, state: str) -> None:
    Seller.objects.filter(pk=scene.seller.pk).update(state=state)
    client = scene.client("anonymous")
    product = scene.listing.product_id

    client.post("/basket/add/", {"variant": product, "quantity": "1"})

    assert client.get(f"/goods/{scene.listing.slug}_{product}/").status_code == 404
    assert client.get(f"/sellers/{scene.seller.slug}/").status_code == 404
    assert scene.listing.title_en not in client.get("/basket/").content.decode()
    assert client.get("/checkout/payment/").status_code == 302


def test_a_suspended_seller_still_sends_what_is_paid(scene: Scene) -> None:
    Seller.objects.filter(pk=scene.seller.pk).update(state=Seller.State.SUSPENDED)

    scene.client("packer").post(f"/desk/orders/{scene.share_number}/pack/")

    assert SellerOrder.objects.get(number=scene.share_number).state == SellerOrder.State.PACKED


def test_the_helper_and_the_manager_hold_no_keys_of_others(scene: Scene) -> None:
    for role in ("helper_without_grant", "community_manager"):
        client = scene.client(role)
        switched = client.post("/desk/switch/", {"seller": scene.seller.slug})

        assert switched.status_code == 404
        assert client.get("/desk/").status_code == 404


def test_a_forged_session_is_nobody(scene: Scene) -> None:
    session = scene.client("staff").cookies["talat_session"].value
    for forged in (session[:-1] + ("a" if session[-1] != "a" else "b"), session.upper(), "1", "'"):
        client = Client()
        client.cookies["talat_session"] = forged

        assert client.get("/office/").status_code == 404
