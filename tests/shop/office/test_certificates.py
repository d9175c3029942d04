"""The staff's queue of certificates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.sellers.models import Seller
from shop.certificates.models import Certificate
from shop.listings.models import Listing
from tests.cast import make_listing, make_staff
from tests.certified import make_certificate

State = Certificate.State
pytestmark = pytest.mark.django_db
QUEUE = "/office/certificates/"


@pytest.fixture
def office(client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(make_staff())
    return client


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, stock=9)


def waiting(listing: Listing, days_ago: int, number: str) -> Certificate:
    sent_at = timezone.now() - timedelta(days=days_ago)
    return make_certificate(listing, "gi", number=number, sent_at=sent_at, state=State.WAITING)


def test_the_oldest_waits_at_the_top(office: Client, listing: Listing) -> None:
    waiting(listing, 1, "สช 11111111")
    waiting(listing, 9, "สช 99999999")

    page = office.get(QUEUE).content.decode()

    assert page.index("สช 99999999") < page.index("สช 11111111")


def test_an_empty_queue_says_so(office: Client) -> None:
    assert "No certificate waits" in office.get(QUEUE).content.decode()
    assert (
        "No certificate is in this state" in office.get(f"{QUEUE}?state=refused").content.decode()
    )


def test_checking_leads_to_the_next(office: Client, listing: Listing) -> None:
    first, second = waiting(listing, 9, "1111"), waiting(listing, 1, "2222")

    answer = office.post(f"{QUEUE}{first.pk}/check/", {"seen": first.sent_at.isoformat()})

    assert answer["Location"] == f"{QUEUE}{second.pk}/"
    first.refresh_from_db()
    assert first.state == State.CHECKED


@pytest.mark.parametrize("seen", ["", "nonsense", "2026-13-45T00:00:00", "2026-11-22T00:00:00"])
def test_a_press_without_what_was_seen_does_nothing(
    office: Client, listing: Listing, seen: str
) -> None:
    one = waiting(listing, 1, "1111")

    answer = office.post(f"{QUEUE}{one.pk}/check/", {"seen": seen}, follow=True)

    assert "Nothing was done: it has changed since." in answer.content.decode()
    one.refresh_from_db()
    assert one.state == State.WAITING


def test_refusing_wants_a_reason(office: Client, listing: Listing) -> None:
    one = waiting(listing, 1, "1111")
    form = {"seen": one.sent_at.isoformat()}

    answer = office.post(f"{QUEUE}{one.pk}/refuse/", form)
    assert answer.status_code == 422
    assert "Write why: the seller has to mend it." in answer.content.decode()

    answer = office.post(f"{QUEUE}{one.pk}/refuse/", {**form, "reason": "ถ่ายไม่ชัด"})
    assert answer["Location"] == QUEUE
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.REFUSED, "ถ่ายไม่ชัด")


def test_the_queue_asks_no_more_for_ten_more(office: Client, listing: Listing) -> None:
    waiting(listing, 1, "1111")
    with CaptureQueriesContext(connection) as few:
        office.get(QUEUE)
    for number in range(10):
        waiting(listing, 2, f"2{number}")

    with CaptureQueriesContext(connection) as many:
        office.get(QUEUE)

    assert len(many) == len(few)
