"""The port of the ways to pay: what each can be asked, and when it is asked.

A way is a module of this room with one object in the registry. Where money goes through a
gateway, the way speaks to it through shop.payments.paying and shop.gateways; where a person or
a bank statement sees the money come, shop.payments.by_hand books it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from shop.money import ZERO
from shop.purchases.models import Purchase
from shop.purchases.quote import Quote


@dataclass(frozen=True)
class Offer:
    """Whether a buyer can choose a way for this quote, and what it costs.

    `fees` is {seller id: baht}, each seller order's own; `why_not` is empty where it can be
    chosen, else one clear sentence in the buyer's language.
    """

    code: str
    fees: dict[int, Decimal]
    why_not: str = ""

    @property
    def fee(self) -> Decimal:
        return sum(self.fees.values(), ZERO)


class Way(Protocol):
    code: str  # an Attempt.Method
    collect_by: str  # a Purchase.CollectBy: into whose hands it pays
    goods_first: bool  # the goods leave before the money comes

    def offer(self, quote: Quote) -> Offer | None:
        """Return what a buyer is offered; None where this market, or one of these sellers, does
        not have this way on. Called each time the checkout is drawn and again under the lock
        when the purchase is placed: it reads, asks nobody outside, and keeps nothing."""

    def begin(self, purchase: Purchase) -> str:
        """Start paying and return the address where the buyer goes on: a hosted page or ours.

        Called once the purchase is placed and its stock is held, again for each new try, and
        never inside the placing transaction. Raises NotPayable, GatewayError."""
