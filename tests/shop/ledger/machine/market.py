"""What every rule of the money machine stands on: a market, its gateway, its clock, its books."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import time_machine
from django.conf import settings
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from community.people.models import User
from community.sellers.models import Seller
from shop.disputes.errors import DisputeError
from shop.disputes.models import Dispute
from shop.fulfilment.cancelling import OnlyWhole
from shop.fulfilment.errors import FulfilmentError
from shop.gateways.base import GatewayError
from shop.gateways.inbox import process_event, store
from shop.ledger import accounts
from shop.ledger.balances import debit_of
from shop.ledger.correcting import CorrectionError
from shop.ledger.gateway_import import import_movements
from shop.listings.models import Listing
from shop.money import to_satang
from shop.payments.models import Attempt
from shop.payments.payable import NotPayable
from shop.payments.tasks import ask_again
from shop.payouts.errors import PayoutError
from shop.payouts.models import Payout
from shop.purchases.models import Purchase, SellerOrder
from shop.purchases.moves import PurchaseMoved
from shop.purchases.refusals import NotPlaced
from shop.refunds.errors import RefundError
from shop.refunds.models import Refund
from shop.refunds.tasks import ask_again as ask_refunds_again
from shop.slips.errors import SlipsError
from shop.stock.errors import StockError
from tests.books import the_books_agree
from tests.fakestripe import FakeStripe
from tests.fakestripe.errors import StripeError
from tests.till import events

Row = TypeVar("Row")
NOON = datetime.fromisoformat("2026-03-02T12:00:00+07:00")
# What a person is told: none of it may leave anything behind.
SAID_NO = (
    NotPlaced, NotPayable, PurchaseMoved, RefundError, PayoutError, DisputeError, OnlyWhole,
    FulfilmentError, StockError, SlipsError, CorrectionError,
)  # fmt: skip
which = st.integers(0, 7)
few = st.integers(1, 3)


@dataclass(frozen=True)
class World:
    """Made once; every run begins with it again."""

    mali: User
    dao: User
    somchai: User
    anan: User
    nok: User
    sellers: list[Seller]
    listings: list[Listing]  # three things of two sellers, one of them by weight
    stall: Listing  # picked up only
    till: FakeStripe


class Market(RuleBasedStateMachine):
    """Two sellers; each run is undone at its end, and has a gateway account of its own."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.clock = time_machine.travel(NOON, tick=True)
        self.traveller = self.clock.start()
        settings.STRIPE_SECRET_KEY = f"sk_test_{uuid.uuid4().hex}"
        world.till.faults.clear()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.acts = 0
        self.heard: set[str] = set()
        self.is_quiet = False
        self.look_around()

    def teardown(self) -> None:
        try:
            self.everything_is_heard()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)
            self.clock.stop()

    @rule()
    def a_quiet_day(self) -> None:
        """Let nothing happen."""
        self.is_quiet = True

    @invariant()
    def after_each_step(self) -> None:
        if not self.is_quiet:
            the_books_agree()
            self.look_around()
        self.is_quiet = False

    def everything_is_heard(self) -> None:
        """Let all news arrive: then the gateway's own books are ours, to the satang."""
        if not self.acts:
            return
        self.hear(self.news())
        self.pass_time(timedelta(minutes=10))
        ask_again(0)
        ask_refunds_again(0)
        self.hear(self.news())
        import_movements()
        the_books_agree(gateway=True)
        balance = self.world.till.books(settings.STRIPE_SECRET_KEY)["balance_satang"]
        assert debit_of(accounts.gateway()) - satang_on_the_way_back() == balance

    def look_around(self) -> None:
        """Note what is there, once for all the rules that may come next."""
        self.purchases = list(Purchase.objects.order_by("pk"))
        self.shares = list(SellerOrder.objects.select_related("purchase").order_by("pk"))
        found = Attempt.objects.select_related("payment__purchase", "payment__seller_order")
        self.attempts = list(found.order_by("pk"))
        self.refunds = list(
            Refund.objects.select_related("purchase", "seller_order").order_by("pk")
        )
        self.payouts = list(Payout.objects.select_related("batch").order_by("pk"))
        self.disputes = list(Dispute.objects.order_by("pk"))

    def act(self, doing: Callable[[], object]) -> object:
        """Do what a person does; refused or not, nothing half done may stay."""
        self.acts += 1
        with self.refusing():
            return doing()
        return None

    @contextmanager
    def refusing(self) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
        except (*SAID_NO, GatewayError, StripeError):
            pass

    def new_name(self, of: str) -> str:
        self.acts += 1
        return f"{of}-{self.acts}"

    def pass_time(self, how_long: timedelta) -> None:
        self.traveller.shift(how_long)

    def news(self) -> list[dict[str, Any]]:
        """Return the gateway's events that nobody has heard yet."""
        return [event for event in events() if event["id"] not in self.heard]

    def hear(self, news: Sequence[dict[str, Any]]) -> None:
        """Take events in, as the webhook and the worker do."""
        for event in news:
            self.heard.add(event["id"])
            process_event(store(json.loads(json.dumps(event))).pk)


def satang_on_the_way_back() -> int:
    """Return what the gateway took off at once, as the buyer has yet to name an account there."""
    waiting = Refund.objects.filter(state=Refund.State.PENDING, way=Refund.Way.GATEWAY)
    return sum(to_satang(refund.amount) for refund in waiting)


def one_of(found: Sequence[Row], nth: int) -> Row:
    return found[nth % len(found)]


def in_state(rows: Sequence[Any], *states: str) -> list[Any]:
    return [row for row in rows if row.state in states]
