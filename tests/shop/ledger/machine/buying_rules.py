"""What buyers do: buy in every way, pay, pay late, pay twice, too little, give up."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.payments import paying
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Attempt
from shop.purchases.expiry import cancel
from shop.purchases.models import Purchase
from shop.ways.registry import WAYS
from tests.shop.ledger.machine.market import Market, few, in_state, one_of, which
from tests.till import fill_basket, place_basket

Method, State = Attempt.Method, Attempt.State
banks = st.sampled_from([Method.OWN_QR, Method.TRANSFER])
BY_HAND = (Method.OWN_QR, Method.TRANSFER, Method.SELLER_QR, Method.COD, Method.CASH)


class BuyingRules(Market):
    def buy(self, way: str, wanted: list[tuple[int, int]]) -> None:
        world = self.world
        goods = [(world.listings[nth], quantity) for nth, quantity in wanted]
        if way == Method.CASH:
            goods = [(world.stall, goods[0][1])]
        grams = [(thing, n * 400 if thing.is_weighed else n) for thing, n in goods]

        def place() -> None:
            purchase = place_basket(fill_basket(*grams, owner=world.somchai), way=way)
            WAYS[way].begin(purchase)

        self.act(place)

    @rule(nth=st.integers(0, 2), quantity=few)
    def buy_by_promptpay(self, nth: int, quantity: int) -> None:
        self.buy(Method.PROMPTPAY, [(nth, quantity)])

    @rule(first=few, second=few)
    def buy_from_two_by_card(self, first: int, second: int) -> None:
        self.buy(Method.CARD, [(0, first), (1, second)])

    @rule(
        nth=st.integers(0, 2), quantity=few, way=st.sampled_from([Method.OWN_QR, Method.TRANSFER])
    )
    def buy_by_bank(self, nth: int, quantity: int, way: str) -> None:
        self.buy(way, [(nth, quantity)])

    @rule(first=few, second=few)
    def buy_with_a_qr_of_each_seller(self, first: int, second: int) -> None:
        self.buy(Method.SELLER_QR, [(0, first), (1, second)])

    @rule(first=few, second=few)
    def buy_cash_on_delivery(self, first: int, second: int) -> None:
        self.buy(Method.COD, [(0, first), (1, second)])

    @rule(quantity=few)
    def buy_for_cash_at_the_stall(self, quantity: int) -> None:
        self.buy(Method.CASH, [(0, quantity)])

    @property
    def at_gateway(self) -> list[Attempt]:
        return [one for one in self.attempts if one.gateway_id]

    @property
    def by_hand(self) -> list[Attempt]:
        return [one for one in self.attempts if one.method in BY_HAND]

    @precondition(lambda self: self.at_gateway)
    @rule(nth=which)
    def the_money_leaves_the_buyers_bank(self, nth: int) -> None:
        """In time, late, or for what was called off: the gateway has it, we have not heard."""
        attempt = one_of(self.at_gateway, nth)
        force = {"force": True} if attempt.method == Method.PROMPTPAY else {}
        self.act(lambda: self.world.till.do(attempt.gateway_id or "", "pay", **force))

    @precondition(lambda self: in_state(self.at_gateway, State.OPEN))
    @rule(nth=which)
    def pay_and_the_page_looks(self, nth: int) -> None:
        attempt = one_of(in_state(self.at_gateway, State.OPEN), nth)
        self.act(lambda: self.world.till.do(attempt.gateway_id or "", "pay"))
        self.act(lambda: paying.sync(attempt))

    @precondition(lambda self: in_state(self.purchases, "awaiting_payment"))
    @rule(nth=which, way=st.sampled_from([Method.PROMPTPAY, Method.CARD]))
    def try_again_in_another_way(self, nth: int, way: str) -> None:
        purchase = one_of(in_state(self.purchases, "awaiting_payment"), nth)
        if purchase.collect_by == Purchase.CollectBy.PLATFORM:
            self.act(lambda: paying.start(purchase, way))

    @precondition(lambda self: self.by_hand)
    @rule(nth=which)
    def the_money_is_seen(self, nth: int) -> None:
        """By a person, in a bank statement or in the hand; said twice is said once."""
        attempt = one_of(self.by_hand, nth)
        reference = f"BANK{attempt.pk}"
        for _ in range(2):
            self.act(lambda: receive_by_hand(attempt, attempt.amount, self.world.anan, reference))

    @precondition(lambda self: self.by_hand)
    @rule(nth=which)
    def the_money_comes_twice(self, nth: int) -> None:
        attempt = one_of(self.by_hand, nth)
        reference = self.new_name("BANK")
        self.act(lambda: receive_by_hand(attempt, attempt.amount, self.world.anan, reference))

    @precondition(lambda self: self.by_hand)
    @rule(nth=which, less=st.integers(-1, 9))
    def another_amount_comes(self, nth: int, less: int) -> None:
        attempt = one_of(self.by_hand, nth)
        amount = max(attempt.amount - less, Decimal("0.01"))
        reference = self.new_name("BANK")
        self.act(lambda: receive_by_hand(attempt, amount, self.world.anan, reference))

    @precondition(lambda self: in_state(self.purchases, "awaiting_payment"))
    @rule(nth=which)
    def the_buyer_gives_up(self, nth: int) -> None:
        purchase = one_of(in_state(self.purchases, "awaiting_payment"), nth)
        self.act(lambda: cancel(purchase))
