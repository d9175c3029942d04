"""A new listing: photos, name, price, and it is on sale; or a draft for later."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.commission.telling import percent_for
from shop.desk.access import Desk, get_desk
from shop.desk.listing_new_form import NewListingForm
from shop.desk.views import draw
from shop.listings.adding import NewListing, add_listing
from shop.listings.models import Listing

State = Listing.State
CAME_TWICE = gettext_lazy(
    "“%(first)s” came before and stands. Now it came with something else in it: that is kept "
    "here as a draft. Put it away if you do not want both."
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    usual = usual_of(desk)
    options: dict[str, Any] = {"user": desk.user, "usual_unit": usual.get("unit", "")}
    if request.method != "POST":
        return draw_new(request, desk, NewListingForm(initial=usual, **options))
    form = NewListingForm(request.POST, request.FILES, **options)
    if not form.is_valid():
        return draw_new(request, desk, form, 422)
    return add(request, desk, form.new_listing())


def add(request: HttpRequest, desk: Desk, new: NewListing) -> HttpResponse:
    listing = add_listing(desk.seller, new, desk.user, owner=desk.owner)
    if listing.key != new.key:
        # Sent before, then written on: what came first stands, and the second is not lost unseen.
        first = Listing.objects.get(seller=desk.seller, key=new.key)
        messages.warning(request, CAME_TWICE % {"first": first.title_th})
        return redirect("desk:listing", listing.pk)
    messages.success(request, listed_text(listing))
    if listing.state == State.DRAFT:
        return redirect("desk:listing", listing.pk)
    return redirect("desk:goods")


def draw_new(
    request: HttpRequest, desk: Desk, form: NewListingForm, status: int = 200
) -> HttpResponse:
    page = {"form": form, "fee_percent": percent_for(desk.seller)}
    return draw(request, desk, "listing_new", page, status)


def usual_of(desk: Desk) -> dict[str, Any]:
    """Return what the seller's last listing was like: the next one is often of its kind."""
    last = Listing.objects.filter(seller=desk.seller).order_by("-pk").first()
    return {"category": last.category_id, "unit": last.unit} if last else {}


def listed_text(listing: Listing) -> str:
    if listing.is_on_sale:
        return _("On sale now. Buyers can find it.")
    if listing.state == State.DRAFT:
        return _("Kept as a draft. Nobody sees it but you.")
    if listing.state == State.REVIEW:
        return _("Sent. The market looks at it before it goes on sale, and tells you.")
    return _("Kept. It goes on sale when the market has approved your shop.")
