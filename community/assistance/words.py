"""How a grant reads: its powers, its last day, its number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from community.sellers.powers import GRANTABLE, Power
from shop.display.dates import date_text

NUMBER = "H-{pk:05d}"
# In the order in which people think of them.
IN_ORDER = [power for power in Power if power in GRANTABLE]


def power_choices() -> list[tuple[str, str]]:
    return [(power.value, str(power.label)) for power in IN_ORDER]


def powers_in_words(powers: Iterable[str]) -> str:
    given = set(powers)
    return ", ".join(str(power.label) for power in IN_ORDER if power in given)


def day_in_words(day: date) -> str:
    return date_text(day, "short")


def number_of(pk: int) -> str:
    """Return H-00012: what stands on the signed sheet, and what staff look for."""
    return NUMBER.format(pk=pk)
