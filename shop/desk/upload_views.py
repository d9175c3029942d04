"""Photos in parts, from the desk's script: JSON that says how much is here.

POST begins one, GET asks, POST with ?offset= sends a part as the request's body.
"""

from __future__ import annotations

from uuid import UUID

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from community.private.uploading import APP
from community.sellers.powers import Power
from shop.desk.access import get_desk
from shop.desk.photo_field import BUSY, NOT_A_PHOTO, TOO_LARGE, TOO_MUCH, TOO_OFTEN
from shop.listings.drawing import Busy
from shop.uploads import receiving
from shop.uploads.access import get_own_upload
from shop.uploads.models import Upload

AGAIN_LATER = 503


@login_required
@require_POST
def begin(request: HttpRequest) -> JsonResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    try:
        key, size = UUID(request.POST.get("key", "")), int(request.POST.get("size", ""))
        return told(receiving.begin(desk.user, key, size))
    except receiving.TooManyOpen:
        return refused(TOO_MUCH, 429)
    except (ValueError, receiving.WrongSize):
        return refused(TOO_LARGE, 422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, key: UUID) -> JsonResponse:
    """Say how much of it is here; a POST adds the part that is its body."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    found = get_own_upload(desk.user, key)
    if request.method != "POST":
        return told(found)
    offset = request.GET.get("offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) <= 9):
        return told(found, 409)
    try:
        found = receiving.receive(found.pk, int(offset), request.body)
    except receiving.WrongOffset:
        return told(get_own_upload(desk.user, key), 409)
    except receiving.WrongSize:
        return refused(TOO_LARGE, 422)
    return looked_at(request, found) if found.is_whole else told(found)


def looked_at(request: HttpRequest, whole: Upload) -> JsonResponse:
    if ratelimit.consume(request, app=APP, action="open_file", user=request.user) is None:
        return refused(TOO_OFTEN, 429)
    try:
        return told(receiving.look_at(whole))
    except Busy:
        return refused(BUSY, AGAIN_LATER)


def told(upload: Upload, status: int = 200) -> JsonResponse:
    words = {"error": str(NOT_A_PHOTO)} if upload.state == Upload.State.REFUSED else {}
    said = {"received": upload.received, "size": upload.size, "state": upload.state}
    return JsonResponse({**said, **words}, status=status)


def refused(sentence: object, status: int) -> JsonResponse:
    return JsonResponse({"error": str(sentence)}, status=status)
