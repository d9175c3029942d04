"""Communities and markets: all of them, and one with its sellers and goods."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.groups.models import Community
from shop.browse.access import get_community
from shop.browse.card_pages import wished_page
from shop.browse.listing_views import home_crumb
from shop.browse.market_days import next_market_day, openings_of
from shop.browse.queries import cards
from shop.browse.seller_views import selling

COMMUNITIES_PER_PAGE = 24
SELLERS_SHOWN = 24


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = Community.objects.select_related("province").order_by("province__sort_key", "pk")
    if kind in Community.Kind.values:
        found = found.filter(kind=kind)
    page: Page[Any] = Paginator(found, COMMUNITIES_PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [(one, next_market_day(one)) for one in page.object_list]
    context = {
        "trail": [home_crumb(), (_("Communities and markets"), "")],
        "page_obj": page,
        "kinds": Community.Kind.choices,
        "kind": kind,
    }
    return render(request, "shop/communities.html", context)


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_community(slug)
    above = _("Communities and markets"), reverse("browse:communities")
    context = {
        "trail": [home_crumb(), above, (group.name, "")],
        "community": group,
        "openings": openings_of(group),
        "market_day": next_market_day(group),
        "sellers": selling().filter(communities=group)[:SELLERS_SHOWN],
        **wished_page(
            request, cards().filter(community_ids__contains=[group.pk]), "community", group.pk
        ),
    }
    return render(request, "shop/community.html", context)
