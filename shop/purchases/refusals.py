"""Why a purchase was not placed. Each carries what the screen needs for its sentence."""

from __future__ import annotations

from shop.basket.contents import Line
from shop.purchases.models import Purchase
from shop.purchases.quote import Change


class NotPlaced(Exception):
    """The purchase was not placed, and nothing was written or held."""


class PriceChanged(NotPlaced):
    def __init__(self, changes: list[Change]) -> None:
        super().__init__(f"{len(changes)} changes")
        self.changes = changes


class LinesUnavailable(NotPlaced):
    """Something in the basket cannot be bought now; the basket page says what."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__(f"{len(lines)} lines")
        self.lines = lines


class WayRefused(NotPlaced):
    """It cannot be paid so: not offered here, or outside its limits. Carries the sentence."""

    def __init__(self, why_not: str) -> None:
        super().__init__(why_not)
        self.why_not = why_not


class EmptyBasket(NotPlaced):
    pass


class AlreadyPlaced(NotPlaced):
    """The basket was placed before: by another tab, or a second press."""

    def __init__(self, purchase: Purchase) -> None:
        super().__init__(purchase.number)
        self.purchase = purchase


class VoucherRefused(NotPlaced):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
