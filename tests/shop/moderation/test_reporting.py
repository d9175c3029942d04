"""Buyers report goods, with or without an account; staff answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.moderation.models import Report
from tests.cast import make_listing

pytestmark = pytest.mark.django_db
SAID = {"why": "untrue", "text": "ไม่ใช่ผ้าฝ้าย เป็นผ้าใยสังเคราะห์"}


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    listing = make_listing(malis_shop)
    rebuild_cards()
    return listing


@pytest.fixture
def buyer(client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    return client


def address(listing: Listing) -> str:
    return f"/goods/{listing.product_id}/report/"


def test_it_needs_no_account_and_the_link_shows_the_answer(
    buyer: Client, listing: Listing, anan: User
) -> None:
    sent = buyer.post(address(listing), SAID)
    report = Report.objects.get()
    waiting = buyer.get(sent["Location"]).content.decode()
    office = Client()
    office.force_login(anan)

    office.post(f"/office/reports/{report.pk}/answer/", {"act": "dismissed", "reason": "เป็นฝ้ายแท้"})

    answered = buyer.get(sent["Location"]).content.decode()
    assert sent["Location"] == f"/reports/{report.key}/"
    assert "the answer will be here" in waiting
    assert "เป็นฝ้ายแท้" in answered
    assert report.reporter is None
    assert Listing.objects.get().state == Listing.State.PUBLISHED


def test_a_report_takes_goods_off_sale_and_both_are_told(
    buyer: Client, listing: Listing, somchai: User, anan: User
) -> None:
    buyer.force_login(somchai)
    buyer.post(address(listing), SAID)
    report = Report.objects.get()
    buyer.force_login(anan)
    data = {"act": "take_off", "reason": "ขอบคุณ เอาออกแล้ว"}

    without = buyer.post(f"/office/reports/{report.pk}/answer/", data)
    state_between = Listing.objects.get().state
    buyer.post(f"/office/reports/{report.pk}/answer/", {**data, "seller": "ไม่ใช่ฝ้าย"})

    assert without.status_code == 422
    assert "ขอบคุณ เอาออกแล้ว" in without.content.decode()
    assert state_between == Listing.State.PUBLISHED
    assert Listing.objects.get().state == Listing.State.WITHDRAWN
    assert Report.objects.get().state == Report.State.UPHELD
    kinds = Notice.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["listing_withdrawn", "report_answered"]


def test_who_reports_twice_adds_to_the_first(
    buyer: Client, listing: Listing, somchai: User
) -> None:
    buyer.force_login(somchai)
    for text in ("สีตก", "ขาดด้วย", "ขาดด้วย"):
        buyer.post(address(listing), {**SAID, "text": text})

    assert Report.objects.get().text == "สีตก\n\nขาดด้วย"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"why": ""}, "Choose what is wrong."),
        ({"why": "x"}, "Select a valid choice"),
        ({"text": ""}, "Write what you saw"),
        ({"text": "\u200b ..."}, "Write what you saw"),
        ({"text": "ก" * 2001}, "Write at most 2,000 letters."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    buyer: Client, listing: Listing, wrong: dict[str, Any], sentence: str
) -> None:
    answer = buyer.post(address(listing), {**SAID, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Report.objects.exists()


def test_markup_is_text(buyer: Client, listing: Listing) -> None:
    buyer.post(address(listing), {**SAID, "text": "<script>alert(1)</script>ของปลอม"})

    assert Report.objects.get().text == "ของปลอม"


def test_ten_an_hour_from_one_place(buyer: Client, listing: Listing) -> None:
    statuses = [
        buyer.post(address(listing), {**SAID, "text": f"ครั้งที่ {n}"}).status_code for n in range(11)
    ]

    assert statuses == [302] * 10 + [429]
    assert Report.objects.count() == 10


def test_what_is_not_on_sale_is_not_there(buyer: Client, listing: Listing) -> None:
    Listing.objects.update(state=Listing.State.PAUSED)

    assert buyer.get(address(listing)).status_code == 404
    assert buyer.post(address(listing), SAID).status_code == 404
