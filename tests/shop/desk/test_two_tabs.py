"""Two tabs: a form that was opened for one shop writes nothing into another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from community.audit.models import Act
from community.holidays.models import Holiday
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams.models import Invitation
from shop.delivery.models import DeliveryMethod
from shop.listings.models import Listing
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.helping import make_grant, make_helper

pytestmark = pytest.mark.django_db

FORMS = [
    "/desk/goods/new/",
    "/desk/delivery/new/flat/",
    "/desk/certificates/new/?kind=otop",
    "/desk/holidays/",
    "/desk/shop/words/",
    "/desk/team/invite/",
    "/desk/team/leave/",
    "/desk/payout-account/change/",
]
FIELD = re.compile(r'name="for_seller" value="([^"]+)"')


@pytest.fixture
def khams_shop(db: None) -> Seller:
    return make_seller("kham", owner=make_user("kham@example.org"), name_en="Kham's Pots")


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller, khams_shop: Seller) -> Client:
    """Mali owns both shops, and works for her own."""
    join_team(khams_shop, mali, SellerMember.Role.OWNER)
    join_team(malis_shop, make_user("second@example.org"), SellerMember.Role.OWNER)
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    client.post("/desk/switch/", {"seller": malis_shop.slug})
    return client


def written() -> list[int]:
    rooms: list[Any] = [Listing, DeliveryMethod, Holiday, Invitation, SellerMember, Act]
    return [room.objects.count() for room in rooms]


@pytest.mark.parametrize("url", FORMS)
def test_every_form_without_a_shop_in_its_address_says_whose_it_is(
    desk: Client, malis_shop: Seller, url: str
) -> None:
    if "certificates" in url:
        make_listing(malis_shop)

    page = desk.get(url).content.decode()

    assert set(FIELD.findall(page)) == {malis_shop.slug}


@pytest.mark.parametrize("url", FORMS)
def test_after_a_change_in_another_tab_nothing_is_written(
    desk: Client, malis_shop: Seller, khams_shop: Seller, url: str
) -> None:
    desk.post("/desk/switch/", {"seller": khams_shop.slug})  # the other tab
    before = written()

    answer = desk.post(url, {"for_seller": malis_shop.slug, "title_th": "ผ้า", "kind": "flat"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "have changed to Kham&#x27;s Pots since, so nothing was written." in page
    assert f'name="seller" value="{malis_shop.slug}"' in page
    assert written() == before


def test_changed_back_the_form_is_taken(
    desk: Client, malis_shop: Seller, khams_shop: Seller
) -> None:
    typed = {
        "for_seller": malis_shop.slug,
        "name_th": "ลงทะเบียน",
        "price": "45",
        "days_min": "2",
        "days_max": "4",
        "is_active": "on",
    }
    desk.post("/desk/switch/", {"seller": khams_shop.slug})
    refused = desk.post("/desk/delivery/new/flat/", typed)
    desk.post("/desk/switch/", {"seller": malis_shop.slug})

    taken = desk.post("/desk/delivery/new/flat/", typed)

    assert (refused.status_code, taken.status_code) == (403, 302)
    made = DeliveryMethod.objects.filter(name_th="ลงทะเบียน")
    assert [method.seller for method in made] == [malis_shop]


def test_a_helper_with_two_tabs_lists_for_nobody_else(
    client: Client, dao: User, malis_shop: Seller, khams_shop: Seller
) -> None:
    helper = make_helper(dao)
    make_grant(helper, malis_shop)
    make_grant(helper, khams_shop)
    client.force_login(dao)
    client.post("/desk/switch/", {"seller": malis_shop.slug})
    shown = FIELD.findall(client.get("/desk/goods/new/").content.decode())
    client.post("/desk/switch/", {"seller": khams_shop.slug})

    answer = client.post("/desk/goods/new/", {"for_seller": shown[0], "title_th": "ผ้า"})

    assert (shown, answer.status_code) == ([malis_shop.slug], 403)
    assert not Listing.objects.exists()


def test_a_shop_that_one_left_since_is_named_to_nobody(desk: Client, khams_shop: Seller) -> None:
    left = make_seller("left", owner=make_user("left@example.org"), name_en="Left Behind")

    answer = desk.post("/desk/goods/new/", {"for_seller": left.slug})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "a shop that you no longer work for" in page
    assert "Left Behind" not in page
