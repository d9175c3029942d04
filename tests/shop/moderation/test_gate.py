"""What goes on sale at once, and what staff look at first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.changing import change_words, move_listing, publish
from shop.listings.models import CategoryWords, Listing
from shop.listings.offering import OfferChange, change_offers
from shop.moderation import gate
from shop.moderation.models import Look, Passed
from tests.cast import make_category, make_listing, make_photo, variant_of
from tests.certified import make_certificate
from tests.shop.moderation.looking import make_known, publish_new, waiting
from tests.sold import make_purchase

State = Listing.State
pytestmark = pytest.mark.django_db


def rules(look: Look) -> list[str]:
    return [one["rule"] for one in look.why]


def price(listing: Listing, baht: str, by: User) -> bool:
    change = OfferChange(variant_of(listing), record={"price": Decimal(baht)})
    return change_offers(listing, [change], by)


def price_of(listing: Listing) -> Decimal:
    found: Decimal = variant_of(listing).stock_record.price
    return found


def test_the_first_three_of_a_new_seller_are_looked_at(mali: User, malis_shop: Seller) -> None:
    new = [publish_new(malis_shop, mali) for _ in range(3)]
    states = [listing.state for listing in new]
    Listing.objects.update(state=State.PUBLISHED)

    fourth = publish_new(malis_shop, mali)

    assert states == ["review", "review", "review"]
    assert waiting(new[0]).why == [{"rule": "first", "number": 1}]
    assert fourth.state == State.PUBLISHED
    assert Passed.objects.get(listing=fourth).facts["title_th"] == "ผ้าเช็ดหน้าฝ้าย"


def test_who_has_sold_publishes_at_once(mali: User, malis_shop: Seller) -> None:
    make_purchase(make_listing(malis_shop), number="PAJD-2222")

    assert publish_new(malis_shop, mali).state == State.PUBLISHED


def test_goods_of_a_shop_that_joins_are_looked_at_with_its_application(
    mali: User, malis_shop: Seller
) -> None:
    Seller.objects.update(state=Seller.State.JOINING)
    malis_shop.refresh_from_db()

    assert publish_new(malis_shop, mali).state == State.PUBLISHED
    assert publish_new(malis_shop, mali, title_th="ไวน์").state == State.REVIEW


def test_a_pause_asks_nobody_and_a_detour_over_the_archive_does(
    mali: User, malis_shop: Seller
) -> None:
    paused = make_listing(malis_shop, slug="paused")
    draft = make_listing(malis_shop, slug="draft", state=State.DRAFT)
    make_photo(draft)
    move_listing(paused, State.PAUSED, mali)
    move_listing(draft, State.ARCHIVED, mali)
    move_listing(draft, State.PAUSED, mali)

    assert publish(paused, mali) == State.PUBLISHED
    assert publish(draft, mali) == State.REVIEW


def test_a_word_brings_a_known_seller_before_staff(mali: User, malis_shop: Seller) -> None:
    make_known(malis_shop)

    listing = publish_new(malis_shop, mali, description_th="หมักเป็นสาโท รสหวาน")

    assert listing.state == State.REVIEW
    assert waiting(listing).why == [
        {
            "rule": "word",
            "field": "description_th",
            "word": "สาโท",
            "topic": "alcohol",
            "written": "สาโท",
            "forbidden": True,
        }
    ]


def test_a_guarded_category_asks_for_the_certificate(mali: User, malis_shop: Seller) -> None:
    make_known(malis_shop)
    food = make_category("food", name_th="อาหาร", name_en="Food")
    CategoryWords.objects.filter(category=food).update(needs_certificate="fda")
    without = publish_new(malis_shop, mali, category=food)
    listing = make_listing(malis_shop, slug="with", state=State.DRAFT, category=food)
    make_photo(listing, key="c" * 40)
    make_certificate(listing, kind="fda")

    publish(listing, mali)

    assert waiting(without).why == [{"rule": "certificate", "kind": "fda"}]
    assert listing.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("baht", "is_held"), [("359.99", False), ("360", True), ("40.01", False), ("40", True)]
)
def test_three_times_the_price_or_a_third_is_held(
    mali: User, malis_shop: Seller, baht: str, is_held: bool
) -> None:
    listing = make_listing(malis_shop, "120.00")

    done = price(listing, baht, mali)

    assert done is not is_held
    assert price_of(listing) == (Decimal("120.00") if is_held else Decimal(baht))
    assert Look.objects.filter(kind="edit").exists() is is_held


def test_small_steps_come_to_a_large_one(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, "120.00")

    done = [price(listing, baht, mali) for baht in ("200", "300", "400")]

    assert done == [True, True, False]
    assert price_of(listing) == Decimal("300.00")
    assert waiting(listing).why[0]["old"] == "120.00"


def test_a_new_name_is_held_after_sales_alone(mali: User, malis_shop: Seller) -> None:
    sold, unsold = make_listing(malis_shop, slug="a"), make_listing(malis_shop, slug="b")
    make_purchase(sold, number="PAJD-2222")

    small = change_words(sold, {"title_th": "ผ้าเช็ดหน้าฝ้ายแม่แจ่ม"}, mali)
    large = change_words(sold, {"title_th": "กระเป๋าหนังวัว", "unit": "item"}, mali)
    free = change_words(unsold, {"title_th": "กระเป๋าหนังวัว"}, mali)

    sold.refresh_from_db()
    assert (small, large, free) == (True, False, True)
    assert (sold.title_th, sold.unit) == ("ผ้าเช็ดหน้าฝ้ายแม่แจ่ม", "cloth")
    assert waiting(sold).after == {"title_th": "กระเป๋าหนังวัว", "unit": "item"}
    assert rules(waiting(sold)) == ["title"]


def test_a_form_sent_again_without_a_change_is_no_question(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    same = {"title_th": listing.title_th, "category": listing.category, "unit": "cloth"}

    assert gate.may_change(listing, same, mali)
    assert not Look.objects.exists()


def test_other_photos_are_held(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    make_photo(listing, key="a" * 40)

    assert gate.may_change(listing, {"photos": ["a" * 40, "b" * 40]}, mali)
    assert not gate.may_change(listing, {"photos": ["b" * 40]}, mali)
    assert rules(waiting(listing)) == ["photos"]


def test_a_second_risky_change_joins_the_first(mali: User, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, "120.00")
    change_words(listing, {"description_th": "คู่กับเบียร์"}, mali)
    first = waiting(listing)

    price(listing, "1200", mali)

    look = waiting(listing)
    assert (look.pk, look.asked_at) == (first.pk, first.asked_at)
    assert sorted(look.after) == ["description_th", "prices"]
    assert rules(look) == ["word", "price"]


def test_what_the_seller_writes_otherwise_meanwhile_is_not_overwritten(
    mali: User, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"description_th": "คู่กับเบียร์"}, mali)

    change_words(listing, {"description_th": "คู่กับน้ำชา"}, mali)

    assert Look.objects.get().state == Look.State.DROPPED
    listing.refresh_from_db()
    assert listing.description_th == "คู่กับน้ำชา"


def test_what_is_not_on_sale_changes_freely_and_is_looked_at_at_the_gate(
    mali: User, malis_shop: Seller
) -> None:
    make_known(malis_shop)
    listing = publish_new(malis_shop, mali)
    move_listing(listing, State.PAUSED, mali)

    changed = change_words(listing, {"title_en": "Craft beer"}, mali)

    assert changed
    assert publish(listing, mali) == State.REVIEW
    assert rules(waiting(listing)) == ["word"]
