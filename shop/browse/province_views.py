"""The 77 provinces: all of them by region, and one with its communities, sellers and goods."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.places.models import Province, in_language
from community.places.points import REGIONS, by_distance, regions
from shop.browse.access import get_province
from shop.browse.canonical import canonical_of
from shop.browse.card_pages import wished_page
from shop.browse.community_views import public_communities
from shop.browse.listing_views import home_crumb
from shop.browse.maps import map_of_province, map_of_provinces
from shop.browse.market_days import next_market_day
from shop.browse.provinces import (
    SellingProvince,
    communities_by_province,
    every_province,
    selling_provinces,
)
from shop.browse.queries import cards
from shop.browse.seller_views import selling

SELLERS_SHOWN = 12
COMMUNITIES_SHOWN = 24
NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """A province in the index, and how many are there."""

    province: Province
    sellers: int
    communities: int


@dataclass(frozen=True, slots=True)
class Region:
    name: str | Promise
    code: str
    provinces: list[Listed]


@require_safe
def provinces(request: HttpRequest) -> HttpResponse:
    sellers = {one.code: one.sellers for one in selling_provinces()}
    communities = communities_by_province()
    context = {
        "trail": [home_crumb(), (_("Provinces"), "")],
        "regions": _by_region(sellers, communities),
        "map": map_of_provinces({*sellers, *communities}),
        "canonical": canonical_of(request),
    }
    return render(request, "shop/provinces.html", context)


@require_safe
def province(request: HttpRequest, code: str) -> HttpResponse:
    place = get_province(code)
    communities = list(public_communities().filter(province=place)[: COMMUNITIES_SHOWN + 1])
    context = {
        "trail": [home_crumb(), (_("Provinces"), reverse("browse:provinces")), (str(place), "")],
        "province": place,
        "region": REGIONS[regions()[code]],
        "sellers": list(selling().filter(province=place)[:SELLERS_SHOWN]),
        "communities": [(one, next_market_day(one)) for one in communities[:COMMUNITIES_SHOWN]],
        "has_more_communities": len(communities) > COMMUNITIES_SHOWN,
        "map": map_of_province(place),
        **wished_page(request, cards().filter(province_code=place.code), "province", code),
    }
    context["neighbours"] = neighbours_of(code)
    context["canonical"] = canonical_of(request, context["page_obj"].number)
    return render(request, "shop/province.html", context)


def neighbours_of(code: str) -> list[SellingProvince]:
    """Return the nearest provinces in which somebody sells."""
    having = {one.code: one for one in selling_provinces()}
    return [having[other] for other in by_distance(code) if other in having][:NEIGHBOURS]


def _by_region(sellers: dict[str, int], communities: dict[str, int]) -> list[Region]:
    listed = [
        Listed(one, sellers.get(code, 0), communities.get(code, 0))
        for code, one in every_province().items()
    ]
    listed.sort(key=lambda one: in_language(one.province.sort_key, one.province.name_en))
    of = regions()
    return [
        Region(name, key, [one for one in listed if of[one.province.code] == key])
        for key, name in REGIONS.items()
    ]
