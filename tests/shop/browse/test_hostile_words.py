"""What sellers write does nothing on a page, even where it passed by the fields that clean it."""

from __future__ import annotations

import pytest
from django.db.models import Value
from django.test import Client
from django.utils.html import escape

from community.groups.models import Community
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from tests.cast import make_listing, make_seller

pytestmark = pytest.mark.django_db
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>\u200b\u202eผ้า"
WORDS = {
    Listing: ("title_th", "title_en", "description_th", "description_en"),
    Seller: ("name_th", "name_en", "story_th", "story_en"),
    Community: ("name_th", "name_en", "story_th", "story_en"),
}
OWN_PAGE = ["product", "seller", "community"]


@pytest.fixture
def pages(market: Community) -> dict[str, str]:
    """Return the addresses of one listing, its seller and its market."""
    seller = make_seller(communities=[market])
    return {
        "product": make_listing(seller).get_absolute_url(),
        "seller": seller.get_absolute_url(),
        "community": market.get_absolute_url(),
    }


def save_hostile_words() -> None:
    for model, names in WORDS.items():
        one = model._default_manager.get()
        for name in names:
            setattr(one, name, HOSTILE)
        one.save()
    rebuild_cards()


def force_hostile_words() -> None:
    """Write as an expression: fields do not look into those."""
    for model, names in WORDS.items():
        model._default_manager.update(**dict.fromkeys(names, Value(HOSTILE)))
    rebuild_cards()


def read(client: Client, address: str, language: str) -> str:
    client.cookies["talat_language"] = language
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", OWN_PAGE)
def test_saved_words_come_back_plain(
    client: Client, pages: dict[str, str], name: str, language: str
) -> None:
    save_hostile_words()

    page = read(client, pages[name], language)

    assert "ผ้า" in page
    for mark in ("alert(1)", "onerror", "\u200b", "\u202e"):
        assert mark not in page


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", OWN_PAGE)
def test_words_that_were_never_cleaned_are_escaped(
    client: Client, pages: dict[str, str], name: str, language: str
) -> None:
    force_hostile_words()

    page = read(client, pages[name], language)

    assert escape(HOSTILE) in page
    assert "<img src=x" not in page
    assert "<script>alert" not in page
