"""The pictures of a product page, and which of them is large."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from community.places.models import in_language
from shop.listings.models import Photo

MOST_PHOTOS = 10


@dataclass(frozen=True, slots=True)
class Gallery:
    """`number` is the large picture's, from 1; `variant` is what the address chose, if anything."""

    images: list[dict[str, Any]]
    number: int
    variant: str

    def __str__(self) -> str:
        """Return what tells one drawn gallery from another: {% kept %} asks for it."""
        return f"{self.number} {self.variant} {[(one['key'], one['alt']) for one in self.images]}"

    @property
    def large(self) -> dict[str, Any] | None:
        return self.images[self.number - 1] if self.images else None

    @property
    def thumbs(self) -> list[tuple[int, str, dict[str, Any]]]:
        """Return number, link and picture of each; the link keeps the variant that was chosen."""
        chosen = {"variant": self.variant} if self.variant else {}
        return [
            (number, f"?{urlencode({**chosen, 'photo': number})}#pictures", image)
            for number, image in enumerate(self.images, start=1)
        ]


def pictures() -> ArraySubquery:
    """Return what a query of variants asks beside itself: the pictures that are drawn, in order."""
    ready = Photo.objects.filter(listing=OuterRef("listing"), state=Photo.State.READY)
    names = ("key", "tone", "widths", "alt_th", "alt_en")
    return ArraySubquery(ready.values(each=JSONObject(**{one: one for one in names}))[:MOST_PHOTOS])


def gallery_of(rows: Iterable[dict[str, Any]], wanted: str, variant: str) -> Gallery:
    """Return the pictures and the large one: the one that the address numbers, else the first."""
    images = [_image(row) for row in rows]
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 3 else 1
    chosen = variant if variant.isascii() and variant.isdigit() and len(variant) < 12 else ""
    return Gallery(images, number if 0 < number <= len(images) else 1, chosen)


def _image(row: dict[str, Any]) -> dict[str, Any]:
    """Return what the picture tag draws, as Photo.image does."""
    alt = in_language(row["alt_th"], row["alt_en"])
    return {"key": row["key"], "tone": row["tone"], "widths": row["widths"], "alt": alt}
