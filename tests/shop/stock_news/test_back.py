from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Listing, Variant
from shop.stock.models import Movement
from shop.stock.moving import By, move
from shop.stock_news import asking, letters
from shop.stock_news.back import tell_what_is_back
from shop.stock_news.errors import AskedTooOften, ThereNow
from shop.stock_news.models import BackLetter, Wish
from tests.cast import make_holiday, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(malis_shop: Seller) -> Variant:
    return make_listing(malis_shop, stock=0).variants.get()


def restock(variant: Variant, quantity: int, by: User) -> None:
    move(variant.stock_record_id, quantity, Movement.Why.RESTOCK, By(by))


def address(listing: Listing) -> str:
    return f"/goods/{listing.product_id}/tell-me/"


def test_a_stranger_is_told_once_by_mail(client: Client, gone: Variant, mali: User) -> None:
    answer = client.post(address(gone.listing), {"contact": "Krit@Example.org"})
    assert answer.status_code == 302
    assert tell_what_is_back() == 0

    restock(gone, 2, mali)
    assert tell_what_is_back() == 1
    assert tell_what_is_back() == 0
    letter = BackLetter.objects.get()
    assert letters.send(letter.pk)
    assert not letters.send(letter.pk)

    assert [sent.to for sent in mail.outbox] == [["krit@example.org"]]
    assert f"variant={gone.product_id}" in mail.outbox[0].body


def test_a_mobile_number_gets_one_text(
    client: Client, gone: Variant, mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[tuple[str, str]] = []
    monkeypatch.setattr(letters, "send_text", lambda *text: texts.append(text))
    client.post(address(gone.listing), {"contact": "๐๘๑-๒๓๔ ๕๖๗๘"})
    restock(gone, 2, mali)
    tell_what_is_back()

    letters.send(BackLetter.objects.get().pk)

    assert [to for to, _ in texts] == ["+66812345678"]


def test_an_account_is_told_by_the_way_it_chose(
    client: Client, gone: Variant, mali: User, somchai: User
) -> None:
    client.force_login(somchai)
    client.post(address(gone.listing))
    client.post(address(gone.listing))
    restock(gone, 2, mali)

    tell_what_is_back()

    assert Wish.objects.get().user == somchai
    assert Notice.objects.get().kind == "stock_back"


@pytest.mark.parametrize("typed", ["", "krit@", "12", "+1 415 555 2671", "ก" * 300])
def test_what_is_no_address_is_said_beside_the_field_and_kept(
    client: Client, gone: Variant, typed: str
) -> None:
    answer = client.post(address(gone.listing), {"contact": typed})

    assert answer.status_code == 422
    assert answer.context["form"].errors["contact"]
    assert typed in answer.content.decode()
    assert not Wish.objects.exists()


def test_asked_twice_is_told_once(gone: Variant) -> None:
    for _ in range(2):
        asking.ask(gone, "th", to="krit@example.org")

    assert Wish.objects.count() == 1


def test_what_is_there_needs_no_wish(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=1)

    with pytest.raises(ThereNow):
        asking.ask(listing.variants.get(), "th", to="krit@example.org")

    assert client.post(address(listing), {"contact": "krit@example.org"}).status_code == 302
    assert not Wish.objects.exists()


def test_one_address_waits_for_twenty_things_at_most(
    gone: Variant, monkeypatch: pytest.MonkeyPatch, malis_shop: Seller
) -> None:
    monkeypatch.setattr(asking, "MOST_WAITING", 1)
    other = make_listing(malis_shop, stock=0, slug="other").variants.get()
    asking.ask(gone, "th", to="krit@example.org")

    with pytest.raises(AskedTooOften):
        asking.ask(other, "th", to="krit@example.org")


def test_the_first_who_asked_are_told_first_three_for_a_piece(gone: Variant, mali: User) -> None:
    for number in range(5):
        asking.ask(gone, "th", to=f"buyer{number}@example.org")
    restock(gone, 1, mali)

    assert (tell_what_is_back(), tell_what_is_back()) == (3, 0)
    Wish.objects.filter(state="told").update(told_at=timezone.now() - timedelta(days=2))
    assert tell_what_is_back() == 2


@pytest.mark.parametrize("change", [{"state": "paused"}, {"state": "withdrawn"}])
def test_nobody_is_told_of_what_cannot_be_bought(
    gone: Variant, mali: User, change: dict[str, Any]
) -> None:
    asking.ask(gone, "th", to="krit@example.org")
    restock(gone, 1, mali)
    Listing.objects.filter(pk=gone.listing_id).update(**change)

    assert tell_what_is_back() == 0


def test_a_shop_that_is_closed_tells_when_it_opens(
    gone: Variant, mali: User, malis_shop: Seller
) -> None:
    asking.ask(gone, "th", to="krit@example.org")
    restock(gone, 1, mali)
    make_holiday(malis_shop, by=mali)

    assert tell_what_is_back() == 0


def test_addresses_are_forgotten(gone: Variant) -> None:
    long_ago = timezone.now() - timedelta(days=181)
    asking.ask(gone, "th", to="krit@example.org")
    told = asking.ask(gone, "th", to="somchai@example.org")
    asking.ask(gone, "th", to="dao@example.org")
    Wish.objects.filter(to="krit@example.org").update(asked_at=long_ago)
    Wish.objects.filter(pk=told.pk).update(state="told", told_at=long_ago)

    asking.forget()

    assert [wish.to for wish in Wish.objects.all()] == ["dao@example.org"]


def test_a_draft_cannot_be_asked_about(client: Client, malis_shop: Seller) -> None:
    draft = make_listing(malis_shop, stock=0, state=Listing.State.DRAFT)

    assert client.get(address(draft)).status_code == 404
