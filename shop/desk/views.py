"""The seller's screens that look: today, the orders, one order, its packing slip."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.sellers.access import CURRENT_SELLER
from community.sellers.powers import Power
from shop.desk.access import (
    Desk,
    get_desk,
    get_orders_desk,
    get_own_order,
    get_switch_target,
)
from shop.desk.answers import waiting_answers
from shop.desk.assisted import assisted_acts
from shop.desk.best_advice import best_advice
from shop.desk.forms import ShipForm
from shop.desk.lines import pictured_lines
from shop.desk.order_list import choices, page_of
from shop.desk.sales import read_sales
from shop.desk.shelf import low_stock
from shop.desk.stock_today import stall_of
from shop.desk.weigh_forms import WeighForm
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund

State = SellerOrder.State
SHOWN_TO_PACK = 10
SHOWN_LOW = 6
SHOWN_LATEST = 6
PAID = {State.TO_PACK, State.PACKED, State.SHIPPED}


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request)
    low = list(low_stock(desk.seller))
    page = {
        "now": timezone.now(),
        "sales": read_sales(desk.orders) if desk.sees_money else None,
        "low": low[:SHOWN_LOW],
        "low_count": len(low),
        **stall_of(request, desk),
        "answers": waiting_answers(desk),
        "advice": best_advice(desk) if desk.may(Power.LIST_PRODUCTS) else None,
    }
    if desk.sees_orders:
        page |= read_waiting(desk.orders)
    return draw(request, desk, "today", page)


def read_waiting(orders: QuerySet[SellerOrder]) -> dict[str, Any]:
    listed = orders.select_related("purchase").prefetch_related("lines")
    counts = {choice.state: choice.count for choice in choices(orders)}
    return {
        "to_pack": listed.filter(state=State.TO_PACK).order_by("paid_at", "pk")[:SHOWN_TO_PACK],
        "to_pack_count": counts[State.TO_PACK],
        "packed_count": counts[State.PACKED],
        "latest": listed.order_by("-pk")[:SHOWN_LATEST],
    }


@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    desk = get_orders_desk(request)
    state = request.GET.get("state", "")
    page = {
        "state": state if state in State else "",
        "choices": choices(desk.orders),
        "page_obj": page_of(desk.orders, state, request.GET.get("page", "1")),
    }
    return draw(request, desk, "orders", page)


@login_required
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    desk = get_orders_desk(request)
    return draw_order(request, desk, get_own_order(desk, number), ShipForm())


@login_required
@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    desk = get_orders_desk(request)
    seller_order = get_own_order(desk, number)
    if seller_order.state not in PAID:
        return redirect("desk:order", number)
    page = {"order": seller_order, "lines": seller_order.lines.all()}
    return draw(request, desk, "slip", page)


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    request.session[CURRENT_SELLER] = get_switch_target(request).pk
    return redirect("desk:today")


def draw_order(
    request: HttpRequest,
    desk: Desk,
    seller_order: SellerOrder,
    form: ShipForm,
    status: int = 200,
    *,
    weigh_form: WeighForm | None = None,
) -> HttpResponse:
    lines = pictured_lines(seller_order)
    by_weight = [item.line for item in lines if item.line.is_weighed]
    page = {
        "order": seller_order,
        "lines": lines,
        "refund": Refund.objects.filter(seller_order=seller_order, reason="weight").first()
        if by_weight
        else None,
        "weigh_form": weigh_form or (WeighForm(by_weight) if by_weight else None),
        "is_weighed": all(line.weighed_g is not None for line in by_weight),
        # Who has not paid yet is nobody's business.
        "is_paid": seller_order.state in PAID,
        "assisted": assisted_acts(seller_order),
        "share": seller_order.sellers_goods
        + seller_order.delivery
        + seller_order.sellers_fee
        - seller_order.commission
        - seller_order.commission_vat,
        "may_pack": desk.may_act and seller_order.state == State.TO_PACK,
        "may_ship": desk.may_act and seller_order.state in {State.TO_PACK, State.PACKED},
        "form": form,
    }
    return draw(request, desk, "order", page, status)


def draw(
    request: HttpRequest, desk: Desk, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    # The shell of every page would ask for the last once more.
    shown = {"desk": desk, "section": name, "user_sells": desk.has_own_shop, **page}
    return render(request, f"desk/{name}.html", shown, status=status)
