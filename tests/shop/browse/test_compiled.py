"""A question that is put into SQL once answers as Django's own query does."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.sellers.models import Seller
from shop.browse.access import get_variants
from shop.browse.compiled import Question
from shop.listings.models import Listing, Variant
from shop.partner.models import StockRecord
from tests.cast import make_listing, make_seller

pytestmark = pytest.mark.django_db


@Question
def heavy_variants(grams: int) -> QuerySet[Variant]:
    return Variant.objects.filter(weight_g__gte=grams).select_related("listing__seller")


def test_it_builds_what_django_builds_for_each_number_in_one_query(malis_shop: Seller) -> None:
    light = make_listing(malis_shop, weight_g=100)
    heavy = make_listing(make_seller("krit"), weight_g=900)

    with CaptureQueriesContext(connection) as asked:
        found = {grams: heavy_variants(grams) for grams in (50, 500, 5000)}
        sellers = [variant.listing.seller for variant in found[50]]

    assert len(asked) == 3
    assert [variant.listing_id for variant in found[50]] == [light.pk, heavy.pk]
    assert [variant.listing_id for variant in found[500]] == [heavy.pk]
    assert found[5000] == []
    assert sellers == [light.seller, heavy.seller]
    assert found[500] == list(Variant.objects.filter(weight_g__gte=500))
    assert found[500][0].options == heavy.variants.get().options
    assert not found[500][0]._state.adding


def test_it_refuses_a_question_that_does_not_hang_on_its_number() -> None:
    with pytest.raises(ValueError, match="does not hang"):
        Question(lambda number: Variant.objects.filter(weight_g__lt=5))(1)


def test_price_stock_and_permission_to_sell_are_read_anew_each_time(
    client: Client, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop, stock=3)
    url = listing.get_absolute_url()
    before = get_variants(listing.product_id)[0].stock_record

    StockRecord.objects.filter(pk=before.pk).update(price=777, num_in_stock=2)
    after = get_variants(listing.product_id)[0].stock_record
    page = client.get(url).content.decode()
    answers = []
    for model, pk, state in (
        (Listing, listing.pk, Listing.State.PAUSED),
        (Listing, listing.pk, Listing.State.PUBLISHED),
        (Seller, malis_shop.pk, Seller.State.SUSPENDED),
    ):
        model.objects.filter(pk=pk).update(state=state)
        answers.append(client.get(url).status_code)

    assert (after.price, after.num_in_stock) == (777, 2)
    assert "฿777" in page
    assert answers == [404, 200, 404]


def test_a_number_larger_than_any_id_is_not_found(client: Client) -> None:
    assert client.get(f"/goods/anything_{10**30}/").status_code == 404
