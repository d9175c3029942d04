"""Why a bank's statement is not taken in. Nothing of it is kept then."""

from __future__ import annotations

from decimal import Decimal

from shop.slips.errors import SlipsError


class BadStatement(SlipsError):
    """Screens make the sentence (bank_words)."""


class UnknownLayout(BadStatement):
    """No row of its head has the columns that a statement needs."""


class NoLines(BadStatement):
    """It has headings, and no money moved."""


class TooLong(BadStatement):
    """More rows than one file may have."""


class OtherAccount(BadStatement):
    """It names another account than the marketplace's. Carries that one's last four digits."""

    def __init__(self, last_four: str) -> None:
        super().__init__(last_four)
        self.last_four = last_four


class BadRow(BadStatement):
    """A row whose day or amount cannot be read. Carries its number and the cell."""

    def __init__(self, row: int, cell: str) -> None:
        super().__init__(f"row {row}")
        self.row = row
        self.cell = cell


class WrongSum(BadStatement):
    """Rows are missing or were changed: a balance, or a total, is not what the rows give.

    Carries the row that says so, what it says, and what the rows give, in baht.
    """

    def __init__(self, row: int, said: Decimal, summed: Decimal) -> None:
        super().__init__(f"row {row}: {said}, not {summed}")
        self.row = row
        self.said = said
        self.summed = summed


class KnownFile(BadStatement):
    """The same file was imported before. Carries the key of that import."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
