"""The only ways from a shop's request to a dispute: about its own order, or a 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.sellers.powers import Power
from shop.disputes.models import Dispute, Evidence
from shop.purchases.models import SellerOrder


def disputes_of(order: SellerOrder) -> QuerySet[Dispute]:
    """Return the disputes about a seller order; a chargeback may be about several."""
    of_all = Q(seller_order=None, purchase=order.purchase_id)
    return Dispute.objects.filter(Q(seller_order=order) | of_all)


def get_own_dispute(order: SellerOrder, pk: int) -> Dispute:
    return get_object_or_404(disputes_of(order).select_related("request"), pk=pk)


def evidence_for(order: SellerOrder, dispute: Dispute) -> QuerySet[Evidence]:
    """Return what a shop may read: never what another shop said, or what is about both."""
    own = Q(seller_order=order)
    return dispute.evidence.filter(own if dispute.seller_order_id is None else Q())


def get_seen_evidence(request: HttpRequest, key: UUID) -> Evidence:
    """Return a shop's evidence with a photo, for the shop and staff. Raises Http404."""
    from shop.desk.access import own_seats

    found = get_object_or_404(Evidence.objects.select_related("seller_order"), photo_key=key)
    if not request.user.is_authenticated or found.seller_order is None:
        raise Http404
    seats = [one for one in own_seats(request) if one.seller.pk == found.seller_order.seller_id]
    if request.user.is_staff or any(Power.SEE_MONEY in seat.powers for seat in seats):
        return found
    raise Http404
