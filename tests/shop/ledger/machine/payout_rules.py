"""Money that goes to sellers: batches, two persons, banks that do not take it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.ledger.balances import owed_to_seller
from shop.money import from_satang
from shop.payouts.drawing_up import draw_up, drop
from shop.payouts.models import Payout
from shop.payouts.paying_in import book_pay_in
from shop.payouts.releasing import release
from shop.payouts.settling import mark_failed, mark_paid, mark_returned
from tests.shop.ledger.machine.market import Market, in_state, one_of, which

State = Payout.State


class PayoutRules(Market):
    @precondition(lambda self: self.shares)
    @rule()
    def a_batch_is_drawn_up(self) -> None:
        self.act(lambda: draw_up(self.world.anan))

    @precondition(lambda self: in_state(self.payouts, *Payout.OPEN))
    @rule(nth=which)
    def it_is_let_go(self, nth: int) -> None:
        batch = one_of(in_state(self.payouts, *Payout.OPEN), nth).batch
        self.act(lambda: release(batch, self.world.nok))

    @precondition(lambda self: in_state(self.payouts, *Payout.OPEN))
    @rule(nth=which)
    def it_is_dropped(self, nth: int) -> None:
        batch = one_of(in_state(self.payouts, *Payout.OPEN), nth).batch
        self.act(lambda: drop(batch, self.world.anan))

    @precondition(lambda self: in_state(self.payouts, State.SENT))
    @rule(nth=which)
    def the_bank_has_paid(self, nth: int) -> None:
        payout, reference = one_of(in_state(self.payouts, State.SENT), nth), self.new_name("KTB")
        self.act(lambda: mark_paid(payout, self.world.anan, reference))

    @precondition(lambda self: in_state(self.payouts, State.SENT))
    @rule(nth=which)
    def the_bank_does_not_take_it(self, nth: int) -> None:
        payout = one_of(in_state(self.payouts, State.SENT), nth)
        self.act(lambda: mark_failed(payout, self.world.anan, "no such account"))

    @precondition(lambda self: in_state(self.payouts, State.PAID))
    @rule(nth=which)
    def the_bank_sends_it_back(self, nth: int) -> None:
        payout = one_of(in_state(self.payouts, State.PAID), nth)
        self.act(lambda: mark_returned(payout, self.world.anan, "closed"))

    @precondition(lambda self: self.shares)
    @rule(nth=which, less=st.integers(0, 1))
    def a_seller_pays_a_debt(self, nth: int, less: int) -> None:
        seller = one_of(self.world.sellers, nth)
        debt = from_satang(max(-owed_to_seller(seller.pk), 0)) - less * Decimal("0.01")
        if debt > 0:
            reference = self.new_name("IN")
            self.act(lambda: book_pay_in(seller, debt, reference, self.world.anan))
