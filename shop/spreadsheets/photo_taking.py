"""Take in the photos of a zip file, one by one; what became of each is written at once."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.listings import drawing
from shop.listings.models import Listing
from shop.listings.photos import add_kept_photo, keep_original
from shop.spreadsheets.models import PhotoBundle

State = PhotoBundle.State
MOST_OF_A_LISTING = 10
GIVEN_UP_AFTER = timedelta(days=1)
KEPT = timedelta(days=30)
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def take_in(bundle_id: int) -> int:
    """Add the photos behind those that are there; return how many. Asked again it adds none twice.

    One that cannot be shown is said beside its name and spoils no other. Raises drawing.Busy
    once all others are taken in: the rest is for the next try.
    """
    bundle = PhotoBundle.objects.filter(pk=bundle_id, state=State.WAITING).first()
    if bundle is None:
        return 0
    added = busy = 0
    with zipfile.ZipFile(io.BytesIO(bytes(bundle.data))) as archive:
        for photo in waiting_of(bundle):
            try:
                added += _take_one(archive, photo, bundle)
            except drawing.Busy:
                busy += 1
    if busy:
        raise drawing.Busy
    _end(bundle, State.DONE)
    return added


def waiting_of(bundle: PhotoBundle) -> list[dict[str, Any]]:
    return [one for one in bundle.photos if not one["problem"] and not one.get("taken")]


def _take_one(archive: zipfile.ZipFile, photo: dict[str, Any], bundle: PhotoBundle) -> bool:
    """Write what was wrong or that it is taken; return the latter. Raises drawing.Busy."""
    try:
        with archive.open(photo["name"]) as part:
            data = part.read(drawing.MOST_BYTES + 1)
        key = keep_original(data)
    except (KeyError, drawing.BrokenPicture, *FAULTS):
        key = ""
    with transaction.atomic():
        problem = _add(photo, key, bundle.seller_id) if key else "photo_broken"
        photo.update(problem=problem, taken=not problem)
        PhotoBundle.objects.filter(pk=bundle.pk).update(photos=bundle.photos)
    return not problem


def _add(photo: dict[str, Any], key: str, seller_id: int) -> str:
    """Return the code of what was wrong, nothing where it was added."""
    own = Listing.objects.select_for_update().filter(pk=photo["listing"], seller=seller_id)
    listing = own.first()
    if listing is None:
        return "photo_of_nothing"
    if listing.photos.filter(key=key).exists():
        return "photo_there"
    if listing.photos.count() >= MOST_OF_A_LISTING:
        return "photo_too_many"
    add_kept_photo(listing, key)
    return ""


def give_up(bundle_id: int) -> None:
    """Say of each photo that is left that it was not taken in."""
    bundle = PhotoBundle.objects.filter(pk=bundle_id, state=State.WAITING).first()
    if bundle:
        for photo in waiting_of(bundle):
            photo["problem"] = "photo_busy"
        _end(bundle, State.FAILED)


def _end(bundle: PhotoBundle, state: State) -> None:
    waiting = PhotoBundle.objects.filter(pk=bundle.pk, state=State.WAITING)
    waiting.update(state=state, data=b"", photos=bundle.photos)


def sweep() -> int:
    """Give up what nobody took in within a day; forget old ones, and return how many."""
    now = timezone.now()
    stuck = PhotoBundle.objects.filter(state=State.WAITING, created_at__lte=now - GIVEN_UP_AFTER)
    for pk in list(stuck.values_list("pk", flat=True)):
        give_up(pk)
    old = PhotoBundle.objects.exclude(state=State.WAITING).filter(created_at__lte=now - KEPT)
    return old.delete()[0]
