from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.purchases.access import get_own_purchase, remember_by_token


def lookup(request: HttpRequest) -> HttpResponse:
    return render(request, "shop/lookup.html", {})


def purchase(request: HttpRequest, number: str) -> HttpResponse:
    if token := request.GET.get("t"):
        # The token goes no further: not into the history, a screenshot or a Referer.
        remember_by_token(request, number, token)
        return redirect("orders:purchase", number)
    return render(request, "shop/purchase.html", {"purchase": get_own_purchase(request, number)})


def cancel(request: HttpRequest, number: str) -> HttpResponse:
    get_own_purchase(request, number)
    return redirect("orders:purchase", number)
