"""The only ways from a request to a payment that takes slips, and to a slip's photo."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.payments.models import Payment
from shop.payments.numbering import BY_HAND
from shop.purchases.access import get_own_purchase
from shop.slips.models import BankFile, BankLine, Slip


def get_own_payment(request: HttpRequest, number: str) -> Payment:
    """Return one's own payment that no gateway collects, by its purchase's number or its seller
    order's. Raises Http404."""
    named = Q(purchase__number=number, seller_order=None) | Q(seller_order__number=number)
    found = Payment.objects.select_related("purchase", "seller_order__seller").filter(named)
    payment = found.first()
    if payment is None:
        raise Http404
    get_own_purchase(request, payment.purchase.number)
    if payment.purchase.way not in BY_HAND and not payment.slips.exists():
        raise Http404  # a gateway collects it
    return payment


def get_seen_slip(request: HttpRequest, key: UUID) -> Slip:
    """Return a slip whose photo this person may see: who bought, who is to be paid, staff."""
    slip = get_object_or_404(_slips(), key=key)
    if request.user.is_authenticated and request.user.is_staff:
        return slip
    if slip.payment.seller_order is not None and _is_sellers(request, slip):
        return slip
    get_own_purchase(request, slip.payment.purchase.number)
    return slip


def get_any_slip(key: UUID) -> Slip:
    """Return a slip of the marketplace's own account: for views that are staff_only."""
    return get_object_or_404(_slips(), key=key, payment__seller_order=None)


def get_desks_slip(desk: Desk, key: UUID) -> Slip:
    return get_object_or_404(_slips(), key=key, payment__seller_order__seller=desk.seller)


def get_bank_file(key: UUID) -> BankFile:
    """Return any statement: for views that are staff_only."""
    return get_object_or_404(BankFile.objects.select_related("brought_by"), key=key)


def get_bank_line(pk: int) -> BankLine:
    """Return any line: for views that are staff_only."""
    found = BankLine.objects.select_related("file", "slip", "payment__purchase", "decided_by")
    return get_object_or_404(found, pk=pk)


def _slips() -> QuerySet[Slip]:
    return Slip.objects.select_related("payment__purchase", "payment__seller_order__seller")


def _is_sellers(request: HttpRequest, slip: Slip) -> bool:
    try:
        desk = get_desk(request, Power.SEE_MONEY)
    except (Http404, PermissionDenied):
        return False
    order = slip.payment.seller_order
    return order is not None and order.seller_id == desk.seller.pk
