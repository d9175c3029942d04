"""Anything may happen to money in any order, and the books agree after every step.

Each seed is a run of its own; `make simulate SEED=17` plays one again, `make simulate
SEEDS=10000` plays many.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import RULE_MARKER, run_state_machine_as_test

from community.people.models import User
from community.sellers.models import Seller
from shop.payments.models import Attempt
from shop.ways.models import SellerWay, WaySetting
from tests.cast import make_community, make_delivery, make_listing, make_seller, make_staff
from tests.community.banking.accounts import make_account
from tests.fakestripe import FakeStripe
from tests.shop.ledger.machine.bank_rules import BankRules
from tests.shop.ledger.machine.buying_rules import BuyingRules
from tests.shop.ledger.machine.gateway_rules import GatewayRules
from tests.shop.ledger.machine.market import World
from tests.shop.ledger.machine.payout_rules import PayoutRules
from tests.shop.ledger.machine.refund_rules import RefundRules
from tests.shop.ledger.machine.sending_rules import SendingRules

SEEDS = (
    [int(os.environ["SEED"])]
    if "SEED" in os.environ
    else list(range(int(os.environ.get("SEEDS", "200"))))
)
STEPS = int(os.environ.get("STEPS", "12"))
GROUPS = [SEEDS[start : start + 20] for start in range(0, len(SEEDS), 20)]
# The first run of a seed is the simplest there is, quiet days; the second is drawn from the seed.
# To make a failing run shorter takes minutes: only where it was asked for, SHRINK=1.
PHASES = [Phase.generate, Phase.shrink] if os.environ.get("SHRINK") else [Phase.generate]
PLAY = hypothesis_settings(
    max_examples=2,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    phases=PHASES,
    suppress_health_check=list(HealthCheck),
)
Method = Attempt.Method


class Money(BankRules, BuyingRules, GatewayRules, SendingRules, RefundRules, PayoutRules):
    """Everything that happens to money."""


@pytest.fixture
def world(
    till: FakeStripe, malis_shop: Seller, mali: User, dao: User, somchai: User, anan: User
) -> World:
    other = make_seller("dao", name_th="สวนดาว", owner=dao)
    market = make_community()
    for seller in (malis_shop, other):
        make_account(seller, kind="promptpay", bank_code="", number="0810000001")
        make_delivery(seller)
        for way in (Method.SELLER_QR, Method.COD, Method.CASH):
            SellerWay.objects.create(seller=seller, code=way, on=True)
    for way in Method.values:
        WaySetting.objects.create(code=way, on=True)
    stall_seller = make_seller("stall", name_th="แผง", owner=mali)
    make_account(stall_seller)
    make_delivery(stall_seller, "pickup", community=market)
    SellerWay.objects.create(seller=stall_seller, code=Method.CASH, on=True)
    listings = [
        make_listing(malis_shop, "133.33", 9, slug="scarf", sku="A"),
        make_listing(other, "99.99", 9, slug="basket", sku="B"),
        make_listing(malis_shop, "80.00", 9000, slug="mango", sku="C", unit="kg", is_weighed=True),
    ]
    return World(
        mali=mali,
        dao=dao,
        somchai=somchai,
        anan=anan,
        nok=make_staff("nok@example.org", "นก"),
        sellers=[malis_shop, other, stall_seller],
        listings=listings,
        stall=make_listing(stall_seller, "60.00", 9, slug="cake", sku="D"),
        till=till,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("seeds", GROUPS, ids=lambda seeds: f"seeds {seeds[0]}-{seeds[-1]}")
def test_the_books_agree_whatever_happens(world: World, seeds: list[int], settings: Any) -> None:
    for number in seeds:
        play(world, number)


def test_it_knows_at_least_25_rules() -> None:
    rules = [getattr(Money, name) for name in dir(Money)]

    assert sum(hasattr(rule, RULE_MARKER) for rule in rules) >= 25


def play(world: World, number: int) -> None:
    """Run one seed; a failure names the command that plays it again."""

    @seed(number)
    def machine() -> Money:
        return Money(world)

    try:
        run_state_machine_as_test(machine, settings=PLAY)
    except Exception as error:
        error.add_note(f"Play it again: make simulate SEED={number}")
        raise
