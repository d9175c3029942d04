"""What a seller does to an order that is packed: ship it, hand it over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.desk.access import Desk, get_acting_desk, get_own_order
from shop.desk.forms import ShipForm
from shop.desk.refused import refusal_text
from shop.desk.views import draw_order
from shop.fulfilment.moves import FulfilmentError, mark_shipped
from shop.purchases.models import SellerOrder


@login_required
@require_POST
def ship(request: HttpRequest, number: str) -> HttpResponse:
    """Ship with a carrier and a number; a pickup is handed over and asks for neither."""
    desk = get_acting_desk(request)
    seller_order = get_own_order(desk, number)
    if seller_order.is_pickup:
        return ship_or_say(request, desk, seller_order)
    form = ShipForm(request.POST)
    if not form.is_valid():
        return draw_order(request, desk, seller_order, form, status=422)
    return ship_or_say(
        request,
        desk,
        seller_order,
        carrier=form.cleaned_data["carrier"],
        tracking_number=form.cleaned_data["tracking_number"],
    )


def ship_or_say(
    request: HttpRequest,
    desk: Desk,
    seller_order: SellerOrder,
    carrier: str = "",
    tracking_number: str = "",
) -> HttpResponse:
    try:
        mark_shipped(seller_order, desk.user, carrier, tracking_number, owner=desk.owner)
    except FulfilmentError as error:
        messages.error(request, refusal_text(error))
    else:
        messages.success(request, shipped_text(seller_order))
    return redirect("desk:order", seller_order.number)


def shipped_text(seller_order: SellerOrder) -> str:
    if seller_order.is_pickup:
        return _("Handed over.")
    if seller_order.purchase.email:
        return _("Sent. The buyer gets an e-mail with the tracking number.")
    return _("Sent. The buyer sees the tracking number on the order page.")
