"""Serve the drawn sizes of photos; the originals have no address."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

KINDS = {".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg"}
# The key is made of what is in the file: what stands at an address never changes.
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def photo(request: HttpRequest, key: str, name: str) -> FileResponse:
    path = Path(settings.MEDIA_ROOT, "photos", key, name)
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    # Pictures are compressed already: pressing them again would only cost time.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return FileResponse(
        file,
        content_type=KINDS[path.suffix],
        headers={"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"},
    )
