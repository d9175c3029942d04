from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.errors import too_many
from shop.basket.middleware import keep_basket
from shop.purchases import expiry
from shop.purchases.access import (
    get_own_purchase,
    get_remembered_purchases,
    remember_by_token,
    remember_purchase,
)
from shop.purchases.current import get_current_purchase
from shop.purchases.forms import LookupForm
from shop.purchases.lookup import find_purchase
from shop.purchases.moves import PurchaseMoved
from shop.purchases.showing import show


def lookup(request: HttpRequest) -> HttpResponse:
    typed = {"number": request.GET.get("number", "")[:40]}
    form = LookupForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        return _look_up(request, form)
    context = {"form": form, "remembered": get_remembered_purchases(request)}
    return render(request, "shop/lookup.html", context)


@require_safe
def purchase(request: HttpRequest, number: str) -> HttpResponse:
    if token := request.GET.get("t"):
        # The token goes no further: not into the history, a screenshot or a Referer.
        remember_by_token(request, number, token)
        return redirect("orders:purchase", number)
    return render(request, "shop/purchase.html", show(get_current_purchase(request, number)))


@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    purchase = get_own_purchase(request, number)
    actor = request.user if request.user.is_authenticated else None
    try:
        basket = expiry.cancel(purchase, actor)
    except PurchaseMoved:
        messages.warning(request, _("This order could not be cancelled: look at where it stands."))
        return redirect(purchase)
    keep_basket(request, basket)
    if purchase.is_paid:
        text = _("What was not paid is cancelled, and in your basket again. The rest is packed.")
    else:
        text = _("The order is cancelled. The goods are in your basket again.")
    messages.success(request, text)
    return redirect("basket:summary")


def _look_up(request: HttpRequest, form: LookupForm) -> HttpResponse:
    number, reach = form.cleaned_data["number"], form.cleaned_data["reach"]
    if not ratelimit.consume(request, action="order_lookup", key=number):
        return too_many(request)
    found = find_purchase(number, reach)
    if found is None:
        # One answer, whichever of the two is wrong: numbers cannot be tried out.
        form.add_error(None, _("We find no order with this number and this contact."))
        return render(request, "shop/lookup.html", {"form": form})
    remember_purchase(request, found)
    return redirect(found)
