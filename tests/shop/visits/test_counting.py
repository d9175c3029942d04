"""Views of a product page: counted beside the page, written together, bots and owners left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.visits import counting
from shop.visits.models import Visits
from shop.visits.reading import views_by_day, views_since
from shop.visits.tasks import forget_old_views
from tests.cast import make_listing

TELEPHONE = "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120 Mobile"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen() -> Iterator[None]:
    counting.forget()
    yield
    counting.forget()


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    made = make_listing(malis_shop)
    rebuild_cards()
    return made


def look(listing: Listing, client: Client | None = None, **headers: str) -> Any:
    told = {"User-Agent": TELEPHONE, **headers}
    return (client or Client()).get(listing.get_absolute_url(), headers=told)


def counted() -> int:
    counting.write()
    return sum(Visits.objects.values_list("views", flat=True))


def test_two_buyers_are_two_views_and_a_second_look_at_once_is_none(listing: Listing) -> None:
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.2"):
        look(listing, **{"X-Forwarded-For": address})

    counting.write()

    row = Visits.objects.get()
    assert (row.listing_id, row.day, row.views) == (listing.pk, timezone.localdate(), 2)


def test_later_views_add_to_the_day(listing: Listing) -> None:
    look(listing)
    counting.write()
    look(listing)

    counting.write()

    assert Visits.objects.get().views == 2


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116",
        "facebookexternalhit/1.1;line-poker/1.0",
        "WhatsApp/2.23.20.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36",
    ],
)
def test_it_leaves_bots_out(listing: Listing, agent: str) -> None:
    look(listing, **{"User-Agent": agent})

    assert counted() == 0


def test_it_counts_a_person_inside_the_line_app(listing: Listing) -> None:
    look(listing, **{"User-Agent": f"{TELEPHONE} Safari/537.36 Line/14.3.0/IAB"})

    assert counted() == 1


def test_it_leaves_out_what_a_browser_fetches_ahead(listing: Listing) -> None:
    look(listing, **{"Sec-Purpose": "prefetch;prerender"})

    assert counted() == 0


def test_it_leaves_out_the_seller_and_staff(
    listing: Listing, mali: User, anan: User, somchai: User
) -> None:
    for person in (mali, anan, somchai):
        client = Client()
        client.force_login(person)
        look(listing, client)

    assert counted() == 1


def test_a_page_that_is_not_there_is_no_view(listing: Listing) -> None:
    Listing.objects.update(state=Listing.State.PAUSED)

    assert look(listing).status_code == 404
    assert counted() == 0


def test_a_listing_that_is_gone_is_no_fault(listing: Listing) -> None:
    view = counting.View(999_999, None, timezone.localdate(), 1)
    counting.saw(view)

    assert counted() == 0


def test_the_page_asks_nothing_more_of_the_database(listing: Listing) -> None:
    look(listing)
    with CaptureQueriesContext(connection) as as_a_bot:
        look(listing, **{"User-Agent": "Googlebot/2.1"})
    with CaptureQueriesContext(connection) as as_a_buyer:
        look(listing)

    assert len(as_a_buyer) == len(as_a_bot)


def test_many_views_are_one_statement(malis_shop: Seller) -> None:
    listings = [make_listing(malis_shop, slug=f"cloth-{number}") for number in range(12)]
    for listing in listings:
        counting.saw(counting.View(listing.product_id, None, timezone.localdate(), 1))

    with CaptureQueriesContext(connection) as asked:
        counting.write()

    assert len(asked) == 1
    assert Visits.objects.count() == 12


def test_a_flood_takes_no_more_memory(monkeypatch: pytest.MonkeyPatch, listing: Listing) -> None:
    monkeypatch.setattr(counting, "MOST", 3)
    for visitor in range(10):
        counting.saw(counting.View(listing.product_id, None, timezone.localdate(), visitor))

    assert counted() == 3


def test_views_are_read_by_day_and_in_sum(listing: Listing) -> None:
    today = timezone.localdate()
    for ago, views in ((0, 4), (6, 3), (7, 9)):
        Visits.objects.create(listing=listing, day=today - timedelta(days=ago), views=views)
    week = today - timedelta(days=6)

    read = Listing.objects.annotate(views=views_since(week)).get()

    assert read.views == 7
    assert views_by_day(listing.pk, week) == {today: 4, week: 3}


def test_views_of_long_ago_are_forgotten(listing: Listing) -> None:
    today = timezone.localdate()
    for ago in (400, 401):
        Visits.objects.create(listing=listing, day=today - timedelta(days=ago), views=1)

    forget_old_views(0)

    assert Visits.objects.get().day == today - timedelta(days=400)
