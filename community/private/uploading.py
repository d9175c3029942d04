"""Keep what is uploaded in memory alone: a paper never lies unsealed in a temporary folder.

What is too large passes by: a giant file never fills memory or disk, and its form lives. The
rest of the form is read to its end, so the page can say what is wrong beside the field and
keep what was typed. A request that is out of all proportion is not read at all.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

APP = "allauth.account"


class TooLarge(UploadedFile):  # type: ignore[type-arg]
    """Stands for a file of which nothing is kept; it knows its size."""


class TooMuch(TooLarge):
    """Stands for a file for which the others of its request have left no room."""


class MemoryUploadHandler(FileUploadHandler):
    """The only handler: so much of a file, so much of a request, and nothing on the disk."""

    kept_bytes = 0  # of the files that are whole

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            most = settings.UPLOAD_OF_STRANGERS_AT_MOST_BYTES
        else:
            most = settings.UPLOAD_READ_AT_MOST_BYTES
        if content_length > most:
            raise RequestDataTooBig(f"The request is larger than {most} bytes.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()
        self.stands_for: type[TooLarge] | None = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.stands_for:
            return
        end = start + len(raw_data)
        if end > settings.UPLOAD_MOST_BYTES:
            self._let_pass(TooLarge)
        elif self.kept_bytes + end > settings.UPLOAD_KEPT_AT_MOST_BYTES:
            self._let_pass(TooMuch)
        else:
            self.file.write(raw_data)

    def _let_pass(self, kind: type[TooLarge]) -> None:
        self.stands_for = kind
        self.file = BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        named = (self.file_name, self.content_type, file_size, self.charset)
        if self.stands_for:
            return self.stands_for(self.file, *named)
        self.kept_bytes += file_size
        self.file.seek(0)
        name, content_type, size, charset = named
        whole = InMemoryUploadedFile(
            self.file, self.field_name, name, content_type, size, charset, self.content_type_extra
        )
        whole.request = self.request  # type: ignore[attr-defined]
        return whole


def may_try(upload: UploadedFile[Any]) -> bool:
    """Count a file that is to be opened against its sender, whatever comes of it."""
    request = getattr(upload, "request", None)
    if request is None:  # nobody has sent it: demo data, a test
        return True
    use = ratelimit.consume(request, app=APP, action="open_file", user=request.user)
    return use is not None
