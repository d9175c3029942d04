"""The goods of the demo market: a row is a listing, or one option of the listing before it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from community.sellers.models import Seller
from community.words.plain import clean_line
from shop.listings.demo.categories import Path, plant
from shop.listings.demo.people import SELLER
from shop.listings.demo.reading import Row, months, number, options, parts, rows
from shop.listings.models import Listing
from shop.listings.shelving import Goods, Offer, put_on_sale
from shop.listings.units import CODES_BY_THAI
from shop.listings.weights import GRAMS

LISTED_WITHIN_DAYS = 60


def stock_shelves(sellers: dict[str, Seller]) -> list[tuple[Listing, list[Row]]]:
    """Return each listing with its row and the rows of its options."""
    families = families_of(rows("products"))
    categories = plant(_path(family[0]) for family in families)
    listings = put_on_sale(
        [
            Goods(
                seller=sellers[head["seller_slug"]],
                category=categories[_path(head)],
                title_th=clean_line(head["title_th"]),
                title_en=clean_line(head["title_en"]),
                offers=[_offer(row) for row in options_ or [head]],
                words=_words(head),
            )
            for head, *options_ in families
        ]
    )
    _spread_in_time(listings)
    return list(zip(listings, families, strict=True))


def families_of(table: Sequence[Row]) -> list[list[Row]]:
    """Return the rows together that make one listing, the parent or the only one first."""
    families: dict[tuple[str, str], list[Row]] = {}
    for row in table:
        head = row["variant_of"] or row["sku"]
        families.setdefault((row["seller_slug"], head), []).append(row)
    return list(families.values())


def _path(row: Row) -> Path:
    thai, english = parts(row["category_path_th"], ">"), parts(row["category_path_en"], ">")
    return tuple(zip(thai, english, strict=True))


def _offer(row: Row) -> Offer:
    """Return what is sold; the demo seller's own book is told later, from its beginning."""
    whole = GRAMS if _is_weighed(row) else 1
    low = number(row["low_stock_at"])
    return Offer(
        sku=row["sku"],
        price=Decimal(row["price_thb"]),
        stock=0 if row["seller_slug"] == SELLER else int(row["stock"]) * whole,
        low_stock=None if low is None else low * whole,
        weight_g=int(row["weight_g"]),
        size_cm=[int(row[side]) for side in ("length_cm", "width_cm", "height_cm")],
        options=options(row["variant_name"]),
    )


def _is_weighed(row: Row) -> bool:
    return row["sold_by_weight"] == "true"


def _words(row: Row) -> dict[str, object]:
    harvest_from, harvest_to = months(row["harvest_months"])
    return {
        "description_th": row["description_th"],
        "unit": CODES_BY_THAI[row["unit_th"]],
        "is_weighed": _is_weighed(row),
        "made_to_order_days": number(row["made_to_order_days"]),
        "harvest_from": harvest_from,
        "harvest_to": harvest_to,
        "shelf_life_days": number(row["shelf_life_days"]),
        "storage": row["storage"],
        "search_terms": clean_line(row["search_terms_th"].replace(";", " ")),
    }


def _spread_in_time(listings: Sequence[Listing]) -> None:
    """List the goods over the last weeks: else the newest would all be one seller's."""
    now = timezone.now()
    for listing in listings:
        chance = zlib.crc32(f"{listing.seller.slug} {listing.slug}".encode())
        listing.created_at = now - timedelta(minutes=chance % (LISTED_WITHIN_DAYS * 24 * 60))
    Listing.objects.bulk_update(listings, ["created_at"], batch_size=500)
