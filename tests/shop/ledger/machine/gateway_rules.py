"""The gateway, the worker and the clock: news in any order, twice, late; a process that dies."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.fulfilment.delivering import deliver_overdue
from shop.gateways.base import GatewayError
from shop.ledger.gateway_import import import_movements
from shop.payments import receiving
from shop.payments.paying import close_payment
from shop.payments.tasks import ask_again
from shop.purchases.expiry import expire_overdue
from shop.refunds import approving
from shop.refunds.tasks import ask_again as ask_refunds_again
from tests.races import Line, before, tracing
from tests.shop.ledger.machine.market import Market, one_of, which
from tests.till import events

DEATHS = [
    before(receiving.take_in, "move_payment("),
    before(receiving.take_in, "book_paid("),
    before(approving.approve_locked, "book_approved("),
]


class Killed(BaseException):
    """The process is gone in the middle of it."""


class GatewayRules(Market):
    @precondition(lambda self: self.attempts)
    @rule(order=st.integers(0, 99))
    def news_comes_in_any_order(self, order: int) -> None:
        news = self.news()
        Random(order).shuffle(news)
        self.hear(news[: order % 5 + 1])

    @precondition(lambda self: self.heard)
    @rule(nth=which)
    def old_news_comes_again(self, nth: int) -> None:
        self.hear([one_of(events(), nth)] * 2)

    @precondition(lambda self: self.attempts)
    @rule()
    def the_worker_asks_again(self) -> None:
        self.pass_time(timedelta(minutes=3))
        self.acts += 1
        ask_again(0)
        ask_refunds_again(0)

    @precondition(lambda self: self.attempts)
    @rule()
    def time_runs_out(self) -> None:
        self.pass_time(timedelta(minutes=16))
        expire_overdue()

    @precondition(lambda self: self.attempts)
    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self.pass_time(timedelta(days=days))
        expire_overdue()
        deliver_overdue()

    @precondition(lambda self: self.purchases)
    @rule(nth=which)
    def the_worker_closes_what_is_over(self, nth: int) -> None:
        purchase = one_of(self.purchases, nth)
        if not purchase.is_awaiting:
            self.act(lambda: close_payment(purchase))

    @precondition(lambda self: self.attempts)
    @rule()
    def the_gateways_books_are_read(self) -> None:
        self.act(import_movements)

    @precondition(lambda self: self.attempts)
    @rule(at=st.sampled_from(DEATHS))
    def the_worker_is_killed(self, at: Line) -> None:
        """Between two steps of whatever it does; what it had begun is not there."""
        self.acts += 1
        dying(at, lambda: self.hear(self.news()[:3]))
        dying(at, lambda: ask_again(0))

    @precondition(lambda self: self.attempts)
    @rule(kind=st.sampled_from(["timeout_after", "500_after", "reset_after"]))
    def the_gateway_answers_no_more(self, kind: str) -> None:
        """Once, for whatever is asked next: it was done, and nobody was told."""
        self.world.till.faults.add(kind, path="/v1/refunds", method="POST", seconds=0.01)


def dying(at: Line, act: Callable[[], object]) -> None:
    def die() -> None:
        raise Killed

    sys.settrace(tracing(at, die))
    try:
        act()
    except (Killed, GatewayError):
        pass
    finally:
        sys.settrace(None)
