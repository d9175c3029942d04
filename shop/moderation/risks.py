"""Why staff should look: each rule on its own, each reason a row for the screen.

A row is {"rule": …} and what the rule found: "first" number; "word" field, word, topic, written,
forbidden; "certificate" kind; "price" variant, old, new; "title" old, new; "photos".
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone

from shop.certificates.models import Certificate
from shop.listings.categories import needs_certificate
from shop.listings.folding import fold
from shop.listings.models import Listing
from shop.moderation.facts import CATEGORY, NAMES, PHOTOS, PRICES, READ, Facts, text_of
from shop.moderation.known import FIRST_LISTINGS, is_known, number_passed
from shop.moderation.words import Hit, Words
from shop.purchases.models import SellerOrder, SellerOrderLine

Why = dict[str, Any]
JUMP = 3  # times as much, or a third
LEAST_ALIKE = 0.5  # of two titles, 0 to 1
SOLD = (SellerOrder.State.TO_PACK, SellerOrder.State.PACKED, SellerOrder.State.SHIPPED)


def of_new(listing: Listing, facts: Facts) -> list[Why]:
    """Return why staff look before a listing is on sale for the first time."""
    return [*_first(listing), *_words({}, facts), *_certificate(listing, facts)]


def of_change(
    listing: Listing, before: Facts, after: Facts, changed: Collection[str] | None = None
) -> list[Why]:
    """Return why staff look at a change; `changed` names the facts it is about, None: all."""
    found: list[Why] = []
    names = set(after if changed is None else changed)
    if names & set(READ):
        found += _words(before, after)
    if CATEGORY in names and before.get(CATEGORY) != after[CATEGORY]:
        found += _certificate(listing, after)
    if PRICES in names:
        found += of_prices(before[PRICES], after[PRICES])
    if names & set(NAMES):
        found += _title(listing, before, after)
    if PHOTOS in names:
        found += _photos(before[PHOTOS], after[PHOTOS])
    return found


def is_price_jump(old: Any, new: Any) -> bool:
    """Return whether the new price is three times the old one, or a third of it, or beyond."""
    if not old or not new:
        return False
    low, high = sorted((Decimal(old), Decimal(new)))
    return high >= JUMP * low


def _first(listing: Listing) -> list[Why]:
    if is_known(listing):
        return []
    return [{"rule": "first", "number": min(number_passed(listing) + 1, FIRST_LISTINGS)}]


def _words(before: Facts, after: Facts) -> list[Why]:
    """Return the words that were not in the same field when it passed."""
    texts = {name: text_of(after, name) for name in READ}
    fields = [name for name, text in texts.items() if text and text != text_of(before, name)]
    if not fields:
        return []
    words = Words.load()
    found = []
    for name in fields:
        had = {hit.word for hit in words.find(text_of(before, name))}
        found += [_row(name, hit) for hit in words.find(texts[name]) if hit.word not in had]
    return found


def _row(name: str, hit: Hit) -> Why:
    return {
        "rule": "word",
        "field": name,
        "word": hit.word,
        "topic": hit.topic,
        "written": hit.written,
        "forbidden": hit.is_forbidden,
    }


def _certificate(listing: Listing, facts: Facts) -> list[Why]:
    kind = needs_certificate(facts[CATEGORY])
    if not kind:
        return []
    shown = Certificate.objects.shown_on(timezone.localdate())
    if shown.filter(kind=kind, listings=listing).exists():
        return []
    return [{"rule": "certificate", "kind": kind}]


def of_prices(before: dict[str, Any], after: dict[str, Any]) -> list[Why]:
    """Return the prices that jump; what is new is measured by the nearest that passed."""
    known = [Decimal(price) for price in before.values() if price]
    rows = []
    for pk, price in after.items():
        old = before.get(pk) or _nearest(known, price)
        if is_price_jump(old, price):
            rows.append({"rule": "price", "variant": pk, "old": str(old), "new": price})
    return rows


def _nearest(known: list[Decimal], price: Any) -> Decimal | None:
    """Return the dearest for what is dearer than all, the cheapest for what is cheaper."""
    if not known or not price:
        return None
    return min(max(Decimal(price), min(known)), max(known))


def _title(listing: Listing, before: Facts, after: Facts) -> list[Why]:
    """Return a row when buyers of what was called so would not know it under the new name."""
    old, new = before["title_th"], after["title_th"]
    if SequenceMatcher(None, fold(old), fold(new), autojunk=False).ratio() >= LEAST_ALIKE:
        return []
    sold = SellerOrderLine.objects.filter(variant__listing=listing, seller_order__state__in=SOLD)
    return [{"rule": "title", "old": old, "new": new}] if sold.exists() else []


def _photos(before: list[str], after: list[str]) -> list[Why]:
    is_other = bool(before and after) and not set(before) & set(after)
    return [{"rule": "photos"}] if is_other else []
