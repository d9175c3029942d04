"""Communities and markets: all of them, and one with its sellers and goods."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.groups.models import Community, PickupPlace
from shop.browse.access import get_community
from shop.browse.canonical import canonical_of
from shop.browse.card_pages import wished_page
from shop.browse.closed import closed_community
from shop.browse.listing_views import home_crumb
from shop.browse.maps import map_of_community
from shop.browse.market_days import next_market_day, next_market_days, openings_of
from shop.browse.provinces import every_province
from shop.browse.queries import cards
from shop.browse.remembering import remembered_each
from shop.browse.seller_views import selling

COMMUNITIES_PER_PAGE = 24
SELLERS_SHOWN = 6
SELLERS_PER_PAGE = 24
MARKET_DAYS = 4


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = public_communities()
    if kind in Community.Kind.values:
        found = found.filter(kind=kind)
    place = every_province().get(request.GET.get("province", ""))
    if place:
        found = found.filter(province=place)
    page: Page[Any] = Paginator(found, COMMUNITIES_PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [(one, next_market_day(one)) for one in page.object_list]
    context = {
        "trail": [home_crumb(), (_("Communities and markets"), "")],
        "page_obj": page,
        "kinds": Community.Kind.choices,
        "kind": kind,
        "province": place,
        "canonical": canonical_of(request, page.number),
    }
    return render(request, "shop/communities.html", context)


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_community(slug)
    above = _("Communities and markets"), reverse("browse:communities")
    sellers = list(selling().filter(communities=group)[: SELLERS_SHOWN + 1])
    context = {
        "trail": [home_crumb(), above, (group.name, "")],
        "community": group,
        "openings": openings_of(group),
        "market_days": next_market_days(group, MARKET_DAYS if group.is_market else 1),
        "closed": closed_community(group.pk),
        "pickup_places": pickup_places(group.pk),
        "map": map_of_community(group),
        "sellers": sellers[:SELLERS_SHOWN],
        "has_more_sellers": len(sellers) > SELLERS_SHOWN,
        **wished_page(
            request, cards().filter(community_ids__contains=[group.pk]), "community", group.pk
        ),
    }
    context["canonical"] = canonical_of(request, context["page_obj"].number)
    return render(request, "shop/community.html", context)


@require_safe
def sellers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every seller of a community, page by page."""
    group = get_community(slug)
    found = selling().filter(communities=group)
    page: Page[Any] = Paginator(found, SELLERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": [home_crumb(), (group.name, group.get_absolute_url()), (_("Sellers"), "")],
        "community": group,
        "page_obj": page,
        "canonical": canonical_of(request, page.number),
    }
    return render(request, "shop/community_sellers.html", context)


@remembered_each(seconds=30)
def pickup_places(community_id: int) -> list[PickupPlace]:
    return list(PickupPlace.objects.filter(community=community_id))


def public_communities() -> QuerySet[Community]:
    """Return the communities that everybody may see, by province."""
    found = Community.objects.filter(state=Community.State.APPROVED)
    return found.select_related("province").order_by("province__sort_key", "pk")
