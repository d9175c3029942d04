"""Goods by weight are low by the kilogram, not by the gram."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.adding import NewListing, add_listing
from shop.partner.models import StockRecord
from tests.cast import make_category, make_listing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_weighed", "limit"), [(False, 2), (True, 2000)])
def test_a_new_listing_tells_of_two_left(
    malis_shop: Seller, mali: User, is_weighed: bool, limit: int
) -> None:
    words = {"is_weighed": is_weighed}
    new = NewListing("มะม่วง", make_category(), "kg", None, 1500, words=words)

    add_listing(malis_shop, new, mali)

    assert StockRecord.objects.get().low_stock_threshold == limit


def test_limits_that_were_kept_in_pieces_become_kilograms(malis_shop: Seller) -> None:
    weighed = {"unit": "kg", "is_weighed": True}
    make_listing(malis_shop, slug="a", low_stock=2, **weighed)
    make_listing(malis_shop, slug="b", low_stock=50, **weighed)
    make_listing(malis_shop, slug="c", low_stock=0, **weighed)
    make_listing(malis_shop, slug="d", low_stock=3)

    import_module("shop.stock_news.migrations.0002_low_stock_in_grams").pieces_to_kilograms(
        apps, None
    )

    limits = StockRecord.objects.order_by("pk").values_list("low_stock_threshold", flat=True)
    assert list(limits) == [2000, 50, 0, 3]
