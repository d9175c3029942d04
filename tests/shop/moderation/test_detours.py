"""Ways around the gate that lead before it all the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.changing import CannotMove, NotReady, change_words, move_listing, publish
from shop.listings.models import Listing
from shop.listings.offering import OfferChange, change_offers
from shop.listings.variants import rename_value, set_axes
from shop.moderation import deciding, gate
from shop.moderation.errors import TakenBack
from shop.moderation.models import Look, Passed
from tests.cast import make_listing, make_photo, variant_of
from tests.shop.moderation.looking import make_known, publish_new, waiting

State = Listing.State
pytestmark = pytest.mark.django_db


def make_draft(seller: Seller, slug: str = "draft") -> Listing:
    return make_listing(seller, slug=slug, state=State.DRAFT)


def detour(listing: Listing, by: User) -> None:
    """Put it away and bring it back: a draft is paused then."""
    move_listing(listing, State.ARCHIVED, by)
    move_listing(listing, State.PAUSED, by)


def test_what_was_put_away_as_a_draft_makes_nobody_known(mali: User, malis_shop: Seller) -> None:
    for number in range(3):
        detour(make_draft(malis_shop, f"draft-{number}"), mali)

    fourth = publish_new(malis_shop, mali)

    assert fourth.state == State.REVIEW
    assert waiting(fourth).why == [{"rule": "first", "number": 1}]


def test_what_was_on_sale_and_is_put_away_still_counts(mali: User, malis_shop: Seller) -> None:
    make_known(malis_shop)
    for listing in malis_shop.listings.all():
        move_listing(listing, State.ARCHIVED, mali)

    assert publish_new(malis_shop, mali).state == State.PUBLISHED


def test_what_staff_took_off_does_not(mali: User, malis_shop: Seller, anan: User) -> None:
    make_known(malis_shop)
    deciding.take_off(malis_shop.listings.all()[0], anan, "ของปลอม")

    assert waiting(publish_new(malis_shop, mali)).why == [{"rule": "first", "number": 3}]


def test_a_detour_needs_a_photo_too(mali: User, malis_shop: Seller) -> None:
    make_known(malis_shop)
    listing = make_draft(malis_shop)
    detour(listing, mali)

    with pytest.raises(NotReady) as refused:
        publish(listing, mali)

    assert refused.value.missing == ["photo"]


def test_what_is_admitted_is_what_is_there_now(mali: User, malis_shop: Seller) -> None:
    make_known(malis_shop)
    listing = make_draft(malis_shop)
    make_photo(listing)
    read_before = Listing.objects.select_related("seller").get(pk=listing.pk)
    change_words(listing, {"description_th": "ต้มเหล้าขาวเอง"}, mali)

    assert publish(read_before, mali) == State.REVIEW
    assert waiting(listing).after["description_th"] == "ต้มเหล้าขาวเอง"


def test_what_staff_took_off_meanwhile_stays_off(
    mali: User, malis_shop: Seller, anan: User
) -> None:
    listing = make_listing(malis_shop)
    move_listing(listing, State.PAUSED, mali)
    read_before = Listing.objects.get(pk=listing.pk)
    deciding.take_off(listing, anan, "ของปลอม")

    with pytest.raises(CannotMove):
        publish(read_before, mali)


@pytest.mark.parametrize("written", ["axis", "value", "renamed", "search_terms"])
def test_words_beside_the_text_are_looked_at(mali: User, malis_shop: Seller, written: str) -> None:
    listing = make_listing(malis_shop)
    set_axes(listing, {"รส": ["หวาน", "จืด"]}, mali)

    done = {
        "axis": lambda: set_axes(listing, {"เหล้าขาว": ["หวาน"]}, mali),
        "value": lambda: set_axes(listing, {"รส": ["หวาน", "จืด", "เบียร์"]}, mali),
        "renamed": lambda: rename_value(listing, "รส", "จืด", "เบียร์", mali),
        "search_terms": lambda: change_words(listing, {"search_terms": "บุหรี่ไฟฟ้า"}, mali),
    }[written]()

    listing.refresh_from_db()
    field = "search_terms" if written == "search_terms" else "axes"
    assert done is False
    assert [(why["rule"], why["field"]) for why in waiting(listing).why] == [("word", field)]
    assert [one.name for one in listing.variants.all()] == ["หวาน", "จืด"]
    assert listing.search_terms == ""


def test_accepted_values_are_written(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = make_listing(malis_shop)
    set_axes(listing, {"รส": ["หวาน", "จืด"]}, mali)
    first, second = listing.variants.all()
    set_axes(listing, {"รส": ["หวาน", "จืด", "เบียร์"]}, mali)
    rename_value(listing, "รส", "จืด", "รสเบียร์", mali)  # the later wish is the one that counts
    look = waiting(listing)

    deciding.accept(look, anan, deciding.seal(look))

    variants = list(listing.variants.all())
    assert [(one.pk, one.name) for one in variants] == [(first.pk, "หวาน"), (second.pk, "รสเบียร์")]
    assert Passed.objects.get().facts["axes"] == [["รส", ["หวาน", "รสเบียร์"]]]


def test_an_accepted_new_value_makes_a_variant(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = make_listing(malis_shop)
    set_axes(listing, {"รส": ["เบียร์", "จืด"]}, mali)
    look = waiting(listing)

    deciding.accept(look, anan, deciding.seal(look))

    assert [one.name for one in listing.variants.all()] == ["เบียร์", "จืด"]


@pytest.mark.parametrize(
    ("baht", "is_held"), [("299", False), ("300", True), ("34", False), ("33", True)]
)
def test_a_new_variant_is_measured_by_the_others(
    mali: User, malis_shop: Seller, baht: str, is_held: bool
) -> None:
    listing = make_listing(malis_shop, "100.00")
    gate.let_through(listing, {"prices": {str(variant_of(listing).pk): "100.00"}})
    set_axes(listing, {"สี": ["แดง", "ดำ"]}, mali)
    new = listing.variants.last()
    assert new

    done = change_offers(listing, [OfferChange(new, record={"price": Decimal(baht)})], mali)

    assert done is not is_held


def test_many_prices_are_measured_by_what_passed(mali: User, malis_shop: Seller) -> None:
    steady, jumps, draft = (make_listing(malis_shop, "120.00", slug=one) for one in "abc")
    Listing.objects.filter(pk=draft.pk).update(state=State.DRAFT)
    for listing in (steady, jumps):
        gate.let_through(listing, gate.facts_of(listing))
    change_offers(jumps, [OfferChange(variant_of(jumps), record={"price": Decimal(350)})], mali)
    prices = {one.pk: {variant_of(one).pk: Decimal("355")} for one in (steady, jumps, draft)}
    prices[jumps.pk] = {variant_of(jumps).pk: Decimal("400")}  # a small step, and far from 120

    assert gate.asked_about(prices) == {jumps.pk}


def test_staff_take_off_what_is_put_away(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = make_listing(malis_shop)
    move_listing(listing, State.ARCHIVED, mali)

    deciding.take_off(listing, anan, "ของปลอม")

    with pytest.raises(CannotMove):
        publish(listing, mali)
    assert Listing.objects.get().state == State.WITHDRAWN


def test_what_is_put_away_waits_no_more(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = publish_new(malis_shop, mali)
    look = waiting(listing)
    seen = deciding.seal(look)
    detour(listing, mali)

    with pytest.raises(TakenBack):
        deciding.accept(look, anan, seen)

    assert Listing.objects.get().state == State.PAUSED
    assert Look.objects.get().state == Look.State.DROPPED


def test_words_written_in_a_pause_end_the_older_wish(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"description_th": "คู่กับเบียร์"}, mali)
    move_listing(listing, State.PAUSED, mali)

    change_words(listing, {"description_th": "คู่กับน้ำชา"}, mali)

    assert Look.objects.get().state == Look.State.DROPPED


def test_a_wish_ends_when_the_goods_go_before_staff_and_the_owner_is_told(
    mali: User, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"description_th": "คู่กับเบียร์"}, mali)
    move_listing(listing, State.PAUSED, mali)
    change_words(listing, {"title_en": "Craft beer"}, mali)

    publish(listing, mali)

    states = Look.objects.order_by("pk").values_list("kind", "state")
    assert list(states) == [("edit", "dropped"), ("new", "waiting")]
    assert Notice.objects.filter(kind="change_dropped").count() == 1


def test_an_accepted_wish_lets_nothing_else_through(
    mali: User, malis_shop: Seller, anan: User
) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"description_th": "คู่กับเบียร์"}, mali)
    move_listing(listing, State.PAUSED, mali)
    change_words(listing, {"title_en": "Craft beer"}, mali)
    look = waiting(listing)
    deciding.accept(look, anan, deciding.seal(look))

    assert publish(listing, mali) == State.REVIEW
