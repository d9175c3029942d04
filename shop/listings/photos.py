"""A listing's photos: kept as they came, drawn once by the worker for every equal picture."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from django.conf import settings
from PIL.Image import Image

from shop.jobs import enqueue
from shop.listings import drawing
from shop.listings.models import Listing, Photo

log = logging.getLogger("talat.photos")


def add_photo(
    listing: Listing, data: bytes, tone: str = "", *, alt_th: str = "", alt_en: str = ""
) -> Photo:
    """Keep a picture behind the listing's last one and have its sizes drawn.

    `tone` is the ground of a cut-out, as in "#f3e3ea". Call it inside a transaction.
    Raises BrokenPicture for a file that can never be shown, Busy.
    """
    drawing.check_picture(data)
    photo = photo_row(listing, data, tone, alt_th=alt_th, alt_en=alt_en)
    photo.position = listing.photos.count()
    photo.save()
    have_drawn(photo)
    return photo


def keep_original(data: bytes) -> str:
    """Keep a picture that belongs to no listing yet; return its key. Raises BrokenPicture, Busy.

    What is kept is drawn anew: nothing of a telephone's file but its pixels, and no more of
    these than the largest size needs. So where it was taken is written down nowhere.
    """
    picture = drawing.read_picture(data)
    key = key_of(data, "")
    kept = Path(settings.MEDIA_ROOT, "originals", key)
    if kept.exists():
        kept.touch()  # it is young again for who sweeps those without a listing
    else:
        drawing.write_whole(kept, drawing.drawn_anew(picture))
    return key


def add_kept_photo(listing: Listing, key: str) -> Photo:
    """Add a picture of `keep_original` behind the listing's last one, and have it drawn."""
    photo = Photo.objects.create(
        listing=listing, source=f"originals/{key}", key=key, position=listing.photos.count()
    )
    have_drawn(photo)
    return photo


def photo_row(
    listing: Listing, data: bytes, tone: str = "", *, alt_th: str = "", alt_en: str = ""
) -> Photo:
    """Return a photo that waits, not saved yet, its original kept."""
    key = key_of(data, tone)
    name = _write_original(key, data)
    return Photo(listing=listing, source=name, key=key, tone=tone, alt_th=alt_th, alt_en=alt_en)


def _write_original(key: str, data: bytes) -> str:
    name = f"originals/{key}"
    kept = Path(settings.MEDIA_ROOT, name)
    if not kept.exists():
        drawing.write_whole(kept, data)
    return name


def key_of(data: bytes, tone: str) -> str:
    """Return 40 hexadecimal digits that equal pictures on equal ground share."""
    return hashlib.sha256(data + b"\0" + tone.lower().encode()).hexdigest()[:40]


def have_drawn(photo: Photo) -> None:
    enqueue("shop.listings.tasks.draw_photo", once=f"draw {photo.key}", photo_id=photo.pk)


def draw_sizes(photo: Photo) -> None:
    """Draw what is missing and mark every photo of the same picture ready, or failed."""
    same = Photo.objects.filter(key=photo.key)
    try:
        widths = _draw(photo)
    except (drawing.BrokenPicture, FileNotFoundError) as error:
        log.warning("photo %s cannot be drawn: %s", photo.key, error)
        same.update(state=Photo.State.FAILED, widths=[])
        return
    same.update(state=Photo.State.READY, widths=widths)


def _draw(photo: Photo) -> list[int]:
    with photo.source.open("rb") as source:
        picture = drawing.read_picture(source.read())
    widths = drawing.widths_for(picture)
    for width in widths:
        if not _is_drawn(photo.key, width):
            _write(photo.key, width, drawing.square(picture, width, photo.tone))
    return widths


def _write(key: str, width: int, drawn: Image) -> None:
    for extension, data in drawing.encoded(drawn):
        drawing.write_whole(file_of(key, width, extension), data)


def _is_drawn(key: str, width: int) -> bool:
    return all(file_of(key, width, extension).exists() for extension in drawing.SETTINGS)


def file_of(key: str, width: int, extension: str) -> Path:
    return Path(settings.MEDIA_ROOT, "photos", key, f"{width}.{extension}")
