"""The cover picture of a community: kept as it came, drawn twice as wide as high by the worker."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

from community.groups.models import Community
from shop.jobs import enqueue
from shop.listings import drawing
from shop.listings.photos import file_of, key_of

log = logging.getLogger("talat.covers")

WIDTHS = (640, 1280)
SHAPE = "cover"  # in the key: a listing's square of the same photo is another picture


def take_cover(community: Community, data: bytes) -> None:
    """Keep a picture and have it drawn, inside a transaction. Raises BrokenPicture, Busy."""
    drawing.check_picture(data)
    key = key_of(data, SHAPE)
    kept = original_of(key)
    if not kept.exists():
        drawing.write_whole(kept, data)
    _say(community, key)
    enqueue("community.groups.tasks.draw_cover", once=f"cover {key}", key=key)


def drop_cover(community: Community) -> None:
    _say(community, "")


def draw_cover(key: str) -> None:
    """Draw the sizes, and show them on every community whose cover this is by now."""
    try:
        picture = drawing.read_picture(original_of(key).read_bytes())
    except (drawing.BrokenPicture, FileNotFoundError) as error:
        log.warning("cover %s cannot be drawn: %s", key, error)
        Community.objects.filter(cover_key=key).update(cover_key="", cover_widths=[])
        return
    for width in WIDTHS:
        for extension, data in drawing.encoded(wide(picture, width)):
            drawing.write_whole(file_of(key, width, extension), data)
    Community.objects.filter(cover_key=key).update(cover_widths=list(WIDTHS))


def wide(picture: Image.Image, width: int) -> Image.Image:
    """Return the middle of the picture on a light ground, twice as wide as high."""
    flat = Image.new("RGB", picture.size, drawing.GROUND)
    flat.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    return ImageOps.fit(flat, (width, width // 2), Image.Resampling.LANCZOS, centering=(0.5, 0.4))


def original_of(key: str) -> Path:
    return Path(settings.MEDIA_ROOT, "originals", key)


def _say(community: Community, key: str) -> None:
    community.cover_key, community.cover_widths = key, []
    community.save(update_fields=["cover_key", "cover_widths"])
