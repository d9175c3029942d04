"""Let what is too large pass by: a giant file never fills memory or disk, and its form lives.

The rest of the form is read to its end, so the page can say what is wrong beside the field
and keep what was typed. A request that is out of all proportion is not read at all.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):  # type: ignore[type-arg]
    """Stands for a file of which nothing is kept; it knows its size."""


class LimitUploadHandler(FileUploadHandler):
    """Stands before Django's handlers, which see a file up to UPLOAD_MOST_BYTES."""

    is_too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if content_length > settings.UPLOAD_READ_AT_MOST_BYTES:
            raise RequestDataTooBig("The request is larger than UPLOAD_READ_AT_MOST_BYTES.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) <= settings.UPLOAD_MOST_BYTES:
            return raw_data
        self.is_too_large = True
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if not self.is_too_large:
            return None
        return TooLarge(
            file=BytesIO(),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )
