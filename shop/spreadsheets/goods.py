"""What one row of a file says, once it is read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Offer:
    """One thing to buy; stock is pieces, grams of goods by weight."""

    sku: str
    price: str | None  # baht with two places; None: not for sale yet
    stock: int | None = 0  # None: goods that are there keep what they have
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Goods:
    """One row; several offers where it was split into choices."""

    number: int  # as Excel counts
    title: str = ""
    title_en: str = ""
    description: str = ""
    category: str = ""  # as the file names it
    unit: str = "piece"
    weighed: bool = False
    weight_g: int = 0
    size_cm: list[int] = field(default_factory=list)
    storage: str = "ambient"
    days: int | None = None  # made to order
    shelf_life: int | None = None
    terms: str = ""
    low_stock: int | None = None
    note: str = ""
    sku: str = ""
    parent: str = ""  # the code of the row that it belongs to
    option: str = ""  # as the file says it
    is_main: bool = False  # others belong to it; it cannot be bought itself
    joins: int = 0  # the number of the row whose listing it becomes a choice of
    archived: bool = False
    is_known: bool = False  # its code is on the shelf already
    keeps_name: bool = False  # its choice is no part of its name
    offers: list[Offer] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Goods:
        return cls(**{**kept, "offers": [Offer(**offer) for offer in kept["offers"]]})


def sku_key(sku: str) -> str:
    """Return a code to compare: case and blanks at its ends say nothing."""
    return sku.strip().casefold()


def options_of(text: str, axis: str) -> dict[str, str]:
    """Return {"สี": "แดง", "ขนาด": "L"} of "สี: แดง | ขนาด: L"; without a colon under `axis`."""
    found: dict[str, str] = {}
    parts = [part.strip() for part in text.replace("·", "|").replace(";", "|").split("|")]
    for part in parts[:3]:
        name, colon, value = part.partition(":")
        if colon and value.strip():
            found[name.strip()[:40]] = value.strip()[:60]
        elif part:
            found[axis] = part[:60]
    return found
