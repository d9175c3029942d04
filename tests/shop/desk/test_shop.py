"""What buyers read about a shop, written by the shop."""

from __future__ import annotations

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard
from tests.cast import make_listing

pytestmark = pytest.mark.django_db
WORDS = {
    "name_th": "ร้านมะลิทอผ้า",
    "story_th": "ทอเอง\nขายเอง",
    "ships_in_days": "๓",
    "phone": "081 234 5678",
    "line_id": "mali.shop",
    "name_en": "Mali's Loom",
}


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def test_page_and_cards_say_it_anew(desk: Client, malis_shop: Seller) -> None:
    make_listing(malis_shop)
    rebuild_cards()
    slug = malis_shop.slug

    answer = desk.post("/desk/shop/words/", WORDS)

    malis_shop.refresh_from_db()
    assert answer.status_code == 302
    assert (malis_shop.name_th, malis_shop.ships_in_days) == ("ร้านมะลิทอผ้า", 3)
    assert (malis_shop.phone, malis_shop.slug) == ("+66812345678", slug)
    assert ListingCard.objects.get().seller_name_en == "Mali's Loom"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name_th", " ", "Write the name that people know the shop by."),
        ("ships_in_days", "31", "at most 30"),
        ("phone", "12", "081 234 5678"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    desk: Client, malis_shop: Seller, field: str, typed: str, sentence: str
) -> None:
    answer = desk.post("/desk/shop/words/", {**WORDS, field: typed})

    malis_shop.refresh_from_db()
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Mali&#x27;s Loom" in page
    assert malis_shop.name_th != "ร้านมะลิทอผ้า"


def test_the_shop_page_leads_everywhere(desk: Client, malis_shop: Seller) -> None:
    page = desk.get("/desk/shop/").content.decode()

    for path in ("shop/words", "delivery", "certificates", "holidays", "payout-account", "team"):
        assert f'href="/desk/{path}/"' in page
