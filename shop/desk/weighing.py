"""Pack what is weighed: the weights and the press in one, and a weight put right later."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.desk.access import Desk, get_acting_desk, get_own_order
from shop.desk.forms import ShipForm
from shop.desk.refused import refusal_text
from shop.desk.views import draw_order
from shop.desk.weigh_forms import WeighForm
from shop.fulfilment.errors import FulfilmentError, WeighedMeanwhile
from shop.fulfilment.moves import mark_packed
from shop.fulfilment.weighing import weighed_lines, write_weights
from shop.listings.weights import kilograms
from shop.purchases.models import SellerOrder


@login_required
@require_POST
def pack(request: HttpRequest, number: str) -> HttpResponse:
    return _write(request, number, packs=True)


@login_required
@require_POST
def weigh(request: HttpRequest, number: str) -> HttpResponse:
    return _write(request, number, packs=False)


def _write(request: HttpRequest, number: str, *, packs: bool) -> HttpResponse:
    desk = get_acting_desk(request)
    seller_order = get_own_order(desk, number)
    form = WeighForm(weighed_lines(seller_order), request.POST)
    if not form.is_valid():
        return draw_order(request, desk, seller_order, ShipForm(), status=422, weigh_form=form)
    try:
        _do(desk, seller_order, form, packs=packs)
    except WeighedMeanwhile as faster:
        return _ask_again(request, desk, number, faster)
    except FulfilmentError as error:
        messages.error(request, refusal_text(error))
    else:
        done = _("Packed. Next: send it.") if packs else _("The weight is saved.")
        messages.success(request, done)
    return redirect("desk:order", number)


@transaction.atomic
def _do(desk: Desk, seller_order: SellerOrder, form: WeighForm, *, packs: bool) -> None:
    if form.lines:
        write_weights(seller_order, form.written(), desk.user, owner=desk.owner)
    if packs:
        mark_packed(seller_order, desk.user, owner=desk.owner)


def _ask_again(
    request: HttpRequest, desk: Desk, number: str, faster: WeighedMeanwhile
) -> HttpResponse:
    """Show what somebody else wrote beside what is typed; pressed again, this one counts."""
    seller_order = get_own_order(desk, number)
    typed = request.POST.copy()
    for line in faster.lines:
        typed[f"seen-{line.pk}"] = str(line.weighed_g)
    form = WeighForm(weighed_lines(seller_order), typed)
    for line in faster.lines:
        sentence = _(
            "Somebody has just written %(weight)s kg for it. Press again if yours is right."
        )
        form.add_error(f"weight-{line.pk}", sentence % {"weight": kilograms(line.weighed_g or 0)})
    return draw_order(request, desk, seller_order, ShipForm(), status=409, weigh_form=form)
