"""The page of one listing."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from community.groups.models import Community
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing, Variant
from shop.partner.models import StockRecord
from tests.cast import (
    make_delivery,
    make_listing,
    make_photo,
    make_seller,
    make_variant,
    variant_of,
)
from tests.certified import entries

pytestmark = pytest.mark.django_db


def page_of(client: Client, listing: Listing, **query: str) -> str:
    response = client.get(listing.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_price_unit_vat_seller_and_province(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, "1250.50", 12)

    page = page_of(client, listing)

    assert "฿1,250.50" in page
    assert "/ ผืน · รวม VAT แล้ว" in page
    assert "กี่แม่มะลิ · เชียงใหม่" in page
    assert f'<input type="hidden" name="variant" value="{listing.product_id}">' in page


@pytest.mark.parametrize(
    ("stock", "days", "expected"),
    [(3, None, "เหลือ 3 ผืน"), (0, 14, "ทำตามสั่ง 14 วัน"), (0, None, "หมดชั่วคราว")],
)
def test_it_says_what_is_left(
    client: Client, malis_shop: Seller, stock: int, days: int | None, expected: str
) -> None:
    listing = make_listing(malis_shop, stock=stock, made_to_order_days=days)

    assert expected in page_of(client, listing)


def test_what_is_reserved_is_not_left(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=5)
    StockRecord.objects.update(num_allocated=3)

    assert "เหลือ 2 ผืน" in page_of(client, listing)


def test_what_is_sold_out_has_no_button_but_a_way_on(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=0)

    page = page_of(client, listing)

    assert "ใส่ตะกร้า" not in page
    assert "ตอนนี้ขายหมดแล้ว" in page
    assert 'href="/sellers/mali/"' in page


def test_each_variant_has_its_price_and_what_is_left(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(
        malis_shop, variants=[("แดง", "250.00", 0), ("คราม", "190.00", 7), ("ดำ", "210.00", 2)]
    )

    response = client.get(listing.get_absolute_url())

    red, blue, black = response.context["variants"]
    assert (red.price, red.left, red.is_available) == (Decimal("250.00"), 0, False)
    assert (blue.price, blue.left, blue.most) == (Decimal("190.00"), 7, 7)
    assert response.context["chosen"] == blue
    assert response.context["axis"] == "สี"
    assert black.left_text == "เหลือ 2 ผืน"


@pytest.mark.parametrize("wanted", ["x", "", "0", "-1", "9" * 500])
def test_a_variant_that_is_not_there_chooses_the_first(
    client: Client, malis_shop: Seller, wanted: str
) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 1), ("คราม", "190.00", 7)])

    response = client.get(listing.get_absolute_url(), {"variant": wanted})

    assert response.context["chosen"].name == "แดง"


def test_an_address_may_choose_the_variant(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 1), ("คราม", "190.00", 7)])
    blue = listing.variants.get(position=1)

    response = client.get(listing.get_absolute_url(), {"variant": str(blue.product_id)})

    assert response.context["chosen"].name == "คราม"


def test_it_says_how_the_goods_come_and_for_how_much(client: Client, market: Community) -> None:
    seller = make_seller(communities=[market])
    make_delivery(seller, "weight", position=1)
    make_delivery(seller, "flat", "40.00", position=2)
    make_delivery(seller, "pickup", community=market, position=3)
    make_delivery(seller, "flat", "99.00", is_active=False)
    listing = make_listing(seller, weight_g=300)

    response = client.get(listing.get_absolute_url())

    ways = response.context["deliveries"]
    assert [way.price for way in ways] == [Decimal("67.00"), Decimal("40.00"), Decimal("0.00")]
    assert ways[2].pickup_place == "ศาลากลางบ้าน"
    assert ways[2].market_day.day.weekday() == 5


def test_what_the_seller_wrote_is_text_in_paragraphs(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, description_th="2 < 3 <b>ผืน</b>\n\nสอง")

    page = page_of(client, listing)

    assert "<p>2 &lt; 3 ผืน</p>" in page
    assert "<p>สอง</p>" in page


def test_it_explains_certificates_season_and_keeping(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(
        malis_shop,
        certificates=entries("gi", "otop:5", "fda:50-2-00000-2-9001"),
        harvest_from=11,
        harvest_to=2,
        shelf_life_days=30,
    )

    page = page_of(client, listing)

    assert page.index("OTOP 5★") < page.index("สิ่งบ่งชี้ทางภูมิศาสตร์")
    assert "เลขที่ 50-2-00000-2-9001" in page
    assert "พฤศจิกายน–กุมภาพันธ์" in page
    assert "30 วัน" in page


def test_more_of_the_seller_leaves_itself_out(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    make_listing(malis_shop, slug="other", title_th="ผ้าอื่น")
    rebuild_cards()

    more = client.get(listing.get_absolute_url()).context["more"]

    assert [card.title for card in more] == ["ผ้าอื่น"]


@pytest.mark.parametrize(("photo", "number"), [("2", 2), ("0", 1), ("9", 1), ("x", 1), ("๒", 1)])
def test_an_address_may_choose_the_picture(
    client: Client, malis_shop: Seller, photo: str, number: int
) -> None:
    listing = make_listing(malis_shop)
    make_photo(listing, "a" * 40, position=0)
    make_photo(listing, "b" * 40, position=1)

    response = client.get(listing.get_absolute_url(), {"photo": photo})

    assert response.context["photos"].number == number


def test_an_old_slug_moves_for_good(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)

    response = client.get(f"/goods/old-name_{listing.product_id}/?variant=1")

    assert response.status_code == 301
    assert response["Location"] == f"{listing.get_absolute_url()}?variant=1"


@pytest.mark.parametrize(
    "state", [Listing.State.DRAFT, Listing.State.PAUSED, Listing.State.WITHDRAWN]
)
def test_what_is_not_on_sale_is_not_found(client: Client, malis_shop: Seller, state: str) -> None:
    listing = make_listing(malis_shop, state=state)

    assert client.get(listing.get_absolute_url()).status_code == 404


def test_the_goods_of_a_suspended_seller_are_not_found(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    Seller.objects.update(state=Seller.State.SUSPENDED)

    assert client.get(listing.get_absolute_url()).status_code == 404


def test_a_variant_is_no_page_of_its_own(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("แดง", "250.00", 1)])
    child = variant_of(listing).product

    assert client.get(f"/goods/x_{child.pk}/").status_code == 404
    assert client.get(f"/goods/x_{'9' * 30}/").status_code == 404


def test_two_axes_are_chosen_one_by_one_without_a_script(
    client: Client, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop, axes=["สี", "ขนาด"], variants=[("แดง", "250.00", 1)])
    Variant.objects.update(options={"สี": "แดง", "ขนาด": "S"})
    large = make_variant(listing, "290.00", 4, options={"สี": "แดง", "ขนาด": "L"})
    blue = make_variant(listing, "190.00", 0, options={"สี": "คราม", "ขนาด": "L"})

    page = client.get(listing.get_absolute_url(), {"variant": str(large.product_id)})

    colours, sizes = page.context["chosen"].axes
    assert (colours.name, sizes.name) == ("สี", "ขนาด")
    assert [(one.value, one.is_chosen) for one in sizes.choices] == [("S", False), ("L", True)]
    assert colours.choices[1].url == f"?variant={blue.product_id}#choose"
    assert not colours.choices[1].is_available
    assert (
        f'<input type="hidden" name="variant" value="{large.product_id}">' in page.content.decode()
    )
    assert "฿290" in page.content.decode()


def test_a_variant_leads_to_its_own_picture(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(
        malis_shop, axes=["สี"], variants=[("แดง", "250.00", 1), ("ดำ", "250.00", 1)]
    )
    make_photo(listing, "a" * 40, position=0)
    black = listing.variants.get(position=1)
    black.photo = make_photo(listing, "b" * 40, position=1)
    black.save()

    (colours,) = client.get(listing.get_absolute_url()).context["chosen"].axes

    assert colours.choices[1].url == f"?variant={black.product_id}&photo=2#choose"


def test_sizes_are_compared_by_one_measure(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, variants=[("เล็ก", "50.00", 1), ("ใหญ่", "360.00", 1)])
    for variant, grams in zip(listing.variants.all(), (200, 1800), strict=True):
        variant.content, variant.content_unit = grams, "g"
        variant.save()

    page = client.get(listing.get_absolute_url(), headers={"accept-language": "en"})

    assert [one.measured for one in page.context["variants"]] == ["฿25 ต่อ 100 ก.", "฿20 ต่อ 100 ก."]


def test_lines_that_begin_with_a_dash_are_a_list(client: Client, malis_shop: Seller) -> None:
    words = "ซักมือ\n- น้ำเย็น\n- ตาก <b onclick=x>ในร่ม</b>\n\n1. หนึ่ง\n2. สอง"
    listing = make_listing(malis_shop, description_th=words)

    page = page_of(client, listing)

    assert "<p>ซักมือ</p><ul><li>น้ำเย็น</li><li>ตาก ในร่ม</li></ul>" in page
    assert "<ol><li>หนึ่ง</li><li>สอง</li></ol>" in page


def test_what_was_stored_as_markup_is_drawn_as_text(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE listings_listing SET description_th = '<img src=x onerror=a()>'")

    page = page_of(client, listing)

    assert "&lt;img src=x onerror=a()&gt;" in page


def test_what_goes_with_it_is_shown_once_it_is_on_sale(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    bag = make_listing(malis_shop, slug="bag", title_th="กระเป๋า")
    hidden = make_listing(malis_shop, slug="hidden", state=Listing.State.PAUSED)
    listing.related.set([bag, hidden])
    rebuild_cards()

    page = page_of(client, listing)

    assert "เข้ากันได้ดีกับ" in page
    assert page.count('href="/goods/bag_') == 2  # beside it, and among what else the shop has
    assert 'href="/goods/hidden_' not in page
