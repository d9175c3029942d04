"""The row that browse pages read says what the tables behind it say."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.groups.models import Community
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards, refresh_stock
from shop.listings.models import Listing, ListingCard, Photo
from shop.partner.models import StockRecord
from tests.cast import make_category, make_listing, make_photo, make_seller, variant_of
from tests.certified import entries

pytestmark = pytest.mark.django_db


def card_of(listing: Listing) -> ListingCard:
    return ListingCard.objects.get(pk=listing.pk)


def test_it_copies_listing_seller_and_province(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, "890.00", 12, certificates=entries("halal", "gi", "otop:4"))

    assert rebuild_cards() == 1

    card = card_of(listing)
    assert (card.product_id, card.slug) == (listing.product_id, "cotton-hankie")
    assert (card.title_th, card.seller_name_th) == ("ผ้าเช็ดหน้าฝ้าย", "กี่แม่มะลิ")
    assert (card.province_code, card.province_name_en) == ("50", "Chiang Mai")
    assert (card.price, card.has_price_range, card.unit) == (Decimal("890.00"), False, "cloth")
    assert card.certificate == "otop:4"
    assert (card.is_visible, card.is_available, card.left) == (True, True, None)
    assert card.listed_at == listing.created_at


def test_it_takes_the_lowest_price_of_the_variants(malis_shop: Seller) -> None:
    variants = [("แดง", "250.00", 3), ("คราม", "190.00", 0)]
    listing = make_listing(malis_shop, variants=variants)

    rebuild_cards()

    assert card_of(listing).price == Decimal("190.00")
    assert card_of(listing).has_price_range


@pytest.mark.parametrize(
    ("stock", "low", "left", "is_available"),
    [(12, 3, None, True), (3, 3, 3, True), (1, 3, 1, True), (0, 3, 0, False)],
)
def test_it_says_what_is_left_only_when_little_is(
    malis_shop: Seller, stock: int, low: int, left: int | None, is_available: bool
) -> None:
    listing = make_listing(malis_shop, stock=stock, low_stock=low)

    rebuild_cards()

    assert (card_of(listing).left, card_of(listing).is_available) == (left, is_available)


def test_goods_made_to_order_are_there_without_stock(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=0, made_to_order_days=14)

    rebuild_cards()

    assert (card_of(listing).left, card_of(listing).is_available) == (None, True)


@pytest.mark.parametrize("state", [Listing.State.DRAFT, Listing.State.PAUSED])
def test_it_hides_what_is_not_published(malis_shop: Seller, state: str) -> None:
    listing = make_listing(malis_shop, state=state)

    rebuild_cards()

    assert not card_of(listing).is_visible


def test_it_hides_the_goods_of_a_suspended_seller(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    rebuild_cards()

    Seller.objects.update(state=Seller.State.SUSPENDED)
    rebuild_cards([listing.pk])

    assert not card_of(listing).is_visible


def test_it_knows_all_categories_above_and_the_communities(market: Community) -> None:
    seller = make_seller(communities=[market])
    above = make_category()
    below = make_category("scarves", name_th="ผ้าพันคอ", name_en="Scarves", parent=above)
    listing = make_listing(seller, category=below)

    rebuild_cards()

    assert card_of(listing).category_ids == [above.pk, below.pk]
    assert card_of(listing).community_ids == [market.pk]


def test_the_first_picture_that_is_ready_is_on_the_card(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    make_photo(listing, "a" * 40, position=0, state=Photo.State.WAITING)
    make_photo(listing, "b" * 40, position=1)
    make_photo(listing, "c" * 40, position=2)

    rebuild_cards()

    assert card_of(listing).photo_key == "b" * 40


def test_search_text_is_folded(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, title_th="น้ำผึ้งป่า ๕๐๐ มล.", search_terms="น้ำผื้ง")

    rebuild_cards()

    text = card_of(listing).search_text
    assert text.startswith("นำผึงปา 500 มล. cotton hankie นำผืง")
    assert "mali's loom" in text
    assert "chiang mai" in text


def test_a_listing_without_variants_has_no_card(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    rebuild_cards()

    listing.variants.all().delete()

    assert rebuild_cards() == 0
    assert not ListingCard.objects.exists()


def test_it_touches_only_the_listings_it_is_given(malis_shop: Seller) -> None:
    first, second = make_listing(malis_shop), make_listing(malis_shop, slug="other")

    assert rebuild_cards([first.pk]) == 1

    assert list(ListingCard.objects.values_list("pk", flat=True)) == [first.pk]
    assert second.pk != first.pk


def test_it_asks_as_much_for_eleven_as_for_one(malis_shop: Seller) -> None:
    make_listing(malis_shop)
    with CaptureQueriesContext(connection) as one:
        rebuild_cards()
    for number in range(10):
        make_listing(malis_shop, slug=f"hankie-{number}")

    with CaptureQueriesContext(connection) as eleven:
        rebuild_cards()

    assert len(eleven) == len(one) <= 13


def test_refreshing_writes_stock_and_nothing_else(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=9, low_stock=2)
    rebuild_cards()
    ListingCard.objects.update(title_th="ชื่อเดิม")
    record = variant_of(listing).stock_record

    StockRecord.objects.filter(pk=record.pk).update(num_allocated=8)
    refresh_stock([record.pk])

    assert (card_of(listing).left, card_of(listing).title_th) == (1, "ชื่อเดิม")


def test_refreshing_sells_out_the_card(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=2)
    rebuild_cards()
    record = variant_of(listing).stock_record

    StockRecord.objects.filter(pk=record.pk).update(num_allocated=2)
    refresh_stock([record.pk, 999_999])

    assert (card_of(listing).left, card_of(listing).is_available) == (0, False)
