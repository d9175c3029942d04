"""A certificate drops off when its last day is over, by Thai time, whatever the worker does."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client

from community.audit.models import Act
from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller
from shop.certificates import ending
from shop.certificates.models import Certificate
from shop.listings.models import Listing, ListingCard
from tests.cast import make_listing, make_user
from tests.certified import make_certificate

State = Certificate.State
pytestmark = pytest.mark.django_db
NOON = "2026-11-22 12:00+07:00"
LAST_MINUTE = "2026-11-30 23:59+07:00"
NEXT_DAY = "2026-12-01 00:01+07:00"


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, stock=9)


def until_the_30th(listing: Listing) -> Certificate:
    with time_machine.travel(NOON, tick=False):
        return make_certificate(listing, issued_on=date(2025, 12, 1), expires_on=date(2026, 11, 30))


def shows(client: Client, listing: Listing) -> dict[str, bool]:
    """Return which of the listing's, the category's and the seller's page show the stars."""
    pages = {
        "listing": listing.get_absolute_url(),
        "cards": "/goods/",
        "seller": listing.seller.get_absolute_url(),
    }
    return {name: "OTOP 5★" in client.get(url).content.decode() for name, url in pages.items()}


def test_it_is_shown_through_its_last_day(client: Client, listing: Listing) -> None:
    until_the_30th(listing)

    with time_machine.travel(LAST_MINUTE, tick=False):
        assert shows(client, listing) == {"listing": True, "cards": True, "seller": True}


def test_it_is_gone_the_next_minute_though_no_task_has_run(
    client: Client, listing: Listing
) -> None:
    until_the_30th(listing)

    with time_machine.travel(NEXT_DAY, tick=False):
        assert shows(client, listing) == {"listing": False, "cards": False, "seller": False}


def test_one_that_has_not_begun_is_shown_from_its_first_day(
    client: Client, listing: Listing
) -> None:
    with time_machine.travel(NOON, tick=False):
        make_certificate(listing, issued_on=date(2026, 12, 1), expires_on=date(2027, 12, 1))
        assert shows(client, listing) == {"listing": False, "cards": False, "seller": False}

    with time_machine.travel(NEXT_DAY, tick=False):
        ending.turn_the_day()
        assert shows(client, listing) == {"listing": True, "cards": True, "seller": True}


def test_a_worker_that_slept_through_the_first_day_writes_it_the_next_night(
    listing: Listing,
) -> None:
    with time_machine.travel(NOON, tick=False):
        make_certificate(listing, issued_on=date(2026, 12, 1), expires_on=date(2027, 12, 1))
        make_certificate(listing, "gi", issued_on=date(2026, 12, 2), expires_on=None)
    assert ListingCard.objects.get().certificate == ""

    with time_machine.travel("2026-12-05 00:05+07:00", tick=False):
        ending.turn_the_day()

    card = ListingCard.objects.get()
    assert card.certificate == "otop:5"
    assert "จีไอ" in card.search_text


def test_a_quiet_night_writes_no_card_anew(listing: Listing) -> None:
    make_certificate(listing)
    make_certificate(listing, "gi", number="สช 5010001")

    with patch("shop.listings.cards.rebuild_cards") as rebuild:
        ending.turn_the_day()

    assert rebuild.call_count == 0


def test_the_night_ends_it_once_and_rewrites_what_pages_read(listing: Listing) -> None:
    certificate = until_the_30th(listing)
    make_certificate(listing, "gi", issued_on=None, expires_on=None)

    with time_machine.travel(NEXT_DAY, tick=False):
        assert [ending.turn_the_day(), ending.turn_the_day()] == [1, 0]

    certificate.refresh_from_db()
    card = ListingCard.objects.get()
    assert certificate.state == State.EXPIRED
    assert (card.certificate, card.certificate_until) == ("gi", None)
    assert "ดาว" not in card.search_text
    assert Act.objects.get().verb == "certificate.expired"


def test_a_certificate_without_an_end_stays(listing: Listing) -> None:
    certificate = make_certificate(listing, expires_on=None)

    with time_machine.travel("2046-01-01 12:00+07:00", tick=False):
        assert ending.turn_the_day() == 0

    assert certificate.days_left is None


def test_its_owner_is_told_a_month_before_once_and_on_its_last_day_once(
    mali: User, listing: Listing
) -> None:
    until_the_30th(listing)
    told = []

    for day in ("10-30", "10-31", "11-01", "11-15", "11-29", "11-30", "12-01"):
        with time_machine.travel(f"2026-{day} 09:00+07:00", tick=False):
            told.append(ending.tell_of_endings())

    assert told == [0, 1, 0, 0, 0, 1, 0]
    kinds = Notice.objects.order_by("pk").values_list("kind", "user__email")
    assert list(kinds) == [
        ("certificate_ending", mali.email),
        ("certificate_last_day", mali.email),
    ]
    assert Notice.objects.last().facts["last_day"] == "30 พ.ย. 2569"  # type: ignore[union-attr]


def test_a_worker_that_slept_through_the_last_day_tells_the_next(
    mali: User, listing: Listing
) -> None:
    until_the_30th(listing)

    with time_machine.travel(NEXT_DAY, tick=False):
        ending.turn_the_day()
        assert ending.tell_of_endings() == 1

    assert Notice.objects.get().kind == "certificate_last_day"


def test_who_is_not_an_owner_is_not_told(malis_shop: Seller, listing: Listing) -> None:
    make_user("krit@example.org")
    certificate = until_the_30th(listing)
    malis_shop.members.update(role="packer")

    with time_machine.travel("2026-11-15 09:00+07:00", tick=False):
        ending.tell_of_endings()

    certificate.refresh_from_db()
    assert Notice.objects.count() == 0
