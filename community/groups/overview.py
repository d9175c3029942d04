"""What a manager sees first: who is here, what waits, what comes, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.groups.models import Community, SellerRequest
from community.joining.models import Application
from community.sellers.models import Seller
from shop.listings.models import Listing

State = Application.State
WAITING = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_ASKED)
SHOWN = 50
GOODS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Missing:
    """What buyers would like to see, and the page where it is written."""

    text: str
    route: str


def sellers_of(community: Community) -> QuerySet[Seller]:
    sellers = Seller.objects.filter(communities=community).exclude(state=Seller.State.CLOSED)
    return sellers.select_related("province").order_by("name_th", "pk")


def requests_to(community: Community) -> list[tuple[SellerRequest, list[Listing]]]:
    """Return the shops that ask for a place, the first first, with what each has on sale."""
    waiting = SellerRequest.objects.filter(
        community=community, state=SellerRequest.State.WAITING
    ).exclude(seller__state=Seller.State.CLOSED)
    rows = list(waiting.select_related("seller__province")[:SHOWN])
    return [(row, goods[:GOODS_SHOWN]) for row, goods in _with_goods(rows)]


def _with_goods(rows: list[SellerRequest]) -> list[tuple[SellerRequest, list[Listing]]]:
    goods: dict[int, list[Listing]] = {row.seller_id: [] for row in rows}
    shown = Listing.objects.filter(seller__in=goods, state=Listing.State.PUBLISHED)
    for listing in shown.order_by("-pk")[: SHOWN * 20]:
        goods[listing.seller_id].append(listing)
    return [(row, goods[row.seller_id]) for row in rows]


def waiting_for(community: Community) -> QuerySet[Application]:
    """Return who has asked to sell under the community: their names and states, no more."""
    found = Application.objects.filter(community=community, state__in=WAITING)
    return found.only("name_th", "name_en", "state", "submitted_at").order_by("submitted_at", "pk")


def missing_of(community: Community) -> list[Missing]:
    wanted = [
        (community.story_th, _("The story in Thai"), "groups:story"),
        (community.story_en, _("The story in English"), "groups:story"),
        (community.cover_key, _("A picture"), "groups:cover"),
        (community.latitude, _("The place on the map"), "groups:place"),
        (community.pickup_place, _("Where orders are collected"), "groups:pickup"),
        (community.market_days or not community.is_market, _("Market days"), "groups:market-days"),
    ]
    return [Missing(text, route) for value, text, route in wanted if not value]
