"""A zip file of photos: looked at from outside, then each goes to the goods of its code."""

from __future__ import annotations

import io
import zipfile
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
from shop.spreadsheets.models import PhotoBundle
from shop.spreadsheets.photo_names import codes_of, is_hidden, is_picture, listings_by_code
from shop.spreadsheets.photo_taking import FAULTS
from shop.spreadsheets.zip_ends import holds_more

TAKE_IN = "shop.spreadsheets.tasks.take_in_photos"
MOST_BYTES = 20 * 1024 * 1024
MOST_PHOTOS = 200
MOST_UNPACKED = 60 * 1024 * 1024
MOST_OF_A_NAME = 300
TOO_LARGE = _("This file is larger than 20 MB. Make two of it.")
TOO_MANY = _("This file holds more than 200 photos. Make two of it.")
TOO_MUCH = _("This file unpacks to far too much. Pack the photos alone into a new one.")
NOT_ZIP = _("This is not a zip file. Pack the photos into one and try again.")
NONE = _("There is no photo in this file.")
LOCKED = _("This file has a password. Pack it without one and try again.")
TOO_OFTEN = _("That is many files in one hour. Please go on in an hour.")


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
    if holds_more(data, MOST_PHOTOS * 3):
        raise Unreadable(TOO_MANY)
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except FAULTS:
        raise Unreadable(NOT_ZIP) from None
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(LOCKED)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
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
    if len(name) > MOST_OF_A_NAME:
        problem = "photo_name_long"
    # The whole name finds the part again; screens show its end.
    kept = name[-MOST_OF_A_NAME:]
    return {"name": kept, "listing": listing_id, "title": title, "problem": problem}
