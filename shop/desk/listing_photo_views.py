"""The photos of one listing: more of them, their order, one less."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_own_listing
from shop.desk.listing_new_form import NO_PHOTO, PhotosOfNew
from shop.desk.photo_field import MOST_PHOTOS, TOO_MANY
from shop.desk.views import draw
from shop.listings.models import Listing, Photo
from shop.listings.photo_order import LastPhoto, change_photos

STEPS = {"earlier": -1, "later": 1}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a listing's photos; a POST moves one, drops one, orders all, or adds more."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    if request.method != "POST":
        return _draw(request, desk, listing, PhotosOfNew(user=desk.user))
    act = request.POST.get("act", "")
    if act == "add":
        return _add(request, desk, listing)
    return _write(request, desk, listing, _ordered(shown(listing), act, request.POST))


def shown(listing: Listing) -> list[Photo]:
    return list(listing.photos.exclude(state=Photo.State.FAILED))


def _add(request: HttpRequest, desk: Desk, listing: Listing) -> HttpResponse:
    form = PhotosOfNew(request.POST, request.FILES, user=desk.user)
    if form.is_valid() and not form.photo_keys:
        form.add_error("photos", NO_PHOTO)
    there = [photo.key for photo in shown(listing)]
    keys = list(dict.fromkeys([*there, *form.photo_keys]))
    if form.is_valid() and len(keys) > MOST_PHOTOS:
        form.add_error("photos", TOO_MANY)
    if not form.is_valid():
        return _draw(request, desk, listing, form, 422)
    return _write(request, desk, listing, keys)


def _ordered(there: list[Photo], act: str, sent: QueryDict) -> list[str]:
    """Return the keys as the pressed button wants them; what it does not know stays as it is."""
    name, _colon, number = act.partition(":")
    if name == "order":
        # What came meanwhile, from another tab, goes behind.
        place = {text: at for at, text in enumerate(sent.getlist("order"))}
        there = sorted(there, key=lambda photo: place.get(str(photo.pk), len(place)))
    meant = next((at for at, photo in enumerate(there) if str(photo.pk) == number), None)
    if meant is not None and name == "drop":
        there.pop(meant)
    elif meant is not None and name in STEPS:
        there.insert(max(0, meant + STEPS[name]), there.pop(meant))
    return [photo.key for photo in there]


def _write(request: HttpRequest, desk: Desk, listing: Listing, keys: list[str]) -> HttpResponse:
    try:
        if change_photos(listing, keys, desk.user, owner=desk.owner):
            messages.success(request, _("Saved."))
        else:
            messages.info(request, _("Sent. The market looks at the new photos first."))
    except LastPhoto:
        messages.error(request, _("It is on sale: one photo has to stay. Add another one first."))
    return redirect("desk:listing-photos", listing.pk)


def _draw(
    request: HttpRequest, desk: Desk, listing: Listing, form: PhotosOfNew, status: int = 200
) -> HttpResponse:
    page = {"listing": listing, "photos": shown(listing), "form": form}
    return draw(request, desk, "listing_photos", page, status)
