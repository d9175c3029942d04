"""What changed while the buyer was looking, as the payment screen says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from shop.basket.contents import Contents
from shop.display.prices import baht_full_text
from shop.purchases.quote import Change

IN_BAHT = {"price", "delivery", "discount", "fee", "total"}


def readable(changes: Iterable[Change], contents: Contents) -> list[Change]:
    """Return the changes with titles in the buyer's language and amounts as ฿1,250.00."""
    titles = {line.listing.title_th: line.listing.title for line in contents.lines}
    return [_readable(change, titles) for change in changes]


def _readable(change: Change, titles: Mapping[str, str]) -> Change:
    title = titles.get(change.title, change.title)
    if change.what not in IN_BAHT:
        return replace(change, title=title)
    return replace(change, title=title, was=_amount(change.was), now=_amount(change.now))


def _amount(text: str) -> str:
    return baht_full_text(Decimal(text)) if text else ""
