"""Goods that are shown beside others: "goes well with"."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_own_listing, get_own_listings
from shop.desk.listing_views import held_text
from shop.desk.views import draw
from shop.listings.changing import change_words
from shop.listings.models import Listing
from shop.listings.related import MOST_RELATED

SHOWN = 20
LONGEST_QUERY = 80
LONGEST_NUMBER = 12


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def related(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the chosen ones and those that a search finds; a POST keeps what is ticked."""
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    if request.method == "POST":
        return _save(request, desk, listing)
    return _draw(request, desk, listing, list(listing.related.all()))


def _save(request: HttpRequest, desk: Desk, listing: Listing) -> HttpResponse:
    typed = [text for text in request.POST.getlist("with") if _is_number(text)]
    chosen = get_own_listings(desk, [int(text) for text in typed[: SHOWN * 2]])
    if len(chosen) > MOST_RELATED:
        return _draw(request, desk, listing, chosen, 422)
    if change_words(listing, {"related": chosen}, desk.user, owner=desk.owner):
        messages.success(request, _("Saved."))
    else:
        messages.info(request, held_text())
    return redirect("desk:listing", listing.pk)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER


def _draw(
    request: HttpRequest, desk: Desk, listing: Listing, chosen: list[Listing], status: int = 200
) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    page = {
        "listing": listing,
        "query": query,
        "chosen": chosen,
        "most": MOST_RELATED,
        "is_too_many": len(chosen) > MOST_RELATED,
        "others": _others(desk, listing, query, chosen),
    }
    return draw(request, desk, "listing_related", page, status)


def _others(desk: Desk, listing: Listing, query: str, chosen: list[Listing]) -> list[Listing]:
    own = Listing.objects.filter(seller=desk.seller, state=Listing.State.PUBLISHED)
    if query:
        own = own.filter(title_th__icontains=query) | own.filter(title_en__icontains=query)
    left_out = [listing.pk, *(one.pk for one in chosen)]
    return list(own.exclude(pk__in=left_out).order_by("-pk")[:SHOWN])
