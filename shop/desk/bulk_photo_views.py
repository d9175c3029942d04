"""Many photos in one zip file, each named after the code of its goods."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from community.sellers.powers import Power
from community.tables.errors import Unreadable
from shop.desk.access import get_desk
from shop.desk.views import draw
from shop.spreadsheets.access import bundles_of, get_bundle
from shop.spreadsheets.cures import sentence
from shop.spreadsheets.models import PhotoBundle
from shop.spreadsheets.photo_bundles import bring_photos

MOST_SHOWN = 10


class ZipForm(forms.Form):
    file = forms.FileField(
        label=_("Zip file"),
        allow_empty_file=True,
        help_text=_("At most 20 MB and 200 photos. Name them LP-001.jpg, LP-001-2.jpg."),
        error_messages={"required": _("Choose the zip file with the photos.")},
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    sent = request.method == "POST"
    form = ZipForm(request.POST, request.FILES) if sent else ZipForm()
    if sent and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            bundle = bring_photos(upload, desk.seller, desk.user, owner=desk.owner)
        except Unreadable as error:
            form.add_error("file", error)
        else:
            return redirect("desk:bulk-photos-bundle", bundle.key)
    page = {"form": form, "bundles": bundles_of(desk.seller)[:MOST_SHOWN]}
    return draw(request, desk, "bulk_photos", page, 422 if sent else 200)


@login_required
@require_safe
def bundle(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    shown = get_bundle(desk.seller, key)
    rows = [
        (one, one["name"].rpartition("/")[2], sentence(one["problem"]) if one["problem"] else "")
        for one in shown.photos
    ]
    page = {"bundle": shown, "rows": rows, "right": _right(shown), "done": _done(shown)}
    return draw(request, desk, "bulk_bundle", page)


@login_required
@require_safe
def state(request: HttpRequest, key: UUID) -> JsonResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    shown = get_bundle(desk.seller, key)
    address = reverse("desk:bulk-photos-bundle", args=[key])
    return JsonResponse(
        {"state": shown.state, "url": address, "done": _done(shown), "total": _right(shown)}
    )


def _right(bundle: PhotoBundle) -> int:
    """Return how many can be or were taken in."""
    return sum(not one["problem"] for one in bundle.photos)


def _done(bundle: PhotoBundle) -> int:
    return sum(bool(one.get("taken")) for one in bundle.photos)
