"""A count of many cards is remembered for half a minute, a count of few never."""

import pytest
from django.test import RequestFactory

from community.sellers.models import Seller
from shop.browse import card_pages
from shop.browse.queries import cards
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard
from tests.cast import make_category, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(malis_shop: Seller, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(card_pages, "PER_PAGE", 2)
    made = [make_listing(malis_shop, slug=f"cloth-{number}").pk for number in range(3)]
    rebuild_cards()
    return made


def count(*place: str | int) -> int:
    shown = card_pages.wished_page(RequestFactory().get("/"), cards(), *place)
    return int(shown["page_obj"].paginator.count)


def hide(listing_id: int) -> None:
    ListingCard.objects.filter(pk=listing_id).update(is_visible=False)


def test_many_are_counted_once_for_each_place(three: list[int]) -> None:
    first = count("category", 1)
    hide(three[0])

    assert first == 3
    assert count("category", 1) == 3
    assert count("category", 2) == 2


def test_few_are_counted_each_time(three: list[int]) -> None:
    hide(three[0])
    counts = [count("seller", 1)]
    hide(three[1])

    assert [*counts, count("seller", 1)] == [2, 1]


def test_every_page_of_a_category_holds_its_own_cards_in_order(
    malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_pages, "PER_PAGE", 2)
    made = [make_listing(malis_shop, slug=f"cloth-{number}") for number in range(5)]
    other = make_category("pots")
    make_listing(malis_shop, slug="pot", category=other)
    rebuild_cards()

    shelf = made[0].category_id
    shown = [shelf_page(shelf, page) for page in ("1", "2", "3", "1")]

    slugs = [listing.slug for listing in reversed(made)]
    assert shown == [slugs[:2], slugs[2:4], slugs[4:], slugs[:2]]
    assert shelf_page(other.pk, "1") == ["pot"]


def shelf_page(category_id: int, page: str) -> list[str]:
    request = RequestFactory().get("/", {"page": page})
    return [card.slug for card in card_pages.wished_shelf(request, category_id)["page_obj"]]
