"""Who sells: all of them, one of them, and those of a province."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.groups.models import Community
from community.sellers.models import Seller
from shop.browse.access import get_seller
from shop.browse.canonical import canonical_of
from shop.browse.card_pages import read_wish, wished_page
from shop.browse.certificate_words import all_words
from shop.browse.closed import closed_of
from shop.browse.listing_views import home_crumb
from shop.browse.provinces import provinces_by_sellers
from shop.browse.queries import cards
from shop.browse.remembering import remembered_each
from shop.certificates.showing import entries_of_seller

SELLERS_PER_PAGE = 24


@require_safe
def sellers(request: HttpRequest) -> HttpResponse:
    found = selling()
    if province := read_wish(request).province:
        found = found.filter(province=province)
    page: Page[Any] = Paginator(found, SELLERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": [home_crumb(), (_("Sellers"), "")],
        "page_obj": page,
        "provinces": provinces_by_sellers(),
        "province": province,
    }
    return render(request, "shop/sellers.html", context)


@require_safe
def seller(request: HttpRequest, slug: str) -> HttpResponse:
    shop = get_seller(slug)
    province = (str(shop.province), reverse("browse:province", args=[shop.province_id]))
    context = {
        "trail": [home_crumb(), (_("Sellers"), reverse("browse:sellers")), (shop.name, "")],
        "seller": shop,
        "province": province,
        "closed": closed_of(shop.pk),
        "communities": communities_of(shop.pk),
        "certificates": all_words(entries_of_seller(shop.pk)),
        **wished_page(request, cards().filter(seller_id=shop.pk), "seller", shop.pk),
    }
    context["canonical"] = canonical_of(request, context["page_obj"].number)
    return render(request, "shop/seller.html", context)


@remembered_each(seconds=30)
def communities_of(seller_id: int) -> list[Community]:
    """Return the communities of a seller that everybody may see."""
    return list(Community.objects.filter(sellers=seller_id, state=Community.State.APPROVED))


def selling() -> QuerySet[Seller]:
    """Return the sellers that everybody may see, the newest first."""
    found = Seller.objects.filter(state=Seller.State.APPROVED)
    return found.select_related("province").order_by("-created_at", "-pk")
