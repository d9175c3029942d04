"""What search engines read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.groups.models import Community
from community.sellers.models import Seller
from shop.browse.community_views import public_communities
from shop.browse.provinces import every_province
from shop.browse.queries import cards
from shop.browse.seller_views import selling
from shop.browse.shelves import shelves
from shop.listings.models import ListingCard

ADDRESSES_PER_FILE = 5000
PRIVATE = (
    "basket",
    "checkout",
    "orders",
    "pay",
    "desk",
    "office",
    "account",
    "my-community",
    "join",
    "papers",
    "invitations",
    "dashboard",
    "search",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: /{room}/" for room in PRIVATE),
        f"Sitemap: {settings.SITE_URL}{reverse('browse:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    parts = [("pages", 1)]
    for section, found in SECTIONS.items():
        files = max(1, ceil(found().count() / ADDRESSES_PER_FILE))
        parts += [(section, number + 1) for number in range(files)]
    urls = [reverse("browse:sitemap-part", args=part) for part in parts]
    return _xml(request, "shop/sitemap_index.xml", urls)


@require_safe
def sitemap(request: HttpRequest, section: str, number: int) -> HttpResponse:
    if section == "pages" and number == 1:
        return _xml(request, "shop/sitemap.xml", _pages())
    if section not in SECTIONS or not 0 < number < 1000:
        raise Http404
    start = (number - 1) * ADDRESSES_PER_FILE
    found = SECTIONS[section]().order_by("pk")[start : start + ADDRESSES_PER_FILE]
    return _xml(request, "shop/sitemap.xml", map(_address, found))


def _cards() -> QuerySet[Any]:
    return cards().only("slug", "product_id")


SECTIONS: dict[str, Callable[[], QuerySet[Any]]] = {
    "goods": _cards,
    "sellers": selling,
    "communities": public_communities,
}


def _address(row: ListingCard | Seller | Community) -> str:
    return row.url if isinstance(row, ListingCard) else row.get_absolute_url()


def _pages() -> list[str]:
    return [
        *(reverse(f"browse:{name}") for name in ("home", "sellers", "communities", "provinces")),
        reverse("catalogue:index"),
        *(shelf.url for shelf in shelves().by_id.values()),
        *(reverse("browse:province", args=[code]) for code in every_province()),
    ]


def _xml(request: HttpRequest, template: str, urls: Iterable[str]) -> HttpResponse:
    context = {"urls": urls, "site_url": settings.SITE_URL}
    return render(request, template, context, content_type="application/xml; charset=utf-8")
