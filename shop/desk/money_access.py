"""The only way to a seller's payouts and rows: those of one's own shop, or a 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.payouts.models import Payout
from shop.purchases.models import SellerOrder

# What was only drawn up is nobody's business but the staff's.
SHOWN = Payout.BOOKED


def get_money_desk(request: HttpRequest) -> Desk:
    """Return the desk for somebody who may see the money. Raises PowerMissing."""
    return get_desk(request, Power.SEE_MONEY)


def get_own_payout(desk: Desk, pk: int) -> Payout:
    found = Payout.objects.filter(seller=desk.seller, state__in=SHOWN)
    return get_object_or_404(found.select_related("account", "seller"), pk=pk)


def get_own_share(desk: Desk, number: str) -> SellerOrder:
    return get_object_or_404(desk.orders.select_related("purchase"), number=number)
