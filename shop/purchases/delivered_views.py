"""The buyer's "I have it": the days until the shop is paid run from here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.fulfilment.delivering import How, mark_delivered
from shop.fulfilment.errors import MoveRefused
from shop.purchases.access import get_own_purchase


@require_POST
def have_it(request: HttpRequest, number: str) -> HttpResponse:
    """Write down that a shop's parcel came; twice is as good as once."""
    purchase = get_own_purchase(request, number)
    found = purchase.seller_orders.select_related("purchase")
    typed = request.POST.get("order", "").replace("\x00", "")
    seller_order = get_object_or_404(found, number=typed)
    actor = request.user if request.user.is_authenticated else None
    try:
        mark_delivered(seller_order, How.BUYER, by=actor)
    except MoveRefused:
        messages.warning(request, _("Nothing was changed: look at where the order stands."))
    else:
        messages.success(request, _("Thank you. The shop is told that you have it."))
    return redirect(f"{purchase.get_absolute_url()}#order-{seller_order.pk}")
