"""From a request to its basket: the person's own, or the one this browser's cookie names."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from oscar.apps.basket.models import Basket

from shop.basket.cookies import basket_id_of
from shop.partner.strategy import Strategy


def find_basket(request: HttpRequest) -> Basket:
    """Return the open basket; a new one that is not saved yet where there is none."""
    basket = _own_basket(request) if request.user.is_authenticated else guest_basket(request)
    basket = basket or Basket(owner=request.user if request.user.is_authenticated else None)
    basket.strategy = Strategy(request)
    return basket


def guest_basket(request: HttpRequest) -> Basket | None:
    """Return the cookie's basket while it is open and nobody's: one that was placed is not."""
    basket_id = basket_id_of(request)
    return None if basket_id is None else guest_baskets(basket_id).first()


def guest_baskets(basket_id: int) -> Any:
    return Basket.objects.filter(pk=basket_id, owner=None, status=Basket.OPEN)


def own_baskets(user: Any) -> Any:
    return Basket.objects.filter(owner=user.pk, status=Basket.OPEN)


def _own_basket(request: HttpRequest) -> Basket | None:
    basket = own_baskets(request.user).order_by("-pk").first()
    if basket:
        basket.owner = request.user
    return basket
