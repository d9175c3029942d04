"""What is to be packed today, for the sellers whose orders a helper may handle."""

from __future__ import annotations

from dataclasses import dataclass

from community.assistance.current import grants_in_force
from community.assistance.models import Grant, Helper
from community.sellers.models import Seller
from community.sellers.powers import Power
from shop.purchases.models import SellerOrder


@dataclass(frozen=True)
class Sheet:
    """One seller's page of the printed list."""

    grant: Grant
    orders: list[SellerOrder]


def packing_sheets(helper: Helper, slug: str = "") -> list[Sheet]:
    """Return a sheet for each seller with something to pack, or for the one that is named.

    Oldest orders first, with their lines and buyers; two queries and one for the lines.
    """
    grants = grants_in_force(helper.user_id).filter(powers__contains=[Power.HANDLE_ORDERS])
    grants = grants.exclude(seller__state=Seller.State.CLOSED)
    if slug:
        grants = grants.filter(seller__slug=slug)
    by_seller = {grant.seller_id: grant for grant in grants.select_related("owner", "seller")}
    sheets = {pk: Sheet(grant, []) for pk, grant in by_seller.items()}
    for order in _to_pack(by_seller):
        sheets[order.seller_id].orders.append(order)
    return [sheet for sheet in sheets.values() if sheet.orders or slug]


def _to_pack(by_seller: dict[int, Grant]) -> list[SellerOrder]:
    waiting = SellerOrder.objects.filter(
        seller__in=by_seller, state=SellerOrder.State.TO_PACK
    ).order_by("paid_at", "pk")
    return list(waiting.select_related("purchase").prefetch_related("lines"))
