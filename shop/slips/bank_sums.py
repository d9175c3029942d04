"""Whether a statement adds up: each balance is the one before and the line, each total their sum.

A row that was left out, added or changed shows here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shop.money import ZERO
from shop.slips.bank_errors import BadRow, WrongSum

if TYPE_CHECKING:
    from shop.slips.bank_reading import Line, Total


def in_order(lines: Sequence[Line], totals: Sequence[Total], opening: Decimal | None) -> list[Line]:
    """Return the lines, the oldest first, once all that the file says of its sums is proved.

    Banks write them either way round. Raises WrongSum.
    """
    ordered = _ordered(lines, opening)
    for total in totals:
        _check_total(lines, total)
    return ordered


def _ordered(lines: Sequence[Line], opening: Decimal | None) -> list[Line]:
    one_way, other_way = list(lines), list(lines)[::-1]
    if _is_turned(lines):
        one_way, other_way = other_way, one_way
    wrong = first_wrong(one_way, opening)
    if wrong is None:
        return one_way
    if first_wrong(other_way, opening) is None:  # days without hours: the balances tell
        return other_way
    raise wrong


def first_wrong(lines: Sequence[Line], opening: Decimal | None) -> WrongSum | None:
    """Return the first balance that is not what is before it and its line; None where all fit."""
    before = opening
    for line in lines:
        if line.balance is None:
            before = None if before is None else before + line.amount
            continue
        if before is not None and before + line.amount != line.balance:
            return WrongSum(line.row, line.balance, before + line.amount)
        before = line.balance
    return None


def with_directions(lines: Sequence[Line], opening: Decimal | None) -> list[Line]:
    """Return lines whose amounts have no sign with the sign that their balances give.

    Without the balance before the first line nobody can tell whether that one came or went.
    Raises WrongSum, BadRow.
    """
    if any(line.amount < 0 for line in lines):
        return list(lines)
    if _is_turned(lines):
        return _directed(list(lines)[::-1], opening)[::-1]
    return _directed(lines, opening)


def _directed(lines: Sequence[Line], opening: Decimal | None) -> list[Line]:
    found: list[Line] = []
    before = opening
    for line in lines:
        balance = line.balance
        if not line.amount and before is None:  # a balance alone, above the first line
            before = balance
        if before is None or balance is None:
            raise BadRow(line.row, str(line.amount))
        if before + line.amount == balance:
            found.append(line)
        elif before - line.amount == balance:
            found.append(replace(line, amount=-line.amount))
        else:
            raise WrongSum(line.row, balance, before + line.amount)
        before = balance
    return found


def _is_turned(lines: Sequence[Line]) -> bool:
    """Return whether the newest stands first."""
    return lines[0].at > lines[-1].at


def _check_total(lines: Sequence[Line], total: Total) -> None:
    came = sum((line.amount for line in lines if line.amount > 0), ZERO)
    went = -sum((line.amount for line in lines if line.amount < 0), ZERO)
    for said, summed in ((total.came, came), (total.went, went)):
        if said is not None and abs(said) != summed:
            raise WrongSum(total.row, abs(said), summed)
