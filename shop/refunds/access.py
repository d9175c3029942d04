"""The only ways from a buyer's request to a refund: of one's own purchase, or a 404."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from shop.purchases.access import get_own_purchase, remembered
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund, RefundPhoto

State = SellerOrder.State
GOODS_PAID = (State.TO_PACK, State.PACKED, State.SHIPPED, State.RETURNED)


def get_own_share(request: HttpRequest, number: str) -> SellerOrder:
    """Return a seller order of one's own purchase by its own number."""
    purchase = get_own_purchase(request, number.rpartition("-")[0])
    shares = purchase.seller_orders.select_related("seller", "purchase")
    return get_object_or_404(shares, number=number)


def get_own_refund(request: HttpRequest, number: str, pk: int) -> Refund:
    purchase = get_own_purchase(request, number)
    found = purchase.refunds.select_related("seller_order__seller", "purchase")
    return get_object_or_404(found, pk=pk)


def get_seen_photo(request: HttpRequest, key: UUID) -> RefundPhoto:
    """Return a photo that its buyer, its shop, or staff may see. Raises Http404."""
    photos = RefundPhoto.objects.select_related("refund__purchase", "refund__seller_order")
    photo = get_object_or_404(photos, key=key)
    if not _may_see(request, photo.refund):
        raise Http404
    return photo


def _may_see(request: HttpRequest, refund: Refund) -> bool:
    from shop.desk.access import SEES_ORDERS, own_seats

    if refund.purchase_id in remembered(request):
        return True
    if not request.user.is_authenticated:
        return False
    if request.user.is_staff or refund.purchase.user_id == request.user.pk:
        return True
    seller_id = refund.seller_order.seller_id if refund.seller_order else 0
    seats = [seat for seat in own_seats(request) if seat.seller.pk == seller_id]
    return any(not seat.powers.isdisjoint(SEES_ORDERS) for seat in seats)


def refunds_of_shop(order: SellerOrder) -> QuerySet[Refund]:
    """Return the refunds of an order, with those of money that came to its shop in vain."""
    found = Refund.objects.filter(Q(seller_order=order) | Q(attempt__payment__seller_order=order))
    return found.select_related("attempt__payment")


def may_ask(share: SellerOrder) -> bool:
    """Return whether a buyer can ask for money back: paid, not too long ago, something left."""
    if share.paid_at is None or share.state not in GOODS_PAID or share.refunded >= share.total:
        return False
    since = share.delivered_at or share.shipped_at
    is_late = (
        since is not None and since + timedelta(days=settings.REFUND_ASK_DAYS) < timezone.now()
    )
    return not is_late and not has_open_request(share)


def has_open_request(share: SellerOrder) -> bool:
    return any(refund.state == Refund.State.REQUESTED for refund in share.refunds.all())


def needs_account(refund: Refund) -> bool:
    """Return whether the buyer has to name an account, or may still change it."""
    waits = (Refund.State.APPROVED, Refund.State.MANUAL)
    return refund.way == Refund.Way.MANUAL and refund.state in waits


def needs_account_of(purchase: Purchase) -> bool:
    return any(one.asks_for_account for one in purchase.refunds.all())
