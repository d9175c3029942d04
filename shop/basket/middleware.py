"""Give every request its basket, without looking for it until somebody asks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty
from oscar.apps.basket.models import Basket

from shop.basket import cookies
from shop.basket.finding import find_basket, guest_basket
from shop.basket.merging import merge_guest_basket, merge_open_baskets
from shop.partner.strategy import Strategy


class BasketMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        merged = _merge_after_log_in(request)
        # Oscar's dashboard asks for it, and it asks who the person is.
        request.strategy = SimpleLazyObject(lambda: Strategy(request))  # type: ignore[attr-defined]
        basket = SimpleLazyObject(lambda: find_basket(request))
        request.basket = basket  # type: ignore[attr-defined]
        response = self.get_response(request)
        if merged:
            cookies.delete_cookie(response)
        _keep(request, response)
        return response


def keep_basket(request: HttpRequest, basket: Basket) -> None:
    """Make this the request's basket from now on, as after a cancelled purchase."""
    merge_open_baskets(request, basket)
    request.basket = basket  # type: ignore[attr-defined]


def _merge_after_log_in(request: HttpRequest) -> bool:
    """Move a guest's goods into the person's own basket; the cookie has done its work."""
    if not cookies.has_cookie(request) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if request.path.startswith(settings.MEDIA_URL) or not request.user.is_authenticated:
        return False  # a photo asks nobody who they are, so that it can be kept
    guest = guest_basket(request)
    if guest is not None:
        merge_guest_basket(request, guest)
    return True


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    """Write a guest's basket into the cookie; drop a cookie whose basket is not open."""
    basket = request.basket  # type: ignore[attr-defined]
    if getattr(basket, "_wrapped", basket) is empty or request.user.is_authenticated:
        return  # nobody asked for it, or it is known by its owner
    if basket.pk and basket.pk != cookies.basket_id_of(request):
        cookies.set_cookie(response, basket.pk)
    elif not basket.pk and cookies.has_cookie(request):
        cookies.delete_cookie(response)
