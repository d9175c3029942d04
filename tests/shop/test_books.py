from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from community.sellers.models import Seller
from shop.listings.models import Listing
from shop.payments import paying
from shop.payments.models import Attempt
from shop.purchases.expiry import expire
from tests.cast import make_delivery, make_listing, make_seller
from tests.fakestripe import FakeStripe
from tests.shop.ledger.breaks import LEDGER_BREAKS, OPEN_LEDGER, posted
from tests.shop.papers.breaks import PAPER_BREAKS
from tests.shop.payouts.breaks import PAYOUT_BREAKS
from tests.shop.slips.breaks import SLIP_BREAKS
from tests.till import place_lines

pytestmark = pytest.mark.django_db

# Each breaks one promise, by a back door that no code of ours has.
BREAKS = {
    "held_is_open_reservations_and_set_asides": "UPDATE partner_stockrecord SET num_allocated = 3",
    "on_hand_is_the_stock_book": "UPDATE partner_stockrecord SET num_in_stock = num_in_stock + 1",
    "the_stock_book_has_no_gap": (
        "INSERT INTO stock_movement (stock_record_id, why, change, before, after, at, reference,"
        " note) SELECT min(id), 'count', 0, 77, 77, now(), '', '' FROM partner_stockrecord"
    ),
    "stock_not_negative": (
        "SET CONSTRAINTS ALL IMMEDIATE;"
        "ALTER TABLE partner_stockrecord DROP CONSTRAINT stock_held_is_there;"
        " UPDATE partner_stockrecord SET num_allocated = num_in_stock + 1"
    ),
    "nothing_is_on_sale_while_some_are_missing": (
        "INSERT INTO stock_pending (stock_record_id, kind, state, why, wanted, quantity,"
        " last_reservation, last_set_aside, reference, note, created_at)"
        " SELECT min(id), 'short', 'waiting', 'waste', 1, 1, 0, 0, '', '', now()"
        " FROM partner_stockrecord"
    ),
    "what_waits_for_orders_has_open_ones": (
        "INSERT INTO stock_pending (stock_record_id, kind, state, why, wanted, quantity,"
        " last_reservation, last_set_aside, reference, note, created_at)"
        " SELECT min(id), 'after_orders', 'waiting', 'correction', 1, 1, 0, 0, '', '', now()"
        " FROM partner_stockrecord"
    ),
    "a_finished_stock_take_is_in_the_book": (
        "WITH take AS (INSERT INTO stock_stocktake (seller_id, started_by_id, state, started_at)"
        " SELECT min(s.id), (SELECT min(id) FROM people_user), 'done', now()"
        " FROM sellers_seller s RETURNING id)"
        " INSERT INTO stock_counted (stock_take_id, stock_record_id, counted)"
        " SELECT take.id, min(r.id), 3 FROM take, partner_stockrecord r GROUP BY take.id"
    ),
    "purchase_is_its_seller_orders": (
        "UPDATE purchases_sellerorder SET delivery = delivery + 0.01, total = total + 0.01"
    ),
    "seller_order_is_its_lines": (
        "UPDATE purchases_sellerorderline SET unit_price = 1, goods = quantity"
    ),
    "shares_follow_the_frozen_rates": "UPDATE purchases_sellerorder SET commission_vat = 0.01",
    "commission_follows_its_terms": "UPDATE purchases_sellerorder SET commission = 0.01",
    "no_commission_eats_a_sale": "UPDATE purchases_sellerorder SET commission = 2000",
    "every_discount_has_a_bearer": (
        "INSERT INTO vouchers_linediscount"
        " (line_id, seller_order_id, offer_id, code, bearer, amount, ordered_amount)"
        " SELECT id, seller_order_id, 1, '', 'seller', 5, 5 FROM purchases_sellerorderline"
    ),
    "sellers_get_what_others_bear": (
        "UPDATE purchases_sellerorder SET discount = 5, discount_elsewhere = 5, goods = goods + 5"
    ),
    "no_voucher_is_spent_twice": (
        "WITH c AS (INSERT INTO offer_condition (type) VALUES ('') RETURNING id),"
        " b AS (INSERT INTO offer_benefit (type) VALUES ('') RETURNING id)"
        " INSERT INTO offer_conditionaloffer (name, slug, description, offer_type, exclusive,"
        " status, condition_id, benefit_id, priority, max_discount, total_discount,"
        " num_applications, num_orders, redirect_url, date_created)"
        " SELECT 'TEN', 'ten', '', 'Voucher', false, 'Open', c.id, b.id, 0, 10, 20, 2, 2, '', now()"
        " FROM c, b"
    ),
    "oscars_order_agrees": "UPDATE order_order SET total_incl_tax = 1",
    "discounts_are_what_offers_took_off": (
        "INSERT INTO order_orderdiscount"
        " (category, offer_name, voucher_code, frequency, amount, message, order_id)"
        " SELECT 'Basket', '', '', 1, 5, '', min(order_id) FROM purchases_purchase"
    ),
    "goods_follow_the_purchase": "UPDATE stock_reservation SET state = 'consumed'",
    "every_line_is_reserved": "UPDATE stock_reservation SET quantity = quantity + 1",
    "seller_orders_follow_the_purchase": "UPDATE purchases_sellerorder SET state = 'shipped'",
    "shipped_goods_left_the_shelf": "UPDATE purchases_sellerorder SET state = 'shipped'",
    "paid_once_and_in_full": "UPDATE payments_attempt SET received = received - 0.01",
    "one_gateway_object_each": "UPDATE payments_attempt SET intent_id = 'pi_of_nobody'",
    "refunds_are_counted": "UPDATE purchases_sellerorder SET refunded = 0.01",
    "nothing_cancelled_stays_paid": "UPDATE purchases_sellerorder SET state = 'cancelled'",
    "no_buyer_gets_money_back_twice": (
        "WITH twice AS (INSERT INTO disputes_dispute (kind, state, purchase_id, attempt_id, amount,"
        " reason, gateway_id, is_withdrawn, bearer, answer, opened_at)"
        " SELECT 'chargeback', 'lost', y.purchase_id, a.id, 1, '', 'dp_1', true, 'seller', '',"
        " now()"
        " FROM payments_attempt a JOIN payments_payment y ON y.id = a.payment_id"
        " WHERE a.state = 'succeeded' RETURNING purchase_id, attempt_id)"
        " INSERT INTO refunds_refund (purchase_id, attempt_id, key, amount, goods, delivery, fee,"
        " commission, commission_vat, commission_fund, voucher, reason, way, state, note, answer,"
        " error_code, bank_code, bank_number, bank_holder, bank_reference, paid_from, came_back,"
        " created_at, changed_at)"
        " SELECT t.purchase_id, t.attempt_id, 'k', a.received, 0, 0, 0, 0, 0, 0, 0, 'late',"
        " 'gateway', 'done', '', '', '', '', '', '', '', 'gateway:stripe', 0, now(), now()"
        " FROM twice t JOIN payments_attempt a ON a.id = t.attempt_id"
    ),
    **LEDGER_BREAKS,
    "ledger_is_the_gateways_books": posted("of nobody", "gateway", "losses"),
    **PAYOUT_BREAKS,
    **PAPER_BREAKS,
    **SLIP_BREAKS,
}


@pytest.fixture
def busy_market(till: FakeStripe, malis_shop: Seller) -> Listing:
    """One purchase paid, one waiting, one expired; two sellers."""
    make_delivery(malis_shop)
    bees = make_seller("bees", vat_registered=True)
    make_delivery(bees, "weight")
    scarf = make_listing(malis_shop, "890.00", 9, slug="scarf")
    honey = make_listing(bees, "259.75", 9, slug="honey", weight_g=800)
    paid = place_lines((scarf, 1), (honey, 1))
    attempt = paying.start(paid, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)
    place_lines((honey, 2))
    expire(place_lines((scarf, 2)))
    return scarf


def run_audit() -> tuple[int, dict[str, Any]]:
    out = StringIO()
    try:
        call_command("audit_books", "--json", stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def broken(report: dict[str, Any]) -> set[str]:
    return {promise["name"] for promise in report["promises"] if not promise["holds"]}


def test_the_books_of_a_busy_market_are_clean(busy_market: Listing) -> None:
    code, report = run_audit()

    assert (code, broken(report)) == (0, set())
    assert Attempt.objects.filter(state="succeeded").count() == 1


@pytest.mark.parametrize("promise", BREAKS)
def test_each_promise_can_be_broken(busy_market: Listing, promise: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OPEN_LEDGER)
        cursor.execute(BREAKS[promise])

    code, report = run_audit()

    assert code == 1
    assert promise in broken(report)


def test_money_at_the_gateway_that_nobody_booked_shows(
    till: FakeStripe, busy_market: Listing
) -> None:
    attempt = paying.start(place_lines((busy_market, 1)), "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    assert run_audit()[0] == 0  # the news may be on its way

    Attempt.objects.update(changed_at=timezone.now() - timedelta(minutes=6))
    code, report = run_audit()

    assert code == 1
    assert broken(report) == {"one_gateway_object_each"}  # the ledger's is as old as the news
