"""Money that goes back at each point, and buyers who go to the market or to their bank."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.disputes.complaining import complain, decide_for_buyer, decide_for_seller
from shop.disputes.models import Dispute
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds import asking, paying_by_hand, sending
from shop.refunds.approving import refund_share
from shop.refunds.models import Refund
from tests.shop.ledger.machine.market import Market, in_state, one_of, which
from tests.till import gateway_client

State, Reason = Refund.State, Refund.Reason


class RefundRules(Market):
    @property
    def paid(self) -> list[SellerOrder]:
        return [share for share in self.shares if share.paid_at]

    @property
    def charged(self) -> list[Attempt]:
        done = in_state(self.attempts, Attempt.State.SUCCEEDED)
        return [one for one in done if one.intent_id and one.method == Attempt.Method.CARD]

    @precondition(lambda self: self.paid)
    @rule(nth=which, satang=st.integers(1, 50_000), delivery=st.booleans())
    def give_money_back(self, nth: int, satang: int, delivery: bool) -> None:
        """Any amount, now and then more than there is: then nothing happens."""
        share = one_of(self.paid, nth)
        first = share.lines.order_by("pk")[0]
        amount, key = Decimal(satang) / 100, self.new_name("refund")
        rest = {"delivery": share.delivery} if delivery else {}
        self.act(
            lambda: refund_share(
                share,
                {first.pk: (0, amount)},
                reason=Reason.GOODWILL,
                by=self.world.anan,
                key=key,
                **rest,
            )
        )

    @precondition(lambda self: self.paid)
    @rule(nth=which, delivery=st.booleans())
    def the_buyer_asks(self, nth: int, delivery: bool) -> None:
        share = one_of(self.paid, nth)
        lines = {line.pk: min(line.sent_quantity, line.per) for line in share.lines.all()}
        self.act(
            lambda: asking.ask(
                share, lines, delivery=delivery, reason=Reason.DAMAGED, by=self.world.somchai
            )
        )

    @precondition(lambda self: in_state(self.refunds, State.REQUESTED))
    @rule(nth=which, to_shelf=st.booleans())
    def the_seller_says_yes(self, nth: int, to_shelf: bool) -> None:
        refund = one_of(in_state(self.refunds, State.REQUESTED), nth)
        self.act(lambda: asking.approve(refund, self.world.mali, to_shelf=to_shelf))

    @precondition(lambda self: in_state(self.refunds, State.REQUESTED))
    @rule(nth=which)
    def the_seller_says_no(self, nth: int) -> None:
        refund = one_of(in_state(self.refunds, State.REQUESTED), nth)
        self.act(lambda: asking.refuse(refund, self.world.mali, "ของไม่เสีย"))

    @precondition(lambda self: in_state(self.refunds, State.APPROVED))
    @rule(nth=which)
    def the_worker_sends_it(self, nth: int) -> None:
        refund = one_of(in_state(self.refunds, State.APPROVED), nth)
        self.act(lambda: sending.send(refund))

    @precondition(lambda self: [one for one in self.refunds if one.gateway_id])
    @rule(nth=which, how=st.sampled_from(["collect", "succeed", "fail"]))
    def the_gateway_goes_on_with_it(self, nth: int, how: str) -> None:
        refund = one_of([one for one in self.refunds if one.gateway_id], nth)
        self.act(lambda: self.world.till.do(refund.gateway_id or "", how))

    @precondition(lambda self: in_state(self.refunds, State.MANUAL))
    @rule(nth=which, from_bank=st.booleans())
    def a_person_pays_it(self, nth: int, from_bank: bool) -> None:
        refund = one_of(in_state(self.refunds, State.MANUAL), nth)
        reference = self.new_name("OUT")
        self.act(
            lambda: paying_by_hand.pay_by_hand(
                refund, self.world.anan, reference=reference, from_bank=from_bank
            )
        )

    @precondition(lambda self: in_state(self.refunds, State.DONE))
    @rule(nth=which)
    def the_bank_sends_a_refund_back(self, nth: int) -> None:
        done = [one for one in in_state(self.refunds, State.DONE) if one.bank_reference]
        if done:
            self.act(lambda: paying_by_hand.came_back(one_of(done, nth), self.world.anan))

    @precondition(lambda self: self.charged)
    @rule(nth=which)
    def a_cards_bank_takes_it_back(self, nth: int) -> None:
        attempt = one_of(self.charged, nth)
        intent = gateway_client().v1.payment_intents.retrieve(attempt.intent_id or "")
        charge = str(intent.latest_charge)
        self.act(lambda: self.world.till.do(charge, "dispute"))

    @precondition(lambda self: [one for one in self.disputes if one.gateway_id])
    @rule(nth=which, how=st.sampled_from(["win", "lose"]))
    def the_cards_bank_decides(self, nth: int, how: str) -> None:
        dispute = one_of([one for one in self.disputes if one.gateway_id], nth)
        self.act(lambda: self.world.till.do(dispute.gateway_id or "", how))

    @precondition(lambda self: in_state(self.refunds, State.REFUSED))
    @rule(nth=which)
    def the_buyer_asks_the_market(self, nth: int) -> None:
        request = one_of(in_state(self.refunds, State.REFUSED), nth)
        self.act(lambda: complain(request, "ผ้าขาด", self.world.somchai))

    @precondition(lambda self: in_state(self.disputes, *Dispute.RUNNING))
    @rule(nth=which, satang=st.integers(0, 20_000), bearer=st.sampled_from(Dispute.Bearer.values))
    def the_market_decides(self, nth: int, satang: int, bearer: str) -> None:
        dispute = one_of(in_state(self.disputes, *Dispute.RUNNING), nth)
        amount, anan = Decimal(satang) / 100, self.world.anan
        if satang % 2:
            self.act(lambda: decide_for_seller(dispute, anan, "ไม่พบ"))
        else:
            self.act(lambda: decide_for_buyer(dispute, anan, "จริง", amount=amount, bearer=bearer))
