"""A zip file of photos: looked at from outside, then each goes to the goods of its code."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from community.people.models import User
from community.private.uploading import may_try
from community.sellers.models import Seller
from community.tables.errors import Unreadable
from shop.jobs import enqueue
from shop.listings import drawing
from shop.listings.models import Listing
from shop.listings.photos import add_kept_photo, keep_original
from shop.spreadsheets.models import PhotoBundle
from shop.spreadsheets.photo_names import codes_of, is_hidden, is_picture, listings_by_code

TAKE_IN = "shop.spreadsheets.tasks.take_in_photos"
MOST_BYTES = 20 * 1024 * 1024
MOST_PHOTOS = 200
MOST_UNPACKED = 60 * 1024 * 1024
MOST_OF_A_LISTING = 10
TOO_LARGE = _("This file is larger than 20 MB. Make two of it.")
TOO_MANY = _("This file holds more than 200 photos. Make two of it.")
TOO_MUCH = _("This file unpacks to far too much. Pack the photos alone into a new one.")
NOT_ZIP = _("This is not a zip file. Pack the photos into one and try again.")
NONE = _("There is no photo in this file.")
LOCKED = _("This file has a password. Pack it without one and try again.")
TOO_OFTEN = _("That is many files in one hour. Please go on in an hour.")
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def bring_photos(
    upload: UploadedFile[Any], seller: Seller, by: User, *, owner: User | None = None
) -> PhotoBundle:
    """Match each photo with goods and have the worker take them in. Raises Unreadable."""
    if (upload.size or 0) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if not may_try(upload):
        raise Unreadable(TOO_OFTEN)
    data = bytes(upload.read())
    names = _names(data)
    found = listings_by_code(seller.pk, names)
    photos = [_matched(name, found) for name in names]
    with transaction.atomic():
        bundle = PhotoBundle.objects.create(
            seller=seller,
            brought_by=by,
            owner=owner,
            file_name=(upload.name or "")[-120:],
            data=data,
            photos=photos,
        )
        record(by, "photos.brought", bundle, owner=owner, seller_id=seller.pk, count=len(photos))
        enqueue(TAKE_IN, bundle_id=bundle.pk)
    return bundle


def _names(data: bytes) -> list[str]:
    """Return the names of the photos; sizes are the archive's own word until they are read."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except FAULTS:
        raise Unreadable(NOT_ZIP) from None
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(LOCKED)
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PHOTOS * 3:
        raise Unreadable(TOO_MUCH)
    names = sorted(part.filename for part in parts if not is_hidden(part.filename))
    if len(names) > MOST_PHOTOS:
        raise Unreadable(TOO_MANY)
    if not any(is_picture(name) for name in names):
        raise Unreadable(NONE)
    return names


def _matched(name: str, found: dict[str, tuple[int, str]]) -> dict[str, Any]:
    listing_id, title = next((found[c] for c in codes_of(name) if c in found), (None, ""))
    problem = "" if listing_id else "photo_of_nothing"
    if not is_picture(name):
        problem = "photo_no_picture"
    # The whole name finds the part again; screens show its end.
    return {"name": name[:300], "listing": listing_id, "title": title, "problem": problem}


def take_in(bundle_id: int) -> int:
    """Add the photos behind those that are there; return how many. Asked again it adds none twice.

    One that cannot be shown is said beside its name and spoils no other.
    """
    waiting = PhotoBundle.objects.filter(pk=bundle_id, state=PhotoBundle.State.WAITING)
    bundle = waiting.first()
    if bundle is None:
        return 0
    added = 0
    with zipfile.ZipFile(io.BytesIO(bytes(bundle.data))) as archive:
        for photo in bundle.photos:
            if not photo["problem"]:
                photo["problem"] = _take_one(archive, photo, bundle.seller_id)
                added += not photo["problem"]
    waiting.update(state=PhotoBundle.State.DONE, data=b"", photos=bundle.photos)
    return added


def _take_one(archive: zipfile.ZipFile, photo: dict[str, Any], seller_id: int) -> str:
    """Return the code of what was wrong, nothing where it was added."""
    try:
        with archive.open(photo["name"]) as part:
            data = part.read(drawing.MOST_BYTES + 1)
        key = keep_original(data)
    except (KeyError, drawing.BrokenPicture, *FAULTS):
        return "photo_broken"
    with transaction.atomic():
        listing = Listing.objects.select_for_update().get(pk=photo["listing"], seller=seller_id)
        if listing.photos.filter(key=key).exists():
            return "photo_there"
        if listing.photos.count() >= MOST_OF_A_LISTING:
            return "photo_too_many"
        add_kept_photo(listing, key)
    return ""
