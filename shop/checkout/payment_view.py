"""The last screen: everything on one page, and the button that places the purchase."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.people.models import User
from shop.checkout.access import Checkout, NotReady, get_checkout
from shop.checkout.changes import readable
from shop.checkout.drafts import contact_of
from shop.checkout.paying_choices import (
    chosen_of,
    fees_shown,
    paying_choices,
    pays_one_amount,
    why_none,
    why_not_this,
)
from shop.checkout.steps import next_step, quote_of
from shop.checkout.views import away
from shop.gateways.base import GatewayError
from shop.payments.payable import NotPayable
from shop.payments.reasons import NO_ANSWER, not_payable_sentence
from shop.purchases.access import count_agreed, count_awaiting, find_placed, remember_purchase
from shop.purchases.models import Purchase
from shop.purchases.placing import (
    AlreadyPlaced,
    LinesUnavailable,
    NotPlaced,
    PriceChanged,
    VoucherRefused,
    WayRefused,
    place,
)
from shop.purchases.quote import Change, DeliveryMissing, Quote, basket_in
from shop.ways.registry import WAYS

MOST_AWAITING = 3
# Goods that leave before the money: a number that orders for fun holds no more than this.
MOST_AGREED = 5


@require_http_methods(["GET", "HEAD", "POST"])
def payment(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and (placed := _placed_before(request)):
        return redirect("payments:pay", placed.number)
    try:
        checkout = get_checkout(request)
    except NotReady as reason:
        return away(reason)
    quote = quote_of(checkout.draft, checkout.contents)
    if quote is None:
        return redirect(next_step(checkout.draft, quote))
    if request.method == "POST":
        return _place(request, checkout, quote)
    return _review(request, checkout, quote)


def _place(request: HttpRequest, checkout: Checkout, quote: Quote) -> HttpResponse:
    method = request.POST.get("method", "")
    if wrong := why_not_this(paying_choices(quote, method), method):
        return _review(request, checkout, quote, method_error=wrong, status=422)
    if WAYS[method].goods_first and count_agreed(checkout.draft.phone) >= MOST_AGREED:
        wrong = _("Take and pay for what is on its way to you first, or pay in another way.")
        return _review(request, checkout, quote, method_error=wrong, status=422)
    if count_awaiting(request) >= MOST_AWAITING:
        messages.warning(request, _("Pay for what you have placed, or cancel it, before more."))
        return redirect("customer:orders" if request.user.is_authenticated else "orders:lookup")
    try:
        purchase = _placed(request, checkout, method)
    except DeliveryMissing:
        return redirect("checkout:delivery")
    except NotPlaced as refused:
        return _not_placed(request, checkout, quote, refused)
    remember_purchase(request, purchase)
    # Kept now: the gateway may take its time, and a second press comes sooner.
    request.session.save()
    return _go_and_pay(request, purchase, method)


def _not_placed(
    request: HttpRequest, checkout: Checkout, quote: Quote, refused: NotPlaced
) -> HttpResponse:
    if isinstance(refused, AlreadyPlaced):
        remember_purchase(request, refused.purchase)
        return redirect("payments:pay", refused.purchase.number)
    if isinstance(refused, PriceChanged):
        changes = readable(refused.changes, checkout.contents)
        return _review(request, checkout, quote, changes=changes, status=409)
    if isinstance(refused, WayRefused):
        wrong = refused.why_not or _("Choose how you want to pay.")
        return _review(request, checkout, quote, method_error=wrong, status=422)
    messages.warning(request, _why_not(refused))
    return redirect("basket:summary")


def _placed(request: HttpRequest, checkout: Checkout, method: str) -> Purchase:
    return place(
        checkout.basket.pk,
        contact_of(checkout.draft),
        checkout.draft.delivery,
        request.POST.get("shown", ""),
        user=request.user if isinstance(request.user, User) else None,
        language=request.LANGUAGE_CODE,
        way=method,
    )


def _go_and_pay(request: HttpRequest, purchase: Purchase, method: str) -> HttpResponse:
    try:
        return redirect(WAYS[method].begin(purchase))
    except NotPayable as refused:
        messages.warning(request, not_payable_sentence(refused.reason))
        return redirect(purchase)
    except GatewayError:
        messages.warning(request, NO_ANSWER)
        return redirect("payments:pay", purchase.number)


def _placed_before(request: HttpRequest) -> Purchase | None:
    """Return the purchase that this very form placed: a second press, or the back button."""
    placed = find_placed(request, basket_in(request.POST.get("shown", "")))
    if placed:
        remember_purchase(request, placed)
    return placed


def _why_not(refused: NotPlaced) -> str:
    if isinstance(refused, LinesUnavailable):
        return _("Somebody was faster: something in your basket is not there any more.")
    if isinstance(refused, VoucherRefused):
        return _("The code %(code)s does not work any more.") % {"code": refused.code}
    return _("Your basket is empty.")


def _review(
    request: HttpRequest,
    checkout: Checkout,
    quote: Quote,
    *,
    changes: list[Change] | None = None,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    choices = paying_choices(quote, request.POST.get("method", ""))
    context = {
        "quote": quote,
        "draft": checkout.draft,
        "contact": contact_of(checkout.draft),
        "shown": quote.shown(fees_shown(choices)),
        "changes": changes or [],
        "choices": choices,
        "chosen": chosen_of(choices),
        "no_way": why_none(choices),
        "same_total": pays_one_amount(choices),
        **extra,
    }
    return render(request, "shop/checkout_payment.html", context, status=status)
