"""The only way from an address to a thing: what everybody may see, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from community.groups.models import Community
from community.places.models import Province
from community.sellers.models import Seller
from shop.browse.compiled import Question
from shop.browse.gallery import pictures
from shop.browse.provinces import every_province
from shop.browse.shelves import Shelf, shelves
from shop.listings.models import Listing, Variant


def get_variants(product_id: int) -> list[Variant]:
    """Return the variants of a listing on sale, with the listing and its seller, in one query."""
    variants = _variants_on_sale(product_id)
    if not variants:
        raise Http404
    for variant in variants:
        _tell_province(variant.listing.seller)
    return variants


def _tell_province(seller: Seller) -> None:
    """Take the province from memory: a join less to plan for each product page."""
    if province := every_province().get(seller.province_id):
        seller.province = province


@Question
def _variants_on_sale(product_id: int) -> QuerySet[Variant]:
    """Ask for the variants, with the listing's pictures as rows of {key, tone, widths, alt}."""
    found = Variant.objects.filter(
        listing__product=product_id,
        listing__state=Listing.State.PUBLISHED,
        listing__seller__state=Seller.State.APPROVED,
        stock_record__price__isnull=False,
    )
    return found.select_related("stock_record", "listing__seller").annotate(pictures=pictures())


def get_shelf(category_id: int) -> Shelf:
    known = shelves()
    if category_id not in known.by_id:
        shelves.forget()  # it may be newer than what is remembered
        known = shelves()
    if category_id not in known.by_id:
        raise Http404
    return known.by_id[category_id]


def get_seller(slug: str) -> Seller:
    selling = Seller.objects.filter(state=Seller.State.APPROVED)
    return get_object_or_404(selling.select_related("province"), slug=slug)


def get_community(slug: str) -> Community:
    public = Community.objects.filter(state=Community.State.APPROVED)
    return get_object_or_404(public.select_related("province"), slug=slug)


def get_province(code: str) -> Province:
    province = every_province().get(code)
    if province is None:
        raise Http404
    return province
