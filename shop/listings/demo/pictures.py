"""Pictures for the demo goods: illustrations stand where sellers put photographs."""

from __future__ import annotations

from collections.abc import Iterable

from shop.listings.demo.reading import Row, illustration, options
from shop.listings.models import Listing, Photo
from shop.listings.photos import have_drawn, photo_row


def hang_pictures(shelves: Iterable[tuple[Listing, list[Row]]]) -> int:
    """Give every listing its pictures and have each distinct one drawn; return how many."""
    newest_first = sorted(shelves, key=lambda shelf: shelf[0].created_at, reverse=True)
    photos = [photo for listing, family in newest_first for photo in _photos_of(listing, family)]
    return have_each_drawn(photos)


def have_each_drawn(photos: list[Photo]) -> int:
    Photo.objects.bulk_create(photos, batch_size=2000)
    distinct = {photo.key: photo for photo in reversed(photos)}
    for photo in reversed(distinct.values()):
        have_drawn(photo)
    return len(distinct)


def _photos_of(listing: Listing, family: list[Row]) -> list[Photo]:
    """Return one photo for each picture in the family, the listing's own first."""
    by_key: dict[str, Photo] = {}
    for row in family:
        photo = photo_row(
            listing, illustration(row["illustration"]), row["tone"], **_alt(listing, row)
        )
        photo.position = len(by_key)
        by_key.setdefault(photo.key, photo)
    return list(by_key.values())


def _alt(listing: Listing, row: Row) -> dict[str, str]:
    if not row["variant_of"]:
        return {"alt_th": listing.title_th, "alt_en": listing.title_en}
    option = " · ".join(options(row["variant_name"]).values())
    return {
        "alt_th": f"{listing.title_th} · {option}"[:200],
        "alt_en": f"{listing.title_en} · {option}"[:200],
    }
