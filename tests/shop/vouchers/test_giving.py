"""Codes of a shop, a community and the marketplace: whose goods, how much, who pays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.basket.contents import Contents, read_contents
from shop.books.audit import audit
from shop.ledger import accounts
from shop.ledger.balances import debit_of, owed_to_seller
from shop.listings.models import Listing
from shop.payments.paying import start, sync
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase
from shop.vouchers.bearing import borne_elsewhere
from shop.vouchers.funds import AboveFund, fund_left
from shop.vouchers.making import CodeTaken, stop_voucher
from shop.vouchers.showing import given_in, given_of
from tests.cast import make_delivery, make_listing, make_seller
from tests.fakestripe import FakeStripe
from tests.shop.vouchers.codes import give_out, put_into_fund
from tests.till import fill_basket, place_basket

pytestmark = pytest.mark.django_db


def baht(text: str) -> Decimal:
    return Decimal(text)


@pytest.fixture
def three(malis_shop: Seller) -> list[Listing]:
    """Three sellers, a thing of ฿33.35 each: ฿100 does not divide by three."""
    shops = [malis_shop, make_seller("bees"), make_seller("kham")]
    for shop in shops:
        make_delivery(shop)
    return [make_listing(shop, "33.35", 9, slug=f"thing-{shop.slug}") for shop in shops]


def place_with(listings: list[Listing], *codes: object) -> Purchase:
    basket = fill_basket(*((listing, 1) for listing in listings))
    basket.vouchers.add(*codes)
    return place_basket(basket)


def contents_with(listings: list[Listing], *codes: object) -> Contents:
    basket = fill_basket(*((listing, 1) for listing in listings))
    basket.vouchers.add(*codes)
    return read_contents(basket)


def pay(purchase: Purchase, till: FakeStripe) -> None:
    attempt = start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    sync(attempt)


def test_satang_that_do_not_divide_by_three_sellers(
    three: list[Listing], anan: User, till: FakeStripe
) -> None:
    purchase = place_with(three, give_out("TEN", None, anan, amount="10.00"))

    pay(purchase, till)

    shares = list(purchase.seller_orders.order_by("number"))
    assert [share.discount for share in shares] == [baht("3.34"), baht("3.33"), baht("3.33")]
    assert [share.discount_elsewhere for share in shares] == [share.discount for share in shares]
    assert [share.commission for share in shares] == [baht("1.67")] * 3
    assert debit_of(accounts.DISCOUNTS) == 1000
    assert owed_to_seller(three[0].seller_id) == 3335 + 4000 - 167
    assert all(finding.holds for finding in audit(gateway=True))


def test_a_shops_code_is_for_its_own_goods_and_borne_by_it(
    three: list[Listing], malis_shop: Seller, mali: User, till: FakeStripe
) -> None:
    purchase = place_with(three, give_out("MALI10", malis_shop, mali, percent="10"))

    pay(purchase, till)

    shares = list(purchase.seller_orders.order_by("number"))
    assert [share.discount for share in shares] == [baht("3.34"), baht("0.00"), baht("0.00")]
    assert shares[0].discount_elsewhere == 0
    assert shares[0].commission == baht("1.50")  # of 30.01
    assert all(finding.holds for finding in audit(gateway=True))


def test_a_communitys_code_is_borne_by_its_fund(
    three: list[Listing], market: Community, niran: User, till: FakeStripe
) -> None:
    market.sellers.add(three[0].seller, three[1].seller)
    put_into_fund(market, "50.00")
    code = give_out("MARKET", market, niran, amount="20.00", budget="50.00")
    assert fund_left(market) == 0

    purchase = place_with(three, code)
    pay(purchase, till)

    shares = list(purchase.seller_orders.order_by("number"))
    assert [share.discount for share in shares] == [baht("10.00"), baht("10.00"), baht("0.00")]
    assert borne_elsewhere(shares[0]) == [(accounts.fund(market.pk), baht("10.00"))]
    assert debit_of(accounts.fund(market.pk)) == -3000
    assert fund_left(market) == 0
    assert all(finding.holds for finding in audit(gateway=True))


def test_a_community_promises_no_more_than_its_fund_has(market: Community, niran: User) -> None:
    put_into_fund(market, "50.00")
    give_out("FIRST", market, niran, amount="10.00", budget="30.00")

    with pytest.raises(AboveFund) as wrong:
        give_out("SECOND", market, niran, amount="10.00", budget="20.01")

    assert wrong.value.left == baht("20.00")


def test_two_codes_meet_the_nearer_one_first(
    three: list[Listing], malis_shop: Seller, mali: User, anan: User
) -> None:
    near = give_out("NEAR", malis_shop, mali, percent="50")
    far = give_out("FAR", None, anan, percent="10")

    contents = contents_with(three, far, near)

    # 16.67 is left of the first; 10 % of 16.67 + 33.35 + 33.35 is 8.34.
    off = [line.discount for line in contents.lines]
    assert off == [baht("16.68") + baht("1.67"), baht("3.34"), baht("3.33")]
    assert {(one.code, one.amount) for one in given_in(contents)} == {
        ("NEAR", baht("16.68")),
        ("FAR", baht("8.34")),
    }


@pytest.mark.parametrize(
    ("terms", "taken"),
    [
        ({"percent": "10", "most": "5.00"}, "5.00"),
        ({"amount": "500.00"}, "100.05"),
        ({"amount": "20.00", "least_goods": "100.05"}, "20.00"),
        ({"amount": "20.00", "least_goods": "100.06"}, "0.00"),
        ({"amount": "20.00", "budget": "7.00"}, "7.00"),
    ],
)
def test_terms_limit_what_is_taken(
    three: list[Listing], anan: User, terms: dict[str, str], taken: str
) -> None:
    contents = contents_with(three, give_out("CODE", None, anan, **terms))

    assert contents.discount == baht(taken)


def test_a_code_is_used_as_often_as_said(three: list[Listing], anan: User) -> None:
    code = give_out("ONCE", None, anan, amount="10.00", times=1)
    place_with(three, code)

    assert contents_with(three, code).discount == 0


@pytest.mark.parametrize("limit", [{"times": 1}, {"budget": "10.00"}])
def test_a_code_that_others_used_up_is_not_spent_again_by_late_money(
    three: list[Listing], anan: User, till: FakeStripe, limit: dict[str, Any]
) -> None:
    code = give_out("ONE", None, anan, amount="10.00", **limit)
    late = place_with(three[:1], code)
    attempt = start(late, "promptpay")
    expire(late)
    pay(place_with(three[:1], code), till)

    till.do(attempt.gateway_id or "", "pay")
    sync(attempt)

    late.refresh_from_db()
    assert late.state == Purchase.State.EXPIRED
    assert late.refunds.get().amount == late.total
    offer = code.offers.get()
    assert (offer.num_applications, offer.total_discount) == (1, baht("10.00"))
    assert debit_of(accounts.DISCOUNTS) == 1000
    assert all(finding.holds for finding in audit(gateway=True))


def test_a_code_that_is_left_is_counted_again_with_late_money(
    three: list[Listing], anan: User, till: FakeStripe
) -> None:
    code = give_out("ONE", None, anan, amount="10.00", times=1, budget="10.00")
    late = place_with(three[:1], code)
    attempt = start(late, "promptpay")
    expire(late)

    till.do(attempt.gateway_id or "", "pay")
    sync(attempt)

    late.refresh_from_db()
    offer = code.offers.get()
    assert late.state == Purchase.State.PAID
    assert (offer.num_applications, offer.total_discount) == (1, baht("10.00"))


def test_a_stopped_code_takes_nothing_and_keeps_what_it_took(
    three: list[Listing], anan: User
) -> None:
    code = give_out("STOP", None, anan, amount="10.00")
    purchase = place_with(three, code)

    assert stop_voucher(code.terms, anan)

    assert not stop_voucher(code.terms, anan)
    code.refresh_from_db()
    assert contents_with(three, code).discount == 0
    assert purchase.discount == baht("10.00")


def test_a_code_belongs_to_one(malis_shop: Seller, mali: User, anan: User) -> None:
    give_out("SAME", malis_shop, mali, amount="5.00")

    with pytest.raises(CodeTaken):
        give_out("SAME", None, anan, amount="5.00")


def test_what_is_moved_is_never_asked_again(
    three: list[Listing], malis_shop: Seller, mali: User
) -> None:
    code = give_out("MOVED", malis_shop, mali, percent="10")
    purchase = place_with(three, code)

    stop_voucher(code.terms, mali)
    malis_shop.commission_rules.create(percent="50", valid_from="2020-01-01")

    share = purchase.seller_orders.get(seller=malis_shop)
    assert (share.discount, share.commission) == (baht("3.34"), baht("1.50"))
    assert [(one.code, one.giver) for one in given_of(purchase)] == [("MOVED", malis_shop.name)]


def test_a_buyer_reads_who_gives_the_discount(
    client: Client, three: list[Listing], malis_shop: Seller, mali: User
) -> None:
    give_out("MALI5", malis_shop, mali, amount="5.00")
    client.cookies["talat_language"] = "en"
    for listing in three:
        client.post("/basket/add/", {"variant": listing.variants.get().product_id, "quantity": 1})

    client.post("/basket/voucher/add/", {"code": "mali5"})

    assert "MALI5 from Mali&#x27;s Loom: ฿5" in client.get("/basket/").content.decode()


def test_a_basket_of_many_lines_asks_no_more(
    three: list[Listing], malis_shop: Seller, mali: User
) -> None:
    code = give_out("MALI5", malis_shop, mali, percent="5")
    many = [make_listing(malis_shop, "50.00", 9, slug=f"m-{n}", sku=f"M{n}") for n in range(8)]
    counts = []
    for listings in (three[:1], many):
        basket = fill_basket(*((listing, 1) for listing in listings))
        basket.vouchers.add(code)
        with CaptureQueriesContext(connection) as asked:
            read_contents(basket)
        counts.append(len(asked))

    assert counts[0] == counts[1]
