"""The port of the ways to pay: what each can be asked, when it is asked, what it returns.

A way is a module of this room with one object in the registry. Where money goes through a
gateway, the way speaks to it through shop.payments.paying and shop.gateways; where a person or
a bank statement sees the money come, shop.payments.by_hand books it. The order of things:

1. The checkout calls `offer` of every way each time it is drawn, and shows what each costs.
2. shop.purchases.placing calls `offer` again under the basket's lock: what it says now is what
   the buyer was shown, or nothing is placed. The fee is written on each seller order.
3. The stock is held for `hold`; where `goods_first`, it is claimed and sellers pack at once.
4. `begin` is called outside the transaction and says where the buyer goes on.
5. The money comes: by a webhook (shop.payments.receiving), or seen by a person
   (shop.payments.by_hand). Nothing else marks a seller order paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Protocol

from shop.money import ZERO
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote
from shop.ways.terms import Terms


@dataclass(frozen=True)
class Offer:
    """Whether a buyer can choose a way for this quote, and what it costs.

    `fees` is {seller id: baht}, each seller order's own; `why_not` is empty where it can be
    chosen, else one clear sentence in the buyer's language.
    """

    code: str
    collect_by: str
    fees: dict[int, Decimal]
    why_not: str = ""

    @property
    def fee(self) -> Decimal:
        return sum(self.fees.values(), ZERO)


class Way(Protocol):
    @property
    def code(self) -> str:
        """An Attempt.Method, and what Purchase.way keeps."""

    @property
    def collect_by(self) -> str:
        """A Purchase.CollectBy: into whose hands it pays. One payment for the whole purchase
        where the marketplace collects, one for each seller order where sellers do."""

    @property
    def goods_first(self) -> bool:
        """Whether the goods leave before the money comes."""

    @property
    def hold(self) -> timedelta:
        """How long goods are held for a buyer who has not paid."""

    def offer(self, quote: Quote, terms: Terms) -> Offer | None:
        """Return what a buyer is offered; None where this market, or one of these sellers, does
        not have this way on. Called each time the checkout is drawn and again under the lock
        when the purchase is placed: it reads, asks nobody outside, and keeps nothing. `terms`
        are read once for all ways."""

    def begin(self, purchase: Purchase) -> str:
        """Start paying and return the address where the buyer goes on: a hosted page or ours.

        Called once the purchase is placed and its stock is held, again for each new try, and
        never inside the placing transaction. Twice is one try: what is live goes on. Raises
        NotPayable, GatewayError."""
