from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from shop.gateways.base import GatewayError
from shop.payments import qr
from shop.payments.models import Attempt, Payment
from shop.payments.pay_page import last_attempt, page_of, waiting_state
from shop.payments.payable import NotPayable
from shop.payments.paying import sync
from shop.payments.reasons import NO_ANSWER, not_payable_sentence
from shop.purchases.access import get_own_purchase
from shop.purchases.current import get_current_purchase
from shop.purchases.models import Purchase
from shop.ways.registry import WAYS
from shop.ways.switching import can_switch

# The page asks us every few seconds; we ask the gateway less often than that.
GATEWAY_PAUSE_SECONDS = 10


@require_GET
def pay(request: HttpRequest, number: str) -> HttpResponse:
    purchase = get_current_purchase(request, number)
    if not purchase.is_awaiting:
        return redirect(purchase)
    template, context = page_of(purchase)
    return render(request, template, context)


@require_POST
def start(request: HttpRequest, number: str) -> HttpResponse:
    purchase = get_current_purchase(request, number)
    method = request.POST.get("method", "")
    if not can_switch(purchase, method):
        messages.error(request, _("Choose how you want to pay."))
        return redirect("payments:pay", number=purchase.number)
    try:
        return redirect(WAYS[method].begin(purchase))
    except NotPayable as refused:
        messages.warning(request, not_payable_sentence(refused.reason))
        return redirect(purchase)
    except GatewayError:
        messages.warning(request, NO_ANSWER)
        return redirect("payments:pay", number=purchase.number)


@require_GET
def state(request: HttpRequest, number: str) -> JsonResponse:
    """Return {"state", "url"}: where the page should go once the state is another."""
    purchase = get_current_purchase(request, number)
    attempt = last_attempt(purchase)
    if purchase.is_awaiting and attempt and attempt.state in Attempt.LIVE:
        _ask_now_and_then(attempt)
        purchase.refresh_from_db()
        attempt.refresh_from_db()
    paid = purchase.payments.filter(state=Payment.State.PAID).count()
    now = waiting_state(paid) if purchase.is_awaiting else purchase.state
    if now == "waiting" and attempt and attempt.state == Attempt.State.FAILED:
        now = "failed"
    return JsonResponse({"state": now, "url": _next_page(purchase)})


@require_GET
def come_back(request: HttpRequest, number: str) -> HttpResponse:
    """Meet the buyer who returns from the card page. What we show is what the gateway says."""
    purchase = get_current_purchase(request, number)
    attempt = last_attempt(purchase)
    if attempt and attempt.state in Attempt.LIVE:
        try:
            sync(attempt)
        except GatewayError:
            messages.info(request, _("Your bank has not answered yet. We will keep asking."))
    purchase.refresh_from_db()
    return redirect(_next_page(purchase))


@require_GET
def qr_png(request: HttpRequest, number: str) -> HttpResponse:
    """Send the QR code as a picture, for a banking app on the same telephone."""
    attempt = last_attempt(get_own_purchase(request, number))
    if not attempt or attempt.state != Attempt.State.OPEN or not attempt.qr_data:
        raise Http404
    response = HttpResponse(qr.png(attempt.qr_data), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="promptpay-{number}.png"'
    return response


def _ask_now_and_then(attempt: Attempt) -> None:
    if cache.add(f"asked-{attempt.pk}", 1, GATEWAY_PAUSE_SECONDS):
        try:
            sync(attempt)
        except GatewayError:
            return  # the webhook, or the next question, will tell


def _next_page(purchase: Purchase) -> str:
    if purchase.is_awaiting:
        return reverse("payments:pay", args=[purchase.number])
    return purchase.get_absolute_url()
