"""Pages of goods: all of them, a category, what a search found, and one listing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.browse import offers
from shop.browse.access import get_shelf, get_variants
from shop.browse.card_pages import wished_page, wished_shelf
from shop.browse.certificate_words import all_words
from shop.browse.closed import closed_of
from shop.browse.gallery import Gallery, gallery_of
from shop.browse.queries import LONGEST_QUERY, cards, matching, newest
from shop.browse.remembering import remembered_each
from shop.browse.shelves import Shelf, shelves
from shop.listings.models import Listing, ListingCard, Variant
from shop.listings.units import unit_label

MORE_OF_SELLER = 5


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    title = _("All goods")
    context = {
        "title": title,
        "trail": [home_crumb(), (title, "")],
        "shelves": shelves().roots,
        **wished_page(request, cards(), "goods"),
    }
    return render(request, "shop/category.html", context)


@require_safe
def category(request: HttpRequest, category_slug: str, pk: int) -> HttpResponse:
    shelf = get_shelf(pk)
    if category_slug != shelf.slug:
        return moved(request, shelf.url)
    known = shelves()
    context = {
        "title": shelf.name,
        "trail": [home_crumb(), *crumbs_to(shelf)],
        "shelves": known.below(shelf),
        **wished_shelf(request, pk),
    }
    return render(request, "shop/category.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    context = {"query": query, **wished_page(request, matching(cards(), query), "search", query)}
    if not context["page_obj"].paginator.count:
        context["shelves"] = shelves().roots
    return render(request, "shop/search.html", context)


@require_safe
def detail(request: HttpRequest, product_slug: str, pk: int) -> HttpResponse:
    variants = get_variants(pk)
    listing = variants[0].listing
    if product_slug != listing.slug:
        return moved(request, listing.get_absolute_url())
    context = {
        **_offer(request, listing, variants),
        "photos": _gallery(request, variants[0]),
        "trail": [home_crumb(), *_way_to(listing), (listing.title, "")],
        "more": _more_of_seller(listing),
    }
    return render(request, "shop/product.html", context)


def home_crumb() -> tuple[str, str]:
    return _("Home"), reverse("browse:home")


def crumbs_to(shelf: Shelf) -> list[tuple[str, str]]:
    return [(above.name, above.url) for above in shelves().way_to(shelf)]


def moved(request: HttpRequest, url: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{url}?{query}" if query else url, permanent=True)


def _offer(request: HttpRequest, listing: Listing, variants: list[Variant]) -> dict[str, Any]:
    shown = offers.shown_variants(variants)
    chosen = offers.chosen_of(shown, request.GET.get("variant", ""))
    variant = variants[shown.index(chosen)]
    closed = closed_of(listing.seller_id)
    return {
        "listing": listing,
        "seller": listing.seller,
        "unit": unit_label(listing.unit),
        "variants": shown,
        "chosen": chosen,
        "axis": offers.axis_of(variants),
        "prices_differ": len({one.price for one in shown}) > 1,
        "closed": closed,
        "available": not closed and any(one.is_available for one in shown),
        "most": max(one.most for one in shown),
        "deliveries": offers.shown_deliveries(listing.seller, variant),
        "season": offers.season_of(listing),
        "certificates": all_words(listing.certificates),
    }


def _gallery(request: HttpRequest, variant: Variant) -> Gallery:
    asked = request.GET
    return gallery_of(variant.pictures, asked.get("photo", ""), asked.get("variant", ""))  # type: ignore[attr-defined]


def _way_to(listing: Listing) -> list[tuple[str, str]]:
    shelf = shelves().by_id.get(listing.category_id)
    return crumbs_to(shelf) if shelf else []


def _more_of_seller(listing: Listing) -> list[ListingCard]:
    others = [card for card in _newest_of(listing.seller_id) if card.pk != listing.pk]
    return others[:MORE_OF_SELLER]


@remembered_each(seconds=30)
def _newest_of(seller_id: int) -> list[ListingCard]:
    return list(newest(cards().filter(seller_id=seller_id))[: MORE_OF_SELLER + 1])
