"""The lines of a seller order with the pictures they were sold by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shop.listings.models import Photo
from shop.purchases.models import SellerOrder, SellerOrderLine


@dataclass(frozen=True)
class PicturedLine:
    line: SellerOrderLine
    image: dict[str, Any] | None


def pictured_lines(seller_order: SellerOrder) -> list[PicturedLine]:
    """Return the lines as sold; a picture that is gone since is None. Two queries."""
    lines = list(seller_order.lines.all())
    keys = {line.photo_key for line in lines if line.photo_key}
    photos = Photo.objects.filter(key__in=keys, state=Photo.State.READY)
    images = {photo.key: photo.image for photo in photos}
    return [PicturedLine(line, images.get(line.photo_key)) for line in lines]
