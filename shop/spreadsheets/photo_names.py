"""Which goods a photo in a zip file is of: LP-001.jpg, LP-001-2.jpg, LP-001/back.jpg."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shop.listings.models import Variant
from shop.spreadsheets.goods import sku_key

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif")
NUMBER_BEHIND = re.compile(r"[\s_-]*(?:\(\d{1,2}\)|[\s_-]\d{1,2}|_\d{1,2})$")
HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?/)|__MACOSX|Thumbs\.db)", re.IGNORECASE)


def is_hidden(name: str) -> bool:
    """Return whether a computer put it there and no person."""
    return bool(HIDDEN.search(name)) or name.endswith("/")


def is_picture(name: str) -> bool:
    return name.lower().endswith(PICTURES)


def codes_of(name: str) -> list[str]:
    """Return the codes that a file's name can mean, the surest first."""
    *folders, file = name.replace("\\", "/").split("/")
    stem = file.rpartition(".")[0]
    whole = [stem, NUMBER_BEHIND.sub("", stem)]
    return list(dict.fromkeys(sku_key(code) for code in [*whole, *reversed(folders)] if code))


def listings_by_code(seller_id: int, names: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return (listing id, title) by code, of this seller's goods alone."""
    wanted = {code for name in names for code in codes_of(name)}
    rows = Variant.objects.filter(listing__seller=seller_id).values_list(
        "stock_record__partner_sku", "listing_id", "listing__title_th"
    )
    return {
        sku_key(sku): (listing_id, title)
        for sku, listing_id, title in rows
        if sku_key(sku) in wanted
    }
