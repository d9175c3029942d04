"""Why a seller order does not move. Each carries what the screen needs for its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from shop.purchases.models import SellerOrderLine


class FulfilmentError(Exception):
    """A seller order cannot go where it was sent."""


class MoveRefused(FulfilmentError):
    """The seller order is in a state from which this move does not start."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class GoodsNotHeld(FulfilmentError):
    """The stock does not have what was sold: the books of the stock are wrong."""


class NotWeighed(FulfilmentError):
    """Goods by weight have no final weight yet. Carries their lines."""

    def __init__(self, lines: Sequence[SellerOrderLine]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = list(lines)


class WeightOutOfLimit(FulfilmentError):
    """A weight is further off than the buyer was told. Carries the lines."""

    def __init__(self, lines: Sequence[SellerOrderLine]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = list(lines)


class WeighedMeanwhile(FulfilmentError):
    """Somebody else wrote another weight since the screen was opened. Carries the lines now."""

    def __init__(self, lines: Sequence[SellerOrderLine]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = list(lines)
