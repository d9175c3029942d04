"""What goes wrong on a shelf. Exceptions carry figures; screens build the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class StockError(Exception):
    """A change of stock that cannot be made."""


class BelowHeld(StockError):
    """Less would be on hand than is held for orders and market days.

    Carries what is on hand now, how much of it is held, and what it would have become.
    """

    def __init__(self, stock_record_id: int, on_hand: int, held: int, wanted: int) -> None:
        super().__init__(f"stock record {stock_record_id}: {wanted} on hand, {held} held")
        self.stock_record_id = stock_record_id
        self.on_hand = on_hand
        self.held = held
        self.wanted = wanted


class ManyBelowHeld(StockError):
    """Nothing of a whole file was written: these would go below what is held."""

    def __init__(self, refused: Sequence[BelowHeld]) -> None:
        super().__init__(f"{len(refused)} stock records below what is held")
        self.refused = list(refused)


@dataclass(frozen=True)
class Shortage:
    stock_record_id: int
    wanted: int
    left: int


class NotEnough(StockError):
    """Somebody else was faster; carries what is left of each thing."""

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__(f"{len(shortages)} lines short")
        self.shortages = list(shortages)


class ReservationMoved(StockError):
    """A reservation was not in the state that the move starts from."""


class TooMuch(StockError):
    """More than a shelf can hold: a slip of the finger. `most` is what a book can count."""

    def __init__(self, wanted: int, most: int) -> None:
        super().__init__(f"{wanted} is more than {most}")
        self.wanted = wanted
        self.most = most


class CannotUndo(StockError):
    """The line is none of a person's own, or a later count has looked at the shelf since."""


class NothingMoves(StockError):
    """A movement of nought; only a count may find that nothing changed."""


class KeyTaken(StockError):
    """The telephone's key was used for something else."""


class TakeIsOver(StockError):
    """The stock-take was finished or given up; nothing more is written in it."""


class NotInTheTake(StockError):
    """This thing is not part of the stock-take."""


class AlreadyCounting(StockError):
    """The seller has an open stock-take; it is carried, to go on with."""

    def __init__(self, stock_take_id: int) -> None:
        super().__init__(f"stock-take {stock_take_id} is open")
        self.stock_take_id = stock_take_id
