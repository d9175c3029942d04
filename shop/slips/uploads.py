"""Let a buyer without an account send one photo: the phone's camera makes more than 2 MB."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from community.private.limits import MOST_BYTES
from community.private.uploading import APP, MemoryUploadHandler
from shop.payments.models import Payment
from shop.purchases.access import remembered

ROOM_FOR_FIELDS = 2**20


class SlipUploadHandler(MemoryUploadHandler):
    """As for everybody, but a guest who has a purchase in this browser may send a whole photo."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if content_length > MOST_BYTES + ROOM_FOR_FIELDS:
            raise RequestDataTooBig("A slip is one photo.")

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        whole = super().file_complete(file_size)
        # Counted for the payment (may_send), not for a person: a guest is nobody.
        whole.request = None  # type: ignore[attr-defined]
        return whole


def allow_a_photo(request: HttpRequest) -> None:
    """Read this request's file as a slip where its sender has a purchase; before POST is read."""
    if remembered(request) or request.user.is_authenticated:
        request.upload_handlers = [SlipUploadHandler(request)]


def may_send(request: HttpRequest, payment: Payment) -> bool:
    """Count a photo that is to be opened against its payment."""
    use = ratelimit.consume(request, app=APP, action="open_slip", key=payment.number)
    return use is not None
