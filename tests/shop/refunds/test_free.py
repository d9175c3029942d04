"""Seller orders that a voucher paid for whole: their buyer paid ฿0."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.fulfilment.cancelling import OnlyWholeFree, cancel, cancel_whole
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.ledger import accounts
from shop.ledger.balances import debit_of, owed_to_seller
from shop.payments.receiving import settle_free
from shop.purchases.models import SellerOrder
from shop.purchases.placing import place
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing
from tests.shop.vouchers.codes import give_out, put_into_fund
from tests.till import CONTACT, fill_basket, first_choices, shown_to_buyer

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(market: Community, niran: User, malis_shop: Seller) -> SellerOrder:
    """2 baskets at ฿50, the delivery free, all of it from the fund of the community."""
    market.sellers.add(malis_shop)
    make_delivery(malis_shop, price="0.00")
    put_into_fund(market, "500.00")
    code = give_out("ALL", market, niran, amount="100.00", budget="200.00")
    basket = fill_basket((make_listing(malis_shop, "50.00", 5), 2))
    basket.vouchers.add(code)
    choices = first_choices(basket)
    purchase = place(
        basket.pk, CONTACT, choices, shown_to_buyer(basket, choices), user=None, language="th"
    )
    settle_free(purchase)
    return purchase.seller_orders.get()


def holds() -> bool:
    return not [one.promise.name for one in audit(gateway=False) if not one.holds]


def test_its_seller_keeps_nothing_of_the_voucher(
    share: SellerOrder, market: Community, mali: User
) -> None:
    assert share.total == 0
    assert owed_to_seller(share.seller_id) > 0

    assert cancel_whole(share, mali, to_shelf=True) is None

    share.refresh_from_db()
    record = share.lines.get().stock_record
    assert (share.state, owed_to_seller(share.seller_id)) == ("cancelled", 0)
    assert (debit_of(accounts.fund(market.pk)), debit_of("refunds_due")) == (-50_000, 0)
    assert (record.num_in_stock, record.num_allocated) == (5, 0)
    assert not Refund.objects.exists()
    assert holds()


def test_a_part_of_it_has_no_price(share: SellerOrder, mali: User) -> None:
    with pytest.raises(OnlyWholeFree):
        cancel(share, {share.lines.get().pk: 1}, mali, to_shelf=True, key="refund:a")

    assert owed_to_seller(share.seller_id) == Decimal(9500)


def test_it_comes_back_as_a_parcel(share: SellerOrder, market: Community, mali: User) -> None:
    mark_shipped(share, mali)

    assert mark_returned(share, mali, to_shelf=True) is None

    assert (owed_to_seller(share.seller_id), debit_of(accounts.fund(market.pk))) == (0, -50_000)
    assert share.lines.get().stock_record.num_in_stock == 5
    assert holds()
