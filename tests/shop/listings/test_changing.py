"""Words, prices and states of a listing change under its version, and past the gate."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.people.models import User
from community.sellers.models import Seller
from shop.listings import adding, slugs
from shop.listings.adding import NewListing, add_listing
from shop.listings.changing import Edited, NotReady, change_words, publish
from shop.listings.models import Listing, ListingCard
from shop.listings.offering import OfferChange, change_offers
from shop.listings.skus import taken_sku
from shop.moderation import gate
from shop.partner.models import StockRecord
from tests.cast import make_category, make_listing, make_photo, make_seller, variant_of

pytestmark = pytest.mark.django_db
State = Listing.State


def new(**other: Any) -> NewListing:
    values: dict[str, Any] = {
        "title_th": "ผ้าขาวม้า",
        "category": make_category(),
        "unit": "cloth",
        "price": Decimal("250.00"),
        "stock": 3,
    }
    return NewListing(**{**values, **other})


def test_what_was_sent_twice_is_listed_once(mali: User, malis_shop: Seller) -> None:
    key = uuid4()

    first = add_listing(malis_shop, new(key=key, is_draft=True), mali)
    second = add_listing(malis_shop, new(key=key, is_draft=True), mali)

    assert first == second
    assert Listing.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"title_th": "อีกผืน"}, {"price": Decimal("999.00")}, {"stock": 77}, {"unit": "piece"}]
)
def test_something_else_under_one_key_is_kept_beside_the_first_once(
    mali: User, malis_shop: Seller, other: dict[str, Any]
) -> None:
    key = uuid4()
    first = add_listing(malis_shop, new(key=key, is_draft=True), mali)

    second = add_listing(malis_shop, new(key=key, **other), mali)
    again = add_listing(malis_shop, new(key=key, **other), mali)

    assert second == again != first
    assert (second.state, Listing.objects.count()) == (State.DRAFT, 2)
    record = variant_of(second).stock_record
    expected = {"title_th": "ผ้าขาวม้า", "price": Decimal("250.00"), "stock": 3, "unit": "cloth"}
    kept = (second.title_th, record.price, record.num_in_stock, second.unit)
    assert kept == tuple({**expected, **other}.values())


def test_two_that_come_at_the_same_moment_are_one(
    mali: User, malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second saw none before: the key's own constraint stops it, and it is given the first."""
    key = uuid4()
    first = add_listing(malis_shop, new(key=key, is_draft=True), mali)
    answers = iter([None, first])
    monkeypatch.setattr(adding, "_sent_before", lambda seller, sent: next(answers))

    second = add_listing(malis_shop, new(key=key, is_draft=True), mali)

    assert second == first
    assert Listing.objects.count() == 1


def test_a_key_of_another_shop_opens_nothing(mali: User, malis_shop: Seller) -> None:
    key = uuid4()
    add_listing(malis_shop, new(key=key, is_draft=True), mali)

    theirs = add_listing(make_seller("kham"), new(key=key, is_draft=True), mali)

    assert theirs.seller.slug == "kham"
    assert Listing.objects.filter(key=key).count() == 2


def test_a_key_stands_once_in_a_shop(mali: User, malis_shop: Seller) -> None:
    key = uuid4()
    add_listing(malis_shop, new(key=key, is_draft=True), mali)
    other = add_listing(malis_shop, new(is_draft=True), mali)

    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=other.pk).update(key=key)


def test_a_draft_without_a_price_has_no_card(mali: User, malis_shop: Seller) -> None:
    listing = add_listing(malis_shop, new(price=None), mali)

    assert listing.state == State.DRAFT
    assert not ListingCard.objects.exists()


def test_it_refuses_to_sell_what_has_no_price_and_no_photo(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, state=State.DRAFT)
    StockRecord.objects.update(price=None)

    with pytest.raises(NotReady) as refused:
        publish(listing, mali)

    assert refused.value.missing == ["price", "photo"]


def test_what_the_gate_does_not_admit_waits_for_staff(
    mali: User, malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = make_listing(malis_shop, state=State.DRAFT)
    make_photo(listing)
    monkeypatch.setattr(gate, "admit", lambda *_, **__: False)

    went = publish(listing, mali)

    assert went == State.REVIEW
    assert Listing.objects.get().state == State.REVIEW


def test_what_the_gate_holds_is_not_written(
    mali: User, malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = make_listing(malis_shop, title_th="เดิม")
    monkeypatch.setattr(gate, "may_change", lambda *_, **__: False)

    done = change_words(listing, {"title_th": "ใหม่"}, mali)

    assert not done
    assert (Listing.objects.get().title_th, Listing.objects.get().version) == ("เดิม", 1)


def test_a_price_that_is_held_lets_the_stock_through(
    mali: User, malis_shop: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = make_listing(malis_shop, "120.00", 5)
    monkeypatch.setattr(gate, "may_change", lambda *_, **__: False)
    change = OfferChange(variant_of(listing), record={"price": Decimal("999.00")}, more=2)

    done = change_offers(listing, [change], mali)

    record = variant_of(listing).stock_record
    assert not done
    assert (record.price, record.num_in_stock) == (Decimal("120.00"), 7)


def test_it_refuses_words_over_newer_ones(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"title_en": "First"}, mali, seen_version=1)

    with pytest.raises(Edited) as refused:
        change_words(listing, {"title_en": "Second"}, mali, seen_version=1)

    assert refused.value.listing.title_en == "First"


def test_the_worker_gives_the_address_that_a_title_asks_for(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, title_en="Indigo scarf")

    slugs.propose(listing.pk)

    listing.refresh_from_db()
    assert (listing.slug, listing.product.slug) == ("indigo-scarf", "indigo-scarf")
    assert ListingCard.objects.get().slug == "indigo-scarf"


def test_an_address_of_ones_own_is_left_alone(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, title_en="Indigo scarf", slug="mine", slug_is_own=True)

    slugs.propose(listing.pk)

    assert Listing.objects.get().slug == "mine"


def test_a_number_is_the_same_however_it_is_written(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, sku="KN-01")
    other = make_seller("kham")

    assert taken_sku(malis_shop.partner_id, "kn-01")
    assert not taken_sku(malis_shop.partner_id, "kn-01", beside=variant_of(listing).stock_record_id)
    assert not taken_sku(other.partner_id, "kn-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_listing(malis_shop, slug="other", sku="kn-01")
