"""Photos in a form: what came with an attempt that failed is still there at the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.private.uploading import TooMuch, may_try
from shop.listings import drawing
from shop.listings.photos import keep_original

MOST_PHOTOS = 10
SALT = "talat.kept-photos"
TOO_LARGE = _("This photo is too large: at most 20 MB. Take it with a smaller setting.")
TOO_MUCH = _("These photos are too large to be sent together. Send fewer at a time.")
TOO_OFTEN = _("That is many photos in one hour. Please go on in an hour.")
BUSY = _("Many photos are coming in just now. Please send it again in a minute.")
NOT_A_PHOTO = _("This file is not a photo that we can show. Take a photo or choose a JPEG.")
TOO_MANY = _("At most 10 photos. Choose the best ones.")


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos; its value is the keys of their kept originals, in order."""

    def __init__(self, **options: Any) -> None:
        widget = PhotosInput(attrs={"accept": "image/*"})
        super().__init__(widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = data if isinstance(data, Sequence) else [data] if data else []
        if len(uploads) > MOST_PHOTOS:
            raise ValidationError(TOO_MANY)
        return [keep(upload) for upload in uploads]


def keep(upload: UploadedFile[bytes]) -> str:
    """Keep an uploaded photo; return its key. Raises ValidationError."""
    if (upload.size or 0) > drawing.MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    if isinstance(upload, TooMuch):
        raise ValidationError(TOO_MUCH)
    if not may_try(upload):
        raise ValidationError(TOO_OFTEN)
    try:
        return keep_original(upload.read())
    except drawing.BrokenPicture:
        raise ValidationError(NOT_A_PHOTO) from None
    except drawing.Busy:
        raise ValidationError(BUSY) from None


def sealed(keys: Sequence[str]) -> str:
    """Return the keys for a hidden field: nobody can name a picture that is not theirs."""
    return signing.dumps(list(keys), salt=SALT)


def unsealed(text: str) -> list[str]:
    try:
        return list(signing.loads(text, salt=SALT, max_age=24 * 3600)) if text else []
    except signing.BadSignature:
        return []
