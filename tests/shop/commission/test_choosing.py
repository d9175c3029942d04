from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from community.groups.models import Community
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.commission.choosing import read_rules
from shop.commission.frozen import commission_of
from shop.commission.models import Rule
from shop.ledger import accounts
from shop.ledger.balances import debit_of, owed_to_seller
from shop.payments.paying import start, sync
from tests.cast import make_category, make_delivery, make_listing
from tests.fakestripe import FakeStripe
from tests.till import place_lines

pytestmark = pytest.mark.django_db


def rule(percent: str = "1.00", **fields: Any) -> Rule:
    values = {"valid_from": timezone.localdate(), **fields}
    return Rule.objects.create(percent=percent, **values)


def test_the_most_specific_rule_wins(malis_shop: Seller, market: Community) -> None:
    malis_shop.communities.add(market)
    cloth = make_category()
    silk = make_category("silk", parent=cloth)
    made = [
        rule(),
        rule(category=cloth),
        rule(category=silk),
        rule(community=market),
        rule(community=market, category=cloth),
        rule(seller=malis_shop),
        rule(seller=malis_shop, category=cloth),
    ]

    # Each one taken away, the next one holds.
    held = []
    for _ in made:
        rules = read_rules(timezone.localdate(), [malis_shop.pk], [silk.pk])
        found = rules.for_goods(malis_shop.pk, silk.pk)
        assert found is not None
        held.append(made.index(found))
        found.delete()

    assert held == [6, 5, 4, 3, 2, 1, 0]
    assert read_rules(timezone.localdate(), [malis_shop.pk], [silk.pk]).rules == []


def test_days_decide_and_the_younger_of_two(malis_shop: Seller) -> None:
    today = timezone.localdate()
    rule("9.00", valid_until=today - timedelta(1), valid_from=today - timedelta(9))
    rule("8.00", valid_from=today + timedelta(1))
    rule("7.00", ended_at=timezone.now())
    rule("6.00", valid_from=today - timedelta(2))
    younger = rule("5.00", valid_from=today - timedelta(2))

    assert read_rules(today, [malis_shop.pk], []).for_goods(malis_shop.pk, None) == younger


def test_it_is_frozen_with_vat_and_the_funds_part(
    malis_shop: Seller, market: Community, till: FakeStripe, settings: Any
) -> None:
    settings.MARKETPLACE_VAT_REGISTERED = True
    make_delivery(malis_shop)
    malis_shop.communities.add(market)
    rule("10.00", community=market, fund_percent="30.00", on_delivery=True)
    purchase = place_lines((make_listing(malis_shop, "500.00"), 1))
    rule("50.00", seller=malis_shop)

    attempt = start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    sync(attempt)

    share = purchase.seller_orders.get()
    assert (share.commission, share.commission_vat) == (Decimal("54.00"), Decimal("3.78"))
    assert (share.commission_fund, share.fund_community) == (Decimal("16.20"), market)
    assert debit_of(accounts.fund(market.pk)) == -1620
    assert debit_of(accounts.COMMISSION) == -3780
    assert debit_of(accounts.COMMISSION_VAT) == -378
    assert owed_to_seller(malis_shop.pk) == 54000 - 5400 - 378
    assert all(finding.holds for finding in audit(gateway=True))


def test_what_is_left_carries_the_frozen_rate_of_its_goods(malis_shop: Seller) -> None:
    make_delivery(malis_shop)
    sweets = make_category("sweets")
    rule("5.00", fund_percent="0")
    rule("20.00", category=sweets)
    cloth = make_listing(malis_shop, "100.00", slug="cloth")
    candy = make_listing(malis_shop, "200.00", slug="candy", sku="C", category=sweets)
    share = place_lines((cloth, 1), (candy, 1)).seller_orders.get()
    first, second = share.lines.order_by("pk")
    assert share.commission == Decimal("45.00")
    rule("50.00", seller=malis_shop)

    def left(cloth: str, candy: str) -> Decimal:
        lines = {first.pk: Decimal(cloth), second.pk: Decimal(candy)}
        return commission_of(
            share, sum(lines.values(), Decimal(0)), Decimal("40"), lines
        ).commission

    assert left("100.00", "200.00") == Decimal("45.00")
    assert left("100.00", "0.00") == Decimal("5.00")
    assert left("0.00", "200.00") == Decimal("40.00")
    assert left("0.00", "0.00") == Decimal("0.00")
    assert commission_of(share, Decimal("150.00"), Decimal("40")).commission == Decimal("22.50")


def test_without_a_rule_the_settings_say_it(malis_shop: Seller, settings: Any) -> None:
    settings.COMMISSION_PERCENT = "4.5"
    make_delivery(malis_shop)

    share = place_lines((make_listing(malis_shop, "100.00"), 1)).seller_orders.get()

    assert (share.commission, share.commission_terms[0]["rule"]) == (Decimal("4.50"), None)


def test_zero_keeps_nothing(malis_shop: Seller) -> None:
    make_delivery(malis_shop)
    rule("0.00", seller=malis_shop)

    assert place_lines((make_listing(malis_shop), 1)).seller_orders.get().commission == 0
