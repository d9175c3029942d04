"""What a listing comes in: price and stock of each variant, and the axes they are made from."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_own_listing
from shop.desk.listing_axes_forms import AxesForm, ValueForm
from shop.desk.listing_offer_forms import SKU_TAKEN, VariantForm, said_twice
from shop.desk.listing_page import (
    Typed,
    draw_listing,
    seen_version,
    typed_offers,
    with_everything,
)
from shop.desk.listing_views import held_text
from shop.listings.changing import Edited
from shop.listings.models import Listing
from shop.listings.offering import SkuTaken, change_offers
from shop.listings.variants import rename_value, set_axes
from shop.stock.moving import BelowHeld


@login_required
@require_POST
def offers(request: HttpRequest, pk: int) -> HttpResponse:
    """Change price, stock and parcel of every variant, as far as one may: all or nothing."""
    desk = get_desk(request, Power.MANAGE_STOCK, Power.LIST_PRODUCTS)
    listing = with_everything(get_own_listing(desk, pk))
    rows = typed_offers(desk, listing, request.POST)
    is_older = seen_version(request) != listing.version
    if not _are_right(rows):
        return draw_listing(request, desk, listing, Typed(offers=rows, is_older=is_older), 422)
    try:
        _write(request, desk, listing, rows)
    except Edited as edited:
        newer = typed_offers(desk, with_everything(edited.listing), request.POST)
        typed = Typed(offers=newer, is_older=True)
        return draw_listing(request, desk, edited.listing, typed, 409)
    except SkuTaken as wrong:
        _row_of(rows, wrong.variant.stock_record_id).add_error("sku", SKU_TAKEN)
    except BelowHeld as wrong:
        _row_of(rows, wrong.stock_record_id).add_error("left", below_text(wrong, listing))
    else:
        return redirect("desk:listing", pk)
    return draw_listing(request, desk, listing, Typed(offers=rows, is_older=is_older), 422)


def _are_right(rows: list[VariantForm]) -> bool:
    right = [row.is_valid() for row in rows if row.is_bound]
    said_twice([row for row in rows if hasattr(row, "cleaned_data")])
    return all(right) and not any(row.errors for row in rows)


def _write(request: HttpRequest, desk: Desk, listing: Listing, rows: list[VariantForm]) -> None:
    """Write what differs. Raises Edited, SkuTaken, BelowHeld."""
    changes = [row.change() for row in rows if row.is_bound]
    changes = [one for one in changes if one.fields or one.record or one.more]
    # Stock alone quarrels with nobody: it is written as the difference to what was shown.
    only_stock = not any(one.fields or one.record for one in changes)
    version = None if only_stock else seen_version(request)
    if change_offers(listing, changes, desk.user, owner=desk.owner, seen_version=version):
        messages.success(request, _("Saved."))
    else:
        messages.info(request, held_text())


def _row_of(rows: list[VariantForm], stock_record_id: int) -> VariantForm:
    return next(row for row in rows if row.variant.stock_record_id == stock_record_id)


def below_text(wrong: BelowHeld, listing: Listing) -> str:
    return _(
        "Meanwhile some of it was ordered. %(held)s are held for orders and market days: "
        "look under Stock what may still be taken off."
    ) % {"held": wrong.held}


@login_required
@require_POST
def axes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the matrix of variants from up to three axes."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    form = AxesForm(request.POST, listing=listing)
    if not form.is_valid():
        return draw_listing(request, desk, listing, Typed(axes=form), 422)
    try:
        done = set_axes(
            listing,
            form.axes,
            desk.user,
            owner=desk.owner,
            seen_version=seen_version(request),
        )
    except Edited as edited:
        typed = Typed(axes=form, is_older=True)
        return draw_listing(request, desk, edited.listing, typed, 409)
    _say(request, done, _("Saved. Write price and stock of the new ones."))
    return redirect("desk:listing", pk)


def _say(request: HttpRequest, done: bool, saved: str) -> None:
    if done:
        messages.success(request, saved)
    else:
        messages.info(request, held_text())


@login_required
@require_POST
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """Write one value otherwise; its variants stay what they are."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    form = ValueForm(request.POST, listing=listing)
    if not form.is_valid():
        return draw_listing(request, desk, listing, Typed(value=form), 422)
    new = form.cleaned_data["new"]
    done = rename_value(listing, form.axis, form.old, new, desk.user, owner=desk.owner)
    _say(request, done, _("Saved."))
    return redirect("desk:listing", pk)
