"""A count of many cards is remembered for half a minute, a count of few never."""

import pytest
from django.test import RequestFactory

from community.sellers.models import Seller
from shop.browse import card_pages
from shop.browse.queries import cards, newest
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard
from tests.cast import make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(malis_shop: Seller, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(card_pages, "PER_PAGE", 2)
    made = [make_listing(malis_shop, slug=f"cloth-{number}").pk for number in range(3)]
    rebuild_cards()
    return made


def count(*place: str | int, query: str = "") -> int:
    request = RequestFactory().get(f"/{query}")
    page = card_pages.page_of(request, newest(cards()), place)
    return int(page.paginator.count)


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
