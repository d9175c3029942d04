"""Take out of what waits for staff what an import has asked of them."""

from __future__ import annotations

from typing import Any

from shop.moderation.gate import waiting_edit
from shop.moderation.models import Look
from shop.spreadsheets.models import ImportedChange

HELD = "held"  # in ImportedChange.before: nothing was written, staff were asked
PRICES = "prices"
Facts = dict[str, Any]


def call_back(changes: list[ImportedChange]) -> int:
    """Drop what still waits as the import asked it; return how much staff had decided by then."""
    return sum(not _call_back(change) for change in changes)


def _call_back(change: ImportedChange) -> bool:
    look = waiting_edit(change.listing)
    if look is None:
        return False
    left = _without(look.after, change.after)
    if left == look.after:
        return False
    waiting = Look.objects.filter(pk=look.pk, state=Look.State.WAITING)
    state = Look.State.WAITING if left else Look.State.DROPPED
    return bool(waiting.update(after=left, state=state))


def _without(after: Facts, asked: Facts) -> Facts:
    """Return what waits beside what was asked, and what was asked otherwise since."""
    prices = {
        pk: price
        for pk, price in after.get(PRICES, {}).items()
        if asked.get(PRICES, {}).get(pk) != price
    }
    left = {
        name: value
        for name, value in after.items()
        if name != PRICES and (name not in asked or asked[name] != value)
    }
    return {**left, PRICES: prices} if prices else left
