"""What listings claimed before there were certificates waits for staff."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from community.sellers.models import Seller
from shop.certificates.models import Certificate
from shop.listings.models import Listing, ListingCard
from tests.cast import make_listing

pytestmark = pytest.mark.django_db


def test_equal_strings_of_a_seller_become_one_certificate_that_waits(malis_shop: Seller) -> None:
    codes = (["otop:5", "fda:50-2-00000-2-9001"], ["otop:5", "unknown"], [])
    goods = [
        make_listing(malis_shop, slug=f"goods-{number}", certificates=held)
        for number, held in enumerate(codes)
    ]

    import_module("shop.certificates.migrations.0002_from_strings").move(apps, None)

    fda, otop = Certificate.objects.order_by("kind")
    assert (otop.stars, otop.number, otop.state) == (5, "", Certificate.State.WAITING)
    assert list(otop.listings.order_by("pk")) == goods[:2]
    assert (fda.number, fda.stars) == ("50-2-00000-2-9001", None)
    assert not Listing.objects.exclude(certificates=[]).exists()
    assert not ListingCard.objects.exclude(certificate="").exists()
