"""The seller's goods: all of them, a new one, one to change, and whether it sells."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_own_listing, get_own_variant
from shop.desk.goods_forms import ListingForm, OfferForm, WordsForm
from shop.desk.goods_list import goods_page, shown, with_shelf
from shop.desk.views import draw
from shop.listings.adding import add_listing
from shop.listings.changing import CannotMove, change_price, change_words, move_listing, set_left
from shop.listings.models import Listing, Variant
from shop.stock.reserving import left_of

State = Listing.State
MOVES = {"publish": State.PUBLISHED, "pause": State.PAUSED, "withdraw": State.WITHDRAWN}


@login_required
@require_safe
def goods(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request)
    state = request.GET.get("state", "")
    page = {
        "state": state,
        "states": [(one.value, one.label) for one in State if one != State.WITHDRAWN],
        "page_obj": goods_page(desk, state, request.GET.get("page", "1")),
        **may(desk),
    }
    return draw(request, desk, "goods", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    if request.method != "POST":
        return draw(request, desk, "listing_new", {"form": ListingForm(initial=usual(desk))})
    form = ListingForm(request.POST, request.FILES)
    if not form.is_valid():
        return draw(request, desk, "listing_new", {"form": form}, 422)
    listing = add_listing(desk.seller, form.new_listing(), desk.user, owner=desk.owner)
    messages.success(request, listed_text(listing))
    return redirect("desk:goods")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one listing; a POST changes its words."""
    desk = get_desk(request)
    listing = get_own_listing(desk, pk)
    if request.method != "POST":
        return draw_listing(request, desk, listing)
    get_desk(request, Power.LIST_PRODUCTS)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return draw_listing(request, desk, listing, words=form, status=422)
    change_words(listing, form.cleaned_data, desk.user, owner=desk.owner)
    messages.success(request, _("Saved."))
    return redirect("desk:listing", pk)


@login_required
@require_POST
def offer(request: HttpRequest, pk: int, variant_id: int) -> HttpResponse:
    """Change price and number left of one variant, as far as one may."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    listing = get_own_listing(desk, pk)
    variant = get_own_variant(listing, variant_id)
    form = OfferForm(request.POST, prefix=str(variant.pk))
    if not desk.may(Power.LIST_PRODUCTS):
        form.fields["price"].disabled = True
        form.initial["price"] = variant.stock_record.price
    if not form.is_valid():
        return draw_listing(request, desk, listing, offers={variant.pk: form}, status=422)
    write_offer(desk, variant, form)
    messages.success(request, _("Saved."))
    return redirect("desk:listing", pk)


@login_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, pause or take away, as the pressed button says."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    to = MOVES.get(request.POST.get("move", ""))
    try:
        if to:
            move_listing(listing, to, desk.user, owner=desk.owner)
    except CannotMove:
        messages.error(request, _("Nothing was changed: it is like that already."))
    return redirect("desk:goods")


def write_offer(desk: Desk, variant: Variant, form: OfferForm) -> None:
    data = form.cleaned_data
    if data["price"] != variant.stock_record.price:
        change_price(variant, data["price"], desk.user, owner=desk.owner)
    if data["left"] != left_of(variant.stock_record):
        set_left(variant, data["left"], desk.user, owner=desk.owner)


def draw_listing(
    request: HttpRequest,
    desk: Desk,
    listing: Listing,
    *,
    words: WordsForm | None = None,
    offers: dict[int, OfferForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    goods_shown = shown(with_shelf(Listing.objects.filter(pk=listing.pk)).get())
    page = {
        "goods": goods_shown,
        "listing": listing,
        "form": words or WordsForm(initial=words_of(listing)),
        "offers": [
            (variant, (offers or {}).get(variant.pk) or offer_form(variant))
            for variant in goods_shown.variants
        ],
        **may(desk),
    }
    return draw(request, desk, "listing", page, status)


def offer_form(variant: Variant) -> OfferForm:
    record = variant.stock_record
    initial = {"price": record.price, "left": left_of(record)}
    return OfferForm(initial=initial, prefix=str(variant.pk))


def words_of(listing: Listing) -> dict[str, Any]:
    names = ("title_th", "title_en", "description_th", "unit")
    return {name: getattr(listing, name) for name in names} | {"category": listing.category_id}


def usual(desk: Desk) -> dict[str, Any]:
    """Return what the seller's last listing was like: the next one is often of its kind."""
    last = Listing.objects.filter(seller=desk.seller).order_by("-pk").first()
    return {"category": last.category_id, "unit": last.unit} if last else {}


def may(desk: Desk) -> dict[str, bool]:
    return {
        "may_list": desk.may(Power.LIST_PRODUCTS),
        "may_count": desk.may(Power.MANAGE_STOCK),
    }


def listed_text(listing: Listing) -> str:
    if listing.is_on_sale:
        return _("On sale now. Buyers can find it.")
    return _("Kept. It goes on sale when the market has approved your shop.")
