"""What a buyer says of one shop's parcel: I have it, or I do not want it any more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.people.models import User
from shop.fulfilment.calling_off import call_off
from shop.fulfilment.delivering import How, mark_delivered
from shop.fulfilment.errors import MoveRefused
from shop.purchases.access import get_own_purchase
from shop.purchases.models import SellerOrder


@require_POST
def have_it(request: HttpRequest, number: str) -> HttpResponse:
    """Write down that a shop's parcel came; twice is as good as once."""
    seller_order = _own(request, number)
    try:
        mark_delivered(seller_order, How.BUYER, by=person_of(request))
    except MoveRefused:
        messages.warning(request, _("Nothing was changed: look at where the order stands."))
    else:
        messages.success(request, _("Thank you. The shop is told that you have it."))
    return _back(seller_order)


@require_POST
def call_it_off(request: HttpRequest, number: str) -> HttpResponse:
    """Call off what would be paid when it comes, while it is not packed."""
    seller_order = _own(request, number)
    try:
        call_off(seller_order, person_of(request))
    except MoveRefused:
        text = _("It could not be called off: the shop has packed it. Call the shop, please.")
        messages.warning(request, text)
    else:
        messages.success(request, _("Called off. You owe nothing, and the shop is told."))
    return _back(seller_order)


def _own(request: HttpRequest, number: str) -> SellerOrder:
    """Return the seller order of one's own purchase that the form names."""
    found = get_own_purchase(request, number).seller_orders.select_related("purchase")
    return get_object_or_404(found, number=request.POST.get("order", "").replace("\x00", ""))


def _back(seller_order: SellerOrder) -> HttpResponse:
    return redirect(f"{seller_order.purchase.get_absolute_url()}#order-{seller_order.pk}")


def person_of(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None
