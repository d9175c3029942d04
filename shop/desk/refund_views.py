"""Money back, at the desk: what cannot be sent, what came back, what a buyer asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.sellers.powers import Power
from shop.desk.access import Desk, get_acting_desk, get_desk, get_own_order
from shop.desk.refund_forms import AnswerForm, CancelForm, PaidForm, RefundForm, ReturnedForm
from shop.desk.views import draw
from shop.display.templatetags.talat import baht_full
from shop.fulfilment.cancelling import HERE, OnlyWhole, OnlyWholeFree, cancel
from shop.fulfilment.errors import FulfilmentError
from shop.fulfilment.returning import mark_returned
from shop.money import ZERO, split
from shop.purchases.models import SellerOrder
from shop.refunds import asking
from shop.refunds.access import refunds_of_shop
from shop.refunds.amounts import price_of_part, sofar_of
from shop.refunds.approving import refund_share
from shop.refunds.errors import RefundError
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import pay_by_hand
from shop.refunds.words import nothing_back_text, refusal_text
from shop.stock.errors import StockError

FORM = require_http_methods(["GET", "HEAD", "POST"])
REFUSALS = (RefundError, FulfilmentError, StockError, OnlyWhole)
BY_HAND = (Refund.State.APPROVED, Refund.State.MANUAL)


@login_required
@FORM
def refund(request: HttpRequest, number: str) -> HttpResponse:
    """Give back: of an order that is here what cannot be sent, else what the shop decides."""
    desk = get_acting_desk(request)
    order = get_own_order(desk, number)
    if order.state not in HERE:
        desk = get_desk(request, Power.SEE_MONEY)
    form = _form(request, order)
    if request.method != "POST" or not form.is_valid() or not _done(request, desk, order, form):
        return draw_refund(request, desk, order, form)
    return redirect("desk:order", number)


def _form(request: HttpRequest, order: SellerOrder) -> CancelForm | RefundForm:
    kind = CancelForm if order.state in HERE else RefundForm
    return kind(list(order.lines.all()), *((request.POST,) if request.method == "POST" else ()))


def _done(
    request: HttpRequest, desk: Desk, order: SellerOrder, form: CancelForm | RefundForm
) -> bool:
    """Do it, and say so; what is wrong is written into the form."""
    key = f"refund:{_key_of(request)}"
    try:
        make = _cancel if isinstance(form, CancelForm) else _give_back
        made = make(desk, order, form, key)
    except REFUSALS as error:
        form.add_error(None, _why(error))
        return False
    if made is None:
        messages.success(request, nothing_back_text(order, _("Cancelled.")))
    else:
        said = _("%(amount)s goes back to the buyer.") % {"amount": baht_full(made.amount)}
        messages.success(request, said)
    return True


def _why(error: Exception) -> str:
    if isinstance(error, OnlyWholeFree):
        return _("A voucher paid for all of it: cancel the whole order, or send it.")
    if isinstance(error, OnlyWhole):
        return _("It is paid when it comes: cancel all of it, or send it as it was ordered.")
    return refusal_text(error)


def _cancel(desk: Desk, order: SellerOrder, form: Any, key: str) -> Refund | None:
    typed = form.cleaned_data
    return cancel(
        order,
        form.quantities,
        desk.user,
        owner=desk.owner,
        to_shelf=typed["to_shelf"],
        key=key,
        note=typed["note"],
    )


def _give_back(desk: Desk, order: SellerOrder, form: Any, key: str) -> Refund | None:
    typed = form.cleaned_data
    delivery = order.delivery - sofar_of(order).delivery if typed["delivery"] else ZERO
    return refund_share(
        order,
        _lines_of(order, form),
        delivery=max(delivery, ZERO),
        reason=typed["reason"],
        by=desk.user,
        owner=desk.owner,
        key=key,
        to_shelf=typed["to_shelf"],
        note=typed["note"],
    )


def _lines_of(order: SellerOrder, form: Any) -> dict[int, tuple[int, Decimal]]:
    """Return the parts of a refund: pieces at what was paid for them, or money over all lines."""
    lines = list(order.lines.all())
    if money := form.cleaned_data["money"]:
        left = [line.goods - line.discount - line.refunded for line in lines]
        amounts = split(money, left)
        return {line.pk: (0, part) for line, part in zip(lines, amounts, strict=True) if part}
    quantities = form.quantities
    return {
        line.pk: (quantities[line.pk], price_of_part(line, quantities[line.pk]))
        for line in lines
        if quantities.get(line.pk)
    }


def _key_of(request: HttpRequest) -> str:
    """Return the form's own name: pressed twice, it is one refund."""
    typed = request.POST.get("key", "")
    return typed if len(typed) == 32 and typed.isalnum() else uuid4().hex


@login_required
@require_POST
def returned(request: HttpRequest, number: str) -> HttpResponse:
    """Write down that a parcel came back."""
    desk = get_acting_desk(request)
    order = get_own_order(desk, number)
    form = ReturnedForm(request.POST)
    form.is_valid()
    delivery = order.delivery - sofar_of(order).delivery if form.cleaned_data["delivery"] else ZERO
    to_shelf = form.cleaned_data["to_shelf"]
    try:
        made = mark_returned(
            order, desk.user, owner=desk.owner, to_shelf=to_shelf, delivery=max(delivery, ZERO)
        )
    except REFUSALS as error:
        messages.error(request, _why(error))
    else:
        messages.success(request, _came_back(order, made))
    return redirect("desk:order", number)


def _came_back(order: SellerOrder, made: Refund | None) -> str:
    if made is None:
        return nothing_back_text(order, _("Written down."))
    amount = baht_full(made.amount)
    return _("Written down. %(amount)s goes back to the buyer.") % {"amount": amount}


@login_required
@require_POST
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say yes or no to what a buyer asks for."""
    desk = get_desk(request, Power.SEE_MONEY)
    order = get_own_order(desk, number)
    asked = get_object_or_404(order.refunds.all(), pk=pk)
    act = request.POST.get("act", "")
    if act not in {"approve", "refuse"}:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return draw_refund(request, desk, order, _form_of_get(order), answer_form=form)
    try:
        _answer(desk, asked, act, form.cleaned_data)
    except REFUSALS as error:
        messages.error(request, _why(error))
    else:
        messages.success(request, _("The buyer reads your answer."))
    return redirect("desk:order", number)


def _answer(desk: Desk, asked: Refund, act: str, typed: dict[str, Any]) -> None:
    if act == "refuse":
        asking.refuse(asked, desk.user, typed["answer"], owner=desk.owner)
        return
    asking.approve(
        asked,
        desk.user,
        owner=desk.owner,
        to_shelf=typed["to_shelf"],
        answer=typed["answer"],
    )


@login_required
@require_POST
def paid(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The shop has given the money back itself: it had it in hand."""
    desk = get_desk(request, Power.SEE_MONEY)
    order = get_own_order(desk, number)
    due = get_object_or_404(refunds_of_shop(order), pk=pk)
    form = PaidForm(request.POST)
    if due.attempt.payment.seller_order_id is None or not form.is_valid():
        raise Http404
    try:
        pay_by_hand(due, desk.user, reference=form.cleaned_data["reference"], owner=desk.owner)
    except RefundError as error:
        messages.error(request, refusal_text(error))
    else:
        messages.success(request, _("Written down: the buyer has the money."))
    return redirect("desk:order", number)


def _form_of_get(order: SellerOrder) -> CancelForm | RefundForm:
    kind = CancelForm if order.state in HERE else RefundForm
    return kind(list(order.lines.all()))


def draw_refund(
    request: HttpRequest,
    desk: Desk,
    order: SellerOrder,
    form: forms.Form,
    *,
    answer_form: AnswerForm | None = None,
) -> HttpResponse:
    refunds = order.refunds.prefetch_related("lines__line", "photos")
    page = {
        "order": order,
        "form": form,
        "is_here": order.state in HERE,
        "asked": [one for one in refunds if one.state == Refund.State.REQUESTED],
        "answer_form": answer_form or AnswerForm(),
        "key": _key_of(request),
        "section": "order",
    }
    status = 422 if request.method == "POST" else 200
    return draw(request, desk, "refund", page, status)
