"""Give every request its basket, without looking for it until somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

from shop.basket import cookies
from shop.basket.finding import find_basket, guest_basket
from shop.basket.merging import merge_guest_basket
from shop.partner.strategy import Strategy


class BasketMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        merged = _merge_after_log_in(request)
        request.strategy = Strategy(request)  # type: ignore[attr-defined]  # Oscar's dashboard asks
        basket = SimpleLazyObject(lambda: find_basket(request))
        request.basket = basket  # type: ignore[attr-defined]
        response = self.get_response(request)
        _keep(request, response, basket, merged)
        return response


def keep_basket(request: HttpRequest, basket: Any) -> None:
    """Make this the request's basket from now on, as after a cancelled purchase."""
    request.basket = basket  # type: ignore[attr-defined]
    request.kept_basket_id = basket.pk  # type: ignore[attr-defined]


def _merge_after_log_in(request: HttpRequest) -> bool:
    """Move a guest's goods into the person's own basket; the cookie has done its work."""
    if not cookies.has_cookie(request) or not request.user.is_authenticated:
        return False
    guest = guest_basket(request)
    if guest is not None:
        merge_guest_basket(request, guest)
    return True


def _keep(request: HttpRequest, response: HttpResponse, basket: Any, merged: bool) -> None:
    if merged:
        cookies.delete_cookie(response)
    if getattr(request, "user", None) is None or request.user.is_authenticated:
        return
    kept_id = getattr(request, "kept_basket_id", None)
    found = kept_id or (basket.pk if basket._wrapped is not empty else None)
    if found and found != cookies.basket_id_of(request):
        cookies.set_cookie(response, found)
    elif basket._wrapped is not empty and not found and cookies.has_cookie(request):
        cookies.delete_cookie(response)
