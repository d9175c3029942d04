"""What the page shell needs on every page: the menu, the basket's count, who is looking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.sellers.models import Seller, SellerMember
from shop.basket.counting import basket_count
from shop.browse.menu import menu_paths


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return lazy values: a page that does not draw one does not pay for it."""
    return {
        "site_name": settings.OSCAR_SHOP_NAME,
        "demo": settings.DEMO,
        "basket_count": SimpleLazyObject(lambda: basket_count(request)),
        # Asked for here: a template that looks for a key in vain is slow to find out.
        "searched": request.GET.get("q", ""),
        "searched_province": request.GET.get("province", ""),
        "here": SimpleLazyObject(lambda: here(request)),
        "user_sells": SimpleLazyObject(lambda: user_sells(request)),
    }


def here(request: HttpRequest) -> str:
    """Return the path of a page that a menu leads to, else nothing: few pieces are kept."""
    return request.path if request.path in menu_paths() else ""


def user_sells(request: HttpRequest) -> bool:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return False
    members = SellerMember.objects.filter(user=request.user.pk)
    return members.exclude(seller__state=Seller.State.CLOSED).exists()
