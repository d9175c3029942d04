"""The seller has the money in hand: on delivery, at the stall, in the own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.sellers.powers import Power
from shop.desk.access import get_acting_desk, get_desk, get_own_order
from shop.display.prices import baht_text
from shop.payments.in_hand import NothingToReceive, received_in_hand
from shop.payments.models import Attempt


@login_required
@require_POST
def received(request: HttpRequest, number: str) -> HttpResponse:
    """Cash is taken by whoever hands the goods over; the account is read by who sees money."""
    desk = get_acting_desk(request)
    seller_order = get_own_order(desk, number)
    if seller_order.purchase.way == Attempt.Method.SELLER_QR:
        get_desk(request, Power.SEE_MONEY)
    try:
        taken = received_in_hand(seller_order, desk.user, owner=desk.owner)
    except NothingToReceive:
        messages.warning(request, _("Nothing is to be received for this order now."))
        return redirect("desk:order", number)
    if not taken.is_new:
        messages.info(request, _("This was noted before."))
    elif taken.refund:
        messages.warning(request, _("The goods are gone meanwhile: give this money back."))
    else:
        text = _("Noted: you have received %(amount)s.")
        messages.success(request, text % {"amount": baht_text(taken.attempt.amount)})
    return redirect("desk:order", number)
