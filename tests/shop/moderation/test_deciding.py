"""What staff say to goods that wait, and what comes of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.audit.models import Act
from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.changing import change_words
from shop.listings.models import Listing, ListingCard
from shop.listings.offering import OfferChange, change_offers
from shop.moderation import deciding
from shop.moderation.errors import ChangedSince, NotWaiting, OwnGoods, ReasonMissing
from shop.moderation.models import Look, Passed
from tests.cast import join_team, make_category, make_listing, variant_of
from tests.shop.moderation.looking import publish_new, waiting

State = Listing.State
pytestmark = pytest.mark.django_db


def told(kind: str) -> int:
    return Notice.objects.filter(kind=kind).count()


def test_accepted_goods_are_on_sale_and_the_owner_is_told(
    mali: User, malis_shop: Seller, anan: User
) -> None:
    listing = publish_new(malis_shop, mali)
    look = waiting(listing)

    deciding.accept(look, anan, deciding.seal(look))

    listing.refresh_from_db()
    assert listing.state == State.PUBLISHED
    assert ListingCard.objects.get(listing=listing).is_visible
    assert (look.state, look.decided_by) == (Look.State.ACCEPTED, anan)
    assert told("listing_accepted") == 1
    assert Passed.objects.filter(listing=listing).exists()
    assert Act.objects.filter(verb="look.accepted", actor=anan).count() == 1


def test_returned_goods_are_a_draft_with_a_reason(
    mali: User, malis_shop: Seller, anan: User
) -> None:
    listing = publish_new(malis_shop, mali)
    look = waiting(listing)

    deciding.return_(look, anan, deciding.seal(look), " รูปมืดไป ")

    listing.refresh_from_db()
    assert listing.state == State.DRAFT
    assert look.reason == "รูปมืดไป"
    assert told("listing_returned") == 1


def test_a_reason_is_needed(mali: User, malis_shop: Seller, anan: User) -> None:
    look = waiting(publish_new(malis_shop, mali))

    for act in (deciding.return_, deciding.withdraw):
        with pytest.raises(ReasonMissing):
            act(look, anan, deciding.seal(look), "  ")

    assert waiting(look.listing).pk == look.pk


def test_an_accepted_change_is_written_whole(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = make_listing(malis_shop, "120.00")
    bags = make_category("bags", name_th="กระเป๋า", name_en="Bags")
    change_words(listing, {"description_th": "คู่กับเบียร์", "category": bags}, mali)
    change_offers(
        listing, [OfferChange(variant_of(listing), record={"price": Decimal("500.00")})], mali
    )
    look = waiting(listing)

    deciding.accept(look, anan, deciding.seal(look))

    listing.refresh_from_db()
    assert (listing.description_th, listing.category_id) == ("คู่กับเบียร์", bags.pk)
    assert variant_of(listing).stock_record.price == Decimal("500.00")
    assert listing.state == State.PUBLISHED
    assert Act.objects.filter(verb="listing.changed").get().actor == mali
    assert told("change_accepted") == 1
    assert Passed.objects.get(listing=listing).facts["prices"] == {
        str(variant_of(listing).pk): "500.00"
    }


def test_a_returned_change_leaves_what_is_on_sale(
    mali: User, malis_shop: Seller, anan: User
) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"title_en": "Beer mat, ivory"}, mali)
    look = waiting(listing)

    deciding.return_(look, anan, deciding.seal(look), "ชื่อเดิมดีแล้ว")

    listing.refresh_from_db()
    assert (listing.title_en, listing.state) == ("Cotton hankie", State.PUBLISHED)
    assert told("change_returned") == 1


def test_staff_decide_on_what_they_saw(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = publish_new(malis_shop, mali)
    look = waiting(listing)
    seen = deciding.seal(look)
    change_words(listing, {"title_en": "Something else"}, mali)

    with pytest.raises(ChangedSince):
        deciding.accept(look, anan, seen)

    listing.refresh_from_db()
    assert listing.state == State.REVIEW


def test_nobody_decides_on_their_own_goods(mali: User, malis_shop: Seller, anan: User) -> None:
    look = waiting(publish_new(malis_shop, mali))
    join_team(malis_shop, anan)

    with pytest.raises(OwnGoods):
        deciding.accept(look, anan, deciding.seal(look))


def test_the_second_of_two_changes_nothing(mali: User, malis_shop: Seller, anan: User) -> None:
    look = waiting(publish_new(malis_shop, mali))
    seen = deciding.seal(look)
    deciding.return_(Look.objects.get(pk=look.pk), anan, seen, "รูปมืดไป")

    with pytest.raises(NotWaiting):
        deciding.accept(look, anan, seen)

    assert Listing.objects.get().state == State.DRAFT


def test_withdrawn_goods_come_back_paused(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = make_listing(malis_shop)
    deciding.take_off(listing, anan, "ห้ามขาย")
    withdrawn = Listing.objects.get().state

    deciding.give_back(listing, anan)

    assert (withdrawn, Listing.objects.get().state) == (State.WITHDRAWN, State.PAUSED)
    assert (told("listing_withdrawn"), told("listing_given_back")) == (1, 1)


def test_a_seller_takes_a_change_back(mali: User, malis_shop: Seller, anan: User) -> None:
    listing = make_listing(malis_shop)
    change_words(listing, {"description_th": "คู่กับเบียร์"}, mali)
    look = waiting(listing)
    deciding.drop(look, mali)

    with pytest.raises(NotWaiting):
        deciding.accept(look, anan, deciding.seal(look))

    listing.refresh_from_db()
    assert listing.description_th == ""
