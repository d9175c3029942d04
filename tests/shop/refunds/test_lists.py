"""What lists of purchases say of one that was given back."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from shop.fulfilment.cancelling import cancel_whole
from shop.purchases.models import Purchase
from tests.cast import make_listing, make_seller, make_user
from tests.shop.refunds.paid import paid_purchase

pytestmark = pytest.mark.django_db


def row(purchase: Purchase) -> str:
    purchase = Purchase.objects.get(pk=purchase.pk)
    return render_to_string("people/purchase_row.html", {"purchase": purchase})


def test_a_part_and_then_all_of_it() -> None:
    mali = make_user("mali@example.org")
    first = make_listing(make_seller(owner=mali))
    second = make_listing(make_seller("niran", owner=make_user("n@example.org")), slug="mats")
    purchase = paid_purchase(first, second)
    assert "tag-quiet" not in row(purchase)
    paid = Purchase.State.PAID.label
    shares = list(purchase.seller_orders.order_by("pk"))

    cancel_whole(shares[0], mali, to_shelf=True)
    assert (str(paid) in row(purchase), "tag-quiet" in row(purchase)) == (True, True)

    cancel_whole(shares[1], mali, to_shelf=True)
    assert str(paid) not in row(purchase).replace("จ่ายเงินแล้วคืน", "")
